// The Work Guide: `<work-guide record-type="Employee" record-id="E-1001">` lets the signed-in person do what waits for them on a record.
// With `work-item` it does that one item. It embeds in any page, which themes it by --wg-* properties and may set
// `origin` (where Baton is) and the property `headers` (a function that answers with further headers, such as a token).
import {LitElement, html, nothing} from '../lib/lit/index.js';
import {Api} from '../api.js';
import {guideStyle} from './guide-style.js';
import {Interview} from './interview.js';
import {doneView, goneView, listView} from './guide-views.js';
import {followingItem, openItems, overtaking, whereItWent} from './guide-items.js';
import {refusal, screenForm} from './screen-form.js';

const refreshMillis = 8000;

export class WorkGuide extends LitElement {
  static styles = guideStyle;
  static properties = {
    recordType: {attribute: 'record-type'}, recordId: {attribute: 'record-id'}, workItem: {attribute: 'work-item'}, origin: {}, headers: {attribute: false},
    items: {state: true}, item: {state: true}, done: {state: true}, problem: {state: true}, words: {state: true}, saved: {state: true},
  };

  constructor() {
    super();
    Object.assign(this, {items: [], item: null, done: null, problem: null, words: '', saved: false, interview: null, timer: null, followed: 0, headers: () => ({})});
  }

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => document.hidden || this.refresh(), refreshMillis);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.interview?.leave();
  }

  willUpdate(changed) {
    if (['recordType', 'recordId', 'workItem', 'origin'].some(name => changed.has(name))) {
      this.api = new Api({...(this.origin ? {origin: this.origin} : {}), headers: () => this.headers()});
      this.#close();
      Object.assign(this, {items: [], done: null, saved: false});
      this.refresh({first: true});
    }
    this.toggleAttribute('empty', !(this.interview || this.done || this.problem || this.items.length));
  }

  /** Asks again what waits on the record; a form that is open stays as it is, and says when its item went to somebody else. */
  async refresh({first = false} = {}) {
    try {
      this.items = await openItems(this.api, this);
      this.problem = null;
      this.dispatchEvent(new CustomEvent('work-items', {bubbles: true, composed: true, detail: {items: this.items, open: Boolean(this.interview)}}));
      if (first && this.items.length === 1) {
        this.#open(this.items[0], {focus: false});
      } else if (this.interview) {
        this.interview.overtaken(await overtaking(this.api, this.item));
      }
    } catch (problem) {
      this.problem = first ? problem : this.problem;
    }
  }

  render() {
    const {interview} = this;
    if (interview) {
      return html`<section class="guide" aria-labelledby="item">
        <div><h2 id="item">${this.item.label}</h2><p class="soft">${this.item.orchestrationLabel} · ${this.item.recordType}/${this.item.recordId}</p></div>
        ${this.done ? html`<p class="note good" role="status">${this.done.label} is done. This is the next of the same run.</p>` : nothing}
        ${this.#interview(interview)}</section>`;
    }
    if (this.done) {
      return html`<section class="guide" aria-labelledby="done">${doneView(this.done, this.items, item => this.#open(item))}</section>`;
    }
    if (this.problem) {
      return html`<section class="guide" aria-label="Work Guide">${refusal(this.problem)}<div class="buttons"><button @click=${() => this.refresh({first: true})}>Try again</button></div></section>`;
    }
    return this.items.length ? html`<section class="guide" aria-labelledby="list">${listView(this.items, {
      words: this.words, saved: this.saved, search: words => { this.words = words; }, open: item => this.#open(item)})}</section>` : nothing;
  }

  #interview(interview) {
    switch (interview.state) {
      case 'screen': return screenForm(interview, {later: () => this.#later()});
      case 'failed': return html`${refusal({title: 'The screen flow stopped with an error', detail: interview.fault})}
        <p>The work item is still yours. You can begin again; what you typed is dropped then.</p>
        <div class="buttons"><button class="main" @click=${() => interview.restart()}>Begin again</button></div>`;
      case 'working': return html`<p role="status">What you answered is kept. The flow is still at work on it …</p>`;
      case 'gone': return goneView(interview, () => {
        this.#close();
        this.refresh();
      });
      default: return interview.problem ? html`${refusal(interview.problem)}<div class="buttons"><button @click=${() => interview.open()}>Try again</button></div>` : html`<p class="soft" role="status">Loading …</p>`;
    }
  }

  async #open(item, {focus = true} = {}) {
    this.#close();
    const interview = new Interview(this.api, item.id, () => this.#moved(interview));
    Object.assign(this, {item, interview, saved: false});
    this.followed = focus ? 0 : 1;
    await interview.open();
  }

  #close() {
    this.interview?.leave();
    Object.assign(this, {interview: null, item: null});
  }

  async #later() {
    if (await this.interview.saveDraft()) {
      this.#close();
      this.saved = true;
      await this.refresh();
      this.#focus('#list');
    }
  }

  #moved(interview) {
    if (interview !== this.interview) {
      return;
    }
    this.requestUpdate();
    if (interview.state === 'finished') {
      this.#finished(this.item, interview.nextWorkItem);
    } else if (!interview.busy) {
      this.#follow(interview);
    }
  }

  /** After the person asked to move, focus goes to what came of it: the errors, else the heading of the screen. */
  #follow({asked, errors, problem}) {
    if (asked > this.followed) {
      this.followed = asked;
      this.#focus(Object.keys(errors).length || problem ? '#summary' : '#screen');
    }
  }

  async #finished(item, nextId) {
    this.#close();
    this.done = {item, label: item.label, went: null, looking: true};
    this.dispatchEvent(new CustomEvent('work-item-done', {bubbles: true, composed: true, detail: {workItem: item.id, run: item.run}}));
    this.#focus('#done');
    const next = await followingItem(this.api, item, nextId, () => this.done?.item === item && this.isConnected);
    const went = await whereItWent(this.api, item).catch(() => null);
    if (this.done?.item !== item) {
      return;
    }
    this.done = {...this.done, went, looking: false};
    await this.refresh();
    if (next && !this.interview) {
      this.#open(next);
    }
  }

  async #focus(selector) {
    await this.updateComplete;
    this.renderRoot.querySelector(selector)?.focus();
  }
}

customElements.define('work-guide', WorkGuide);
