// The Work Guide: `<work-guide record-type="Employee" record-id="E-1001">` lets the signed-in person do what waits for them on a record.
// With `work-item` it does that one item. It embeds in any page that the setting baton.http.allowed-origins lists:
//   attribute `origin`: where Baton is, when it is not where this file came from
//   property `token`: a text or an (async) function that answers with the bearer token; `headers`: the same for any headers.
//     A function is called for each request, and with `{refresh: true}` once more when Baton answered 401.
//   property `watch`: a function that takes a listener to call when the person's work has changed, and answers with how to stop;
//     without one the guide opens a stream of its own, in a page of another origin, or asks by itself while its page is seen
//   events: work-items, work-item-opened, work-item-saved, work-item-done, work-guide-problem; all bubble out of the component
//   look: the --wg-* properties of guide-style.js
import {LitElement, html, nothing} from '../lib/lit/index.js';
import {Api} from '../api.js';
import {guideStyle} from './guide-style.js';
import {Interview} from './interview.js';
import {doneView, goneView, listView} from './guide-views.js';
import {watchNews} from './guide-news.js';
import {followingItem, openItems, overtaking, whereItWent} from './guide-items.js';
import {forgetItem, leftItem, rememberItem} from './left-item.js';
import {refusal, screenForm} from './screen-form.js';

const refreshMillis = 8000;
const watchedMillis = 20_000;
const againMillis = 500;

export class WorkGuide extends LitElement {
  static styles = guideStyle;
  static properties = {
    recordType: {attribute: 'record-type'}, recordId: {attribute: 'record-id'}, workItem: {attribute: 'work-item'}, origin: {}, headers: {attribute: false}, token: {attribute: false}, watch: {attribute: false},
    items: {state: true}, item: {state: true}, done: {state: true}, problem: {state: true}, words: {state: true}, saved: {state: true},
  };

  constructor() {
    super();
    Object.assign(this, {items: [], item: null, done: null, problem: null, words: '', saved: false, interview: null, left: null, begun: false, askedAt: -Infinity, finished: new Set(), timer: null, followed: 0, headers: () => ({}), token: null, watch: null, unwatch: null});
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.api) { // a page may take it out and put it elsewhere
      this.#watch();
      this.begun = Boolean(this.done);
      this.refresh();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#unwatch();
    this.#close();
  }

  #watch() {
    this.#unwatch();
    if (!this.isConnected) {
      return;
    }
    let old = true; // what is told at once is older than what it asks for by itself
    const changed = () => old || this.refresh();
    this.unwatch = this.watch ? this.watch(changed) : this.api?.foreign ? watchNews(this.api, changed) : null;
    old = false;
    this.timer = setInterval(() => document.hidden || this.refresh(), this.unwatch ? watchedMillis : refreshMillis);
  }

  #unwatch() {
    clearInterval(this.timer);
    this.unwatch?.();
    this.unwatch = null;
  }

  willUpdate(changed) {
    if (['recordType', 'recordId', 'workItem', 'origin'].some(name => changed.has(name))) {
      this.#close();
      Object.assign(this, {items: [], done: null, saved: false, begun: false});
      this.#connect();
    } else if (!this.begun && ['headers', 'token'].some(name => changed.has(name)) && performance.now() - this.askedAt > againMillis) {
      this.#connect(); // the page came to know who acts after it showed the guide
    }
    this.toggleAttribute('empty', !(this.interview || this.done || this.problem || this.items.length));
  }

  #connect() {
    this.api = new Api({...(this.origin ? {origin: new URL(this.origin).origin} : {}), headers: asked => this.#identity(asked)});
    this.#watch();
    this.refresh();
  }

  async #identity(asked) {
    const given = hook => typeof hook === 'function' ? hook(asked) : hook;
    const token = await given(this.token);
    return {...(token ? {Authorization: `Bearer ${token}`} : {}), ...await given(this.headers)};
  }

  /** Asks again what waits on the record; a form that is open stays as it is, and says when its item went to somebody else. */
  async refresh() {
    const {api} = this;
    this.askedAt = performance.now();
    try {
      const items = (await openItems(api, this)).filter(({id}) => !this.finished.has(id)); // lists may lag
      if (api !== this.api || !this.isConnected) {
        return; // asked for something else since
      }
      const first = !this.begun;
      Object.assign(this, {items, problem: null, begun: true});
      this.#tell('work-items', {items, open: Boolean(this.interview)});
      const left = first && !this.interview ? await leftItem(api, this, items) : null;
      if (left && !this.interview && api === this.api) {
        this.#open(left, {focus: false}); // it is gone, and says by whom, with what was typed
      } else if (first && items.length === 1 && !this.interview) {
        this.#open(items[0], {focus: false});
      } else if (this.interview) {
        const {interview, item} = this;
        interview.overtaken(items.some(({id}) => id === item.id) ? '' : await overtaking(api, item));
      }
    } catch (problem) {
      if (api === this.api && !this.begun) {
        this.problem = problem;
        this.#tell('work-guide-problem', {type: problem.type, title: problem.title, detail: problem.detail ?? problem.message, status: problem.status});
      }
    }
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, {bubbles: true, composed: true, detail}));
  }

  render() {
    const {interview} = this;
    if (interview) {
      return html`<section class="guide" aria-labelledby="item about">
        <div><h2 id="item">${this.item.label}</h2><p class="soft" id="about">${this.item.orchestrationLabel} · ${this.item.recordType}/${this.item.recordId}</p></div>
        ${this.done ? html`<p class="note good" role="status">${this.done.label} is done. This is the next of the same run.</p>` : nothing}
        ${this.#interview(interview)}</section>`;
    }
    if (this.done) {
      return html`<section class="guide" aria-label=${this.#name}>${doneView(this.done, this.items, item => this.#open(item))}</section>`;
    }
    if (this.problem) {
      return html`<section class="guide" aria-label=${this.#name}>${refusal(this.problem)}<div class="buttons"><button @click=${() => this.refresh()}>Try again</button></div></section>`;
    }
    return this.items.length ? html`<section class="guide" aria-label=${this.#name}>${listView(this.items, {
      words: this.words, saved: this.saved, search: words => { this.words = words; }, open: item => this.#open(item)})}</section>` : nothing;
  }

  /** Two guides on a page must not be called the same. */
  get #name() {
    return ['Work Guide', this.recordType, this.recordId, this.workItem].filter(Boolean).join(' ');
  }

  #interview(interview) {
    switch (interview.state) {
      case 'screen': return screenForm(interview, {later: () => this.#later()});
      case 'failed': return html`${refusal({title: 'The screen flow stopped with an error', detail: interview.fault})}
        <p>The work item is still yours. You can begin again; what you typed is dropped then.</p>
        <div class="buttons"><button class="main" @click=${() => interview.restart()}>Begin again</button></div>`;
      case 'working': return html`<p role="status">What you answered is kept. The flow is still at work on it …</p>`;
      case 'gone': return goneView(interview, () => {
        forgetItem(this);
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
    rememberItem(this, item);
    this.followed = focus ? 0 : 1;
    await this.left; // a draft on its way must be there first
    if (interview !== this.interview) {
      return;
    }
    this.#tell('work-item-opened', {workItem: item.id, run: item.run});
    await interview.open();
  }

  #close() {
    this.left = this.interview?.leave() ?? this.left;
    Object.assign(this, {interview: null, item: null});
  }

  async #later() {
    if (await this.interview.saveDraft()) {
      const {id, run} = this.item;
      forgetItem(this);
      this.#close();
      this.saved = true;
      this.#tell('work-item-saved', {workItem: id, run});
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
    forgetItem(this);
    this.#close();
    this.finished.add(item.id);
    this.done = {item, label: item.label, went: null, looking: true};
    this.#tell('work-item-done', {workItem: item.id, run: item.run});
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

customElements.get('work-guide') ?? customElements.define('work-guide', WorkGuide);
