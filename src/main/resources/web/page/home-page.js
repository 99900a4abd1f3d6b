// The overview: what waits for you, and the newest runs, the first of them moving live.
import {html, nothing} from '/lib/lit/index.js';
import {api, part} from '/api.js';
import {watchRun} from '/live.js';
import {me} from '/me.js';
import {choosePerson} from '/part/choose-person.js';
import {Page} from '/part/page.js';
import {runStages} from '/part/run-stages.js';
import {runsTable} from '/part/runs-table.js';
import {state} from '/part/state.js';
import {recordAddress} from '/part/step-inspector.js';
import {workItemRow} from '/part/work-item-row.js';

const shownItems = 5;
const shownRuns = 8;

class HomePage extends Page {
  static properties = {person: {state: true}, users: {state: true}, items: {state: true}, runs: {state: true}, run: {state: true}};

  constructor() {
    super();
    Object.assign(this, {person: {}, users: [], items: [], runs: [], run: null, refreshMillis: 5000, watched: null, stop: null});
  }

  async load() {
    const person = await me();
    const [{items: runs}, {items}, {items: users}] = await Promise.all([
      api.get('/runs', {limit: shownRuns}),
      person.username ? api.get('/work-items', {for: 'me', limit: shownItems}) : {items: []},
      person.username ? {items: []} : api.get('/users'),
    ]);
    this.#watch((runs.find(run => run.status === 'InProgress') ?? runs[0])?.id);
    return {person, runs, items, users};
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop?.();
    Object.assign(this, {stop: null, watched: null});
  }

  /** Follows one run; a newer one takes over only when the followed one has ended. */
  #watch(id) {
    if (!id || id === this.watched || (this.run && !this.run.endedAt && this.watched)) {
      return;
    }
    this.stop?.();
    this.watched = id;
    this.stop = watchRun(id, ({run}) => {
      this.run = run ?? this.run;
    });
  }

  render() {
    return html`<h1>Overview</h1>${this.waiting()}${this.note()}${this.loaded ? html`
      ${this.person.username ? this.#forYou() : this.person.open ? choosePerson(this.users, work => this.attempt(work)) : nothing}
      ${this.run ? this.#moving(this.run) : nothing}
      <section class="stack" aria-labelledby="newest"><div class="title"><h2 id="newest">Newest runs</h2><span class="actions"><a href="/runs">All runs</a></span></div>
        ${runsTable(this.runs)}</section>` : nothing}`;
  }

  #forYou() {
    return html`<section class="stack" aria-labelledby="for-you">
      <div class="title"><h2 id="for-you">Waiting for you</h2><span class="actions"><a href="/my-work">My work</a></span></div>
      ${this.items.length ? html`<ul class="rows">${this.items.map(item => workItemRow(item, {address: recordAddress(item)}))}</ul>`
        : html`<p class="card empty">Nothing waits for ${this.person.name}. When a run needs you, it shows here.</p>`}
    </section>`;
  }

  #moving(run) {
    return html`<section class="stack" aria-labelledby="moving">
      <div class="title"><h2 id="moving"><a href="/runs/${part(run.id)}">${run.label}${run.businessKey ? ` ${run.businessKey}` : ''}</a></h2>${state(run.status)}</div>
      ${runStages(run, place => this.querySelector('step-inspector').inspect(place))}
      <step-inspector .run=${run}></step-inspector>
    </section>`;
  }
}

customElements.define('home-page', HomePage);
