// Runs, found by what they are; what is asked for stands in the address.
import {html, nothing} from '/lib/lit/index.js';
import {api} from '/api.js';
import {go, withQuery} from '/navigation.js';
import {icon} from '/part/icon.js';
import {Page} from '/part/page.js';
import {runsTable} from '/part/runs-table.js';
import {word} from '/part/state.js';

const statuses = ['InProgress', 'Completed', 'Error', 'Suspended', 'Canceled'];
const filters = ['status', 'orchestration', 'stage', 'businessKey', 'record', 'input', 'startedFrom', 'startedBefore', 'order'];
const searched = {businessKey: '', record: '', input: ''};

class RunsPage extends Page {
  static properties = {runs: {state: true}, orchestrations: {state: true}, nextCursor: {state: true}};

  constructor() {
    super();
    Object.assign(this, {runs: [], orchestrations: [], nextCursor: undefined, refreshMillis: 5000});
  }

  async load() {
    const asked = Object.fromEntries([...filters, 'cursor'].map(name => [name, this.query.get(name)]));
    const [page, {items: orchestrations}] = await Promise.all([api.get('/runs', asked), api.get('/orchestrations')]);
    return {runs: page.items, nextCursor: page.nextCursor, orchestrations};
  }

  render() {
    const status = this.query.get('status') ?? '';
    const cursor = this.query.get('cursor');
    const order = this.query.get('order') ?? 'newest';
    return html`<h1>Runs</h1>
      <form class="filters" role="search" aria-label="Look for runs" @submit=${search}>
        <label class="field">Find<input name="find" type="search" .value=${asTyped(this.query)} autocomplete="off" spellcheck="false" aria-describedby="find-help"></label>
        <button type="submit">Find</button>
        <span id="find-help" class="quiet small">A business key, a record as <code>Type/id</code>, or an input as <code>name=value</code></span>
      </form>
      <div class="filters">
        <div class="chips" role="group" aria-label="State">${['', ...statuses].map(each => html`<button type="button" aria-pressed=${each === status}
          @click=${() => refine({status: each})}>${each ? word(each) : 'All'}</button>`)}</div>
        <label class="field">Orchestration<select @change=${event => refine({orchestration: event.target.value, stage: ''})}>
          <option value="">All</option>
          ${this.orchestrations.map(({name, label}) => html`<option value=${name} ?selected=${name === this.query.get('orchestration')}>${label || name}</option>`)}
        </select></label>
        <label class="field">In stage<input .value=${this.query.get('stage') ?? ''} autocomplete="off" spellcheck="false" @change=${event => refine({stage: event.target.value.trim()})}></label>
        <label class="field">Started from<input type="date" .value=${day(this.query.get('startedFrom'))} @change=${event => refine({startedFrom: event.target.value})}></label>
        <label class="field">Started before<input type="date" .value=${day(this.query.get('startedBefore'))} @change=${event => refine({startedBefore: event.target.value})}></label>
        ${filters.some(name => this.query.get(name)) ? html`<a class="button" href="/runs">Show all</a>` : nothing}
      </div>
      ${this.waiting()}${this.note()}
      ${this.loaded ? runsTable(this.runs, {
        empty: this.#empty(), sorted: order, sort: () => refine({order: order === 'oldest' ? '' : 'oldest'}),
      }) : nothing}
      <nav class="actions" aria-label="Pages of the list">
        ${cursor ? html`<a class="button" href=${withQuery({cursor: ''})}>${icon('play')}First page</a>` : nothing}
        ${this.nextCursor ? html`<a class="button" href=${withQuery({cursor: this.nextCursor})}>${order === 'oldest' ? 'Newer runs' : 'Older runs'}</a>` : nothing}
      </nav>`;
  }

  #empty() {
    if (this.nextCursor) {
      return 'None found so far; the search goes on with the next page.';
    }
    return filters.some(name => this.query.get(name)) || this.query.get('cursor') ? 'No run matches.' : undefined;
  }
}

/** Filters refine the address in place; each begins at the first page. */
const refine = changes => go(withQuery({...changes, cursor: ''}), {replace: true});

const day = moment => moment?.slice(0, 10) ?? '';

const asTyped = query => query.get('businessKey') ?? query.get('record') ?? query.get('input') ?? '';

function search(event) {
  event.preventDefault();
  const text = event.target.elements.find.value.trim();
  refine({...searched, [kind(text)]: text});
}

function kind(text) {
  if (/^[A-Za-z_]\w*=/.test(text)) {
    return 'input';
  }
  return /^[A-Za-z_]\w*\/./.test(text) ? 'record' : 'businessKey';
}

customElements.define('runs-page', RunsPage);
