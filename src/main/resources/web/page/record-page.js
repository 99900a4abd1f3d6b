// A record: the Work Guide with what waits for you on it, the runs that ask for it, and its fields where Baton keeps the record.
import {html, nothing} from '/lib/lit/index.js';
import {keyed} from '/lib/lit/directives/keyed.js';
import {api, part} from '/api.js';
import '/guide/work-guide.js';
import {watchRun, watchWork} from '/live.js';
import {me} from '/me.js';
import {assignee} from '/part/assignee.js';
import {choosePerson} from '/part/choose-person.js';
import {Page} from '/part/page.js';
import {state} from '/part/state.js';
import {values} from '/part/values.js';

const lookMillis = 5000;
const mostRuns = 5;

class RecordPage extends Page {
  static properties = {person: {state: true}, users: {state: true}, items: {state: true}, item: {state: true}, busy: {state: true}, record: {state: true}, open: {state: true}};

  constructor() {
    super();
    Object.assign(this, {person: {}, users: [], items: null, item: null, busy: false, record: null, open: false, watched: new Map(), look: null});
  }

  connectedCallback() {
    super.connectedCallback();
    this.look = setInterval(() => document.hidden || this.#look(), lookMillis);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.look);
    this.#leaveRuns();
  }

  async load() {
    const id = this.query.get('item');
    const person = await me();
    const [users, record, item] = await Promise.all([
      person.username ? [] : api.get('/users').then(({items}) => items),
      this.#kept(),
      id ? api.get(`/work-items/${part(id)}`) : null,
    ]);
    this.#leaveRuns();
    return {person, users, item, record, items: null};
  }

  /** The record itself; many runs are about records that are kept elsewhere. */
  async #kept() {
    const {type, id} = this.parameters;
    return (await api.get(`/records/${part(type)}`, {id})).items[0] ?? null;
  }

  async #done() {
    this.busy = true;
    await this.#look();
  }

  /** The record as it is now; while it cannot be had, as it was. */
  async #look() {
    const {type, id} = this.parameters;
    const record = await this.#kept().catch(() => null);
    if (record && type === this.parameters.type && id === this.parameters.id) {
      this.record = record;
    }
  }

  /** What waits here, and the runs that ask for it, which are followed from now on. */
  #waits({items, open}) {
    Object.assign(this, {items, open});
    for (const {run} of items) {
      if (!this.watched.has(run) && this.watched.size < mostRuns) {
        this.watched.set(run, () => {});
        this.watched.set(run, this.#follow(run));
      }
    }
  }

  #follow(run) {
    let seen = null;
    return watchRun(run, ({run: view}) => {
      if (view && seen !== null && view.revision !== seen) {
        this.querySelector('work-guide')?.refresh();
        this.#look();
      }
      seen = view?.revision ?? seen;
    });
  }

  #leaveRuns() {
    this.watched.forEach(leave => leave());
    this.watched.clear();
  }

  render() {
    const {type, id} = this.parameters;
    return html`<div class="title"><h1>${type} ${id}</h1></div>${this.waiting()}${this.note()}
      ${this.loaded ? html`
        ${this.item ? this.#asked(this.item) : nothing}
        ${this.person.username ? this.#guide(type, id) : this.person.open ? choosePerson(this.users, work => this.attempt(work)) : html`<p class="card empty">Sign in to see what waits for you here.</p>`}
        ${this.items?.length ? runs(this.items) : nothing}${this.record ? fields(this.record) : nothing}` : nothing}`;
  }

  /** Says so when the item that was asked for is not, or no longer, this person's to do. */
  #asked(item) {
    const open = ['Assigned', 'Claimed'].includes(item.status);
    return item.mine && open || this.busy ? nothing : html`<div class="note stack">
      <p><strong>${item.label}</strong> ${state(item.status)} ${item.completedBy ? html`by ${item.completedBy}` : html`${assignee(item.assignee)}`}</p>
      <p>${open ? (this.person.username ? 'It is assigned to others; you see below what waits for you here.' : 'Choose who you are to go on.') : 'There is nothing left to do in it.'}
        <a href="/runs/${part(item.run)}">See its run</a></p></div>`;
  }

  #guide(type, id) {
    const asked = this.item?.mine && ['Assigned', 'Claimed'].includes(this.item.status) ? this.item.id : undefined;
    return keyed(`${this.person.username} ${type}/${id} ${asked}`, html`
      <work-guide record-type=${type} record-id=${id} work-item=${asked ?? nothing} .watch=${watchWork}
        @work-items=${event => this.#waits(event.detail)} @work-item-done=${() => this.#done()}></work-guide>
      ${this.items?.length === 0 && !this.busy && !this.open ? html`<p class="card empty">Nothing waits for ${this.person.name} on this record.</p>` : nothing}`);
  }
}

function runs(items) {
  const labels = new Map(items.map(item => [item.run, item.orchestrationLabel]));
  return html`<p class="quiet">Asked for by ${[...labels].map(([run, label], index) => html`${index ? ', ' : ''}<a href="/runs/${part(run)}">${label}</a>`)}</p>`;
}

function fields(record) {
  return html`<section class="card stack" aria-labelledby="fields"><h2 id="fields">Fields</h2>
    ${record.deleted ? html`<p class="note">This record was deleted. These were its last values.</p>` : nothing}
    ${values(record.fields, {none: 'It has no fields.'})}
    <p class="quiet small">Version ${record.version}, ${record.version === 1 ? 'created' : record.deleted ? 'deleted' : 'changed'} by ${record.changedBy} <time-ago at=${record.changedAt}></time-ago></p></section>`;
}

customElements.define('record-page', RecordPage);
