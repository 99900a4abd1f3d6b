// A record: the Work Guide with what waits for you on it, the runs that ask for it, and its fields where Baton keeps the record.
import {html, nothing} from '/lib/lit/index.js';
import {keyed} from '/lib/lit/directives/keyed.js';
import {api, part} from '/api.js';
import '/guide/work-guide.js';
import {me} from '/me.js';
import {assignee} from '/part/assignee.js';
import {choosePerson} from '/part/choose-person.js';
import {Page} from '/part/page.js';
import {state} from '/part/state.js';
import {values} from '/part/values.js';

class RecordPage extends Page {
  static properties = {person: {state: true}, users: {state: true}, items: {state: true}, item: {state: true}, busy: {state: true}, record: {state: true}};

  constructor() {
    super();
    Object.assign(this, {person: {}, users: [], items: null, item: null, busy: false, record: null});
  }

  async load() {
    const id = this.query.get('item');
    const person = await me();
    const [users, record, item] = await Promise.all([
      person.username ? [] : api.get('/users').then(({items}) => items),
      this.#kept(),
      id ? api.get(`/work-items/${part(id)}`) : null,
    ]);
    return {person, users, item, record, items: null};
  }

  /** The record itself; many runs are about records that are kept elsewhere. */
  async #kept() {
    const {type, id} = this.parameters;
    return (await api.get(`/records/${part(type)}`, {id})).items[0] ?? null;
  }

  async #done() {
    this.busy = true;
    this.record = await this.attempt(() => this.#kept()) ?? this.record;
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
      <work-guide record-type=${type} record-id=${id} work-item=${asked ?? nothing}
        @work-items=${event => { this.items = event.detail.items; }} @work-item-done=${() => this.#done()}></work-guide>
      ${this.items?.length === 0 && !this.busy ? html`<p class="card empty">Nothing waits for ${this.person.name} on this record.</p>` : nothing}`);
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
