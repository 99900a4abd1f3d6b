// My work: everything that waits for the acting person over all records, beside the form of the one that is chosen.
import {html, nothing} from '/lib/lit/index.js';
import {keyed} from '/lib/lit/directives/keyed.js';
import {api, part} from '/api.js';
import '/guide/work-guide.js';
import {watchWork, workActed} from '/live.js';
import {me} from '/me.js';
import {announce, go, withQuery} from '/navigation.js';
import {kindOf} from '/part/assignee.js';
import {choosePerson} from '/part/choose-person.js';
import {icon} from '/part/icon.js';
import {Page} from '/part/page.js';
import {reassign} from '/part/reassign.js';
import {recordAddress} from '/part/step-inspector.js';
import {workItemRow} from '/part/work-item-row.js';

const searchMillis = 300;
const none = {mine: 0, groups: {}, queues: {}};

class MyWorkPage extends Page {
  static properties = {person: {state: true}, users: {state: true}, items: {state: true}, counts: {state: true}, nextCursor: {state: true}, item: {state: true}};

  constructor() {
    super();
    Object.assign(this, {person: {}, users: [], items: [], counts: none, item: null, nextCursor: undefined, refreshMillis: 60_000, searchTimer: null, seen: null});
  }

  connectedCallback() {
    super.connectedCallback();
    this.forget.push(watchWork(news => this.#changed(news)));
  }

  /** The first news only say what the list was loaded with, unless it changed in between. */
  #changed({version, mine, groups, queues}) {
    const first = this.seen === null;
    this.seen = version;
    if (!first || (this.loaded && JSON.stringify({mine, groups, queues}) !== JSON.stringify(this.counts))) {
      this.reload({quietly: true});
    }
  }

  async load() {
    const person = await me();
    if (!person.username) {
      return {person, users: (await api.get('/users')).items, items: [], item: null};
    }
    const chosen = this.query.get('item');
    const [page, counts, item] = await Promise.all([
      api.get('/work-items', {for: this.query.get('for') ?? 'me', q: this.query.get('q'), cursor: this.query.get('cursor')}),
      api.get('/work-items:count'),
      chosen ? api.get(`/work-items/${part(chosen)}`) : null,
    ]);
    return {person, counts, item, items: page.items, nextCursor: page.nextCursor};
  }

  render() {
    return html`<h1>My work</h1>${this.waiting()}${this.note()}
      ${!this.loaded ? nothing : this.person.username ? this.#work() : this.person.open ? choosePerson(this.users, work => this.attempt(work))
        : html`<p class="card empty">Sign in to see what waits for you.</p>`}`;
  }

  #work() {
    const filtered = this.query.get('q') || this.query.get('for');
    return html`${this.#filters()}
      <div class="beside" ?data-chosen=${this.item}>
        <div class="stack">
          ${this.items.length ? html`<ul class="rows" aria-label="Work items">${this.items.map(item => workItemRow(item, {
            address: withQuery({item: item.id}), chosen: item.id === this.item?.id, actions: this.#actions(item)}))}</ul>`
            : html`<p class="card empty">${filtered ? 'Nothing here with this filter.' : `Nothing waits for ${this.person.name}. When a run needs you, it shows here and an e-mail comes.`}</p>`}
          <nav class="actions" aria-label="Pages of the list">
            ${this.query.get('cursor') ? html`<a class="button" href=${withQuery({cursor: ''})}>Newest</a>` : nothing}
            ${this.nextCursor ? html`<a class="button" href=${withQuery({cursor: this.nextCursor})}>Older</a>` : nothing}</nav>
        </div>
        <div class="stack">${this.item ? this.#chosen(this.item) : html`<p class="card empty">Choose an item to do it here.</p>`}</div>
      </div>`;
  }

  #filters() {
    const {mine, groups, queues} = this.counts;
    const now = this.query.get('for') ?? '';
    const circles = (kind, counts) => Object.entries(counts).map(([name, count]) => [`${kind}:${name}`, kind, name, count]);
    const chips = [['', 'bell', 'All'], ['mine', 'person', 'Mine', mine], ...circles('group', groups), ...circles('queue', queues)];
    return html`<div class="filters">
      <div class="chips" role="group" aria-label="Whose">${chips.map(([value, shape, name, count]) => html`<button type="button" aria-pressed=${now === value}
        @click=${() => go(withQuery({for: value, cursor: '', item: ''}), {replace: true})}>${icon(shape)}${['group', 'queue'].includes(shape) ? `${shape === 'group' ? 'Group' : 'Queue'} ${name}` : name}${
          count === undefined ? nothing : html` <span class="count">${count}</span>`}</button>`)}</div>
      <label class="field">Search<input type="search" .value=${this.query.get('q') ?? ''} placeholder="Label, record or key" @input=${this.#search}></label>
    </div>`;
  }

  #search({target}) {
    clearTimeout(this.searchTimer);
    this.searchTimer = setTimeout(() => go(withQuery({q: target.value.trim(), cursor: ''}), {replace: true}), searchMillis);
  }

  #actions(item) {
    const shared = kindOf(item.assignee) !== 'user';
    const button = (word, work) => html`<button type="button" aria-label="${word} ${item.label}" @click=${work}>${word}</button>`;
    return html`<span class="actions">
      ${shared && item.mine && item.status === 'Assigned' ? button('Claim', () => this.#change(item, 'claim', 'is yours')) : nothing}
      ${item.claimedBy === this.person.username ? button('Release', () => this.#change(item, 'release', 'is open to all again')) : nothing}
      ${item.mine ? button('Reassign', () => this.#reassign(item)) : nothing}</span>`;
  }

  #chosen(item) {
    return html`<p class="title"><a href=${withQuery({item: ''})}>Back to the list</a>
        <span class="actions"><a href=${recordAddress(item)}>${item.recordType}/${item.recordId}</a> <a href="/runs/${part(item.run)}">Its run</a></span></p>
      ${keyed(`${item.id} ${this.person.username} ${item.mine}`, html`<work-guide work-item=${item.id} .watch=${watchWork} @work-item-done=${() => this.reload({quietly: true})}></work-guide>`)}
      ${item.mine && ['Assigned', 'Claimed'].includes(item.status) ? nothing
        : html`<p class="card empty">${item.completedBy ? `Done by ${item.completedBy}.` : item.mine ? `There is nothing to do in it: it is ${item.status}.` : `It is with ${item.assignee} now.`}</p>`}`;
  }

  /** The row changes at once; what the server says counts, and the list never waits for it. */
  async #change(item, what, words) {
    const changed = await this.attempt(() => api.post(`/work-items/${part(item.id)}:${what}`));
    this.#took(changed ?? item);
    if (changed) {
      announce(`${item.label} ${words}`);
      workActed();
    }
    await this.reload({quietly: true});
  }

  async #reassign(item) {
    const changed = await this.attempt(() => reassign(item));
    if (changed) {
      this.#took(changed);
      announce(`${item.label} went to ${changed.assignee}`);
      workActed();
      await this.reload({quietly: true});
    }
  }

  #took(changed) {
    this.items = this.items.map(each => each.id === changed.id ? changed : each);
    this.item = this.item?.id === changed.id ? changed : this.item;
  }
}

customElements.define('my-work-page', MyWorkPage);
