// All runs, the newest first; what is asked for stands in the address.
import {html, nothing} from '/lib/lit/index.js';
import {api} from '/api.js';
import {go, withQuery} from '/navigation.js';
import {icon} from '/part/icon.js';
import {Page} from '/part/page.js';
import {runsTable} from '/part/runs-table.js';
import {word} from '/part/state.js';

const statuses = ['InProgress', 'Completed', 'Error', 'Suspended', 'Canceled'];

class RunsPage extends Page {
  static properties = {runs: {state: true}, orchestrations: {state: true}, nextCursor: {state: true}};

  constructor() {
    super();
    Object.assign(this, {runs: [], orchestrations: [], nextCursor: undefined, refreshMillis: 5000});
  }

  async load() {
    const asked = name => this.query.get(name);
    const [page, {items: orchestrations}] = await Promise.all([
      api.get('/runs', {status: asked('status'), orchestration: asked('orchestration'), cursor: asked('cursor')}),
      api.get('/orchestrations'),
    ]);
    return {runs: page.items, nextCursor: page.nextCursor, orchestrations};
  }

  render() {
    const status = this.query.get('status') ?? '';
    const cursor = this.query.get('cursor');
    return html`<h1>Runs</h1>
      <div class="filters">
        <div class="chips" role="group" aria-label="State">${['', ...statuses].map(each => html`<button type="button" aria-pressed=${each === status}
          @click=${() => go(withQuery({status: each, cursor: ''}), {replace: true})}>${each ? word(each) : 'All'}</button>`)}</div>
        <label class="field">Orchestration<select @change=${event => go(withQuery({orchestration: event.target.value, cursor: ''}), {replace: true})}>
          <option value="">All</option>
          ${this.orchestrations.map(({name, label}) => html`<option value=${name} ?selected=${name === this.query.get('orchestration')}>${label || name}</option>`)}
        </select></label>
      </div>
      ${this.waiting()}${this.note()}
      ${this.loaded ? runsTable(this.runs) : nothing}
      <nav class="actions" aria-label="Pages of the list">
        ${cursor ? html`<a class="button" href=${withQuery({cursor: ''})}>${icon('play')}Newest</a>` : nothing}
        ${this.nextCursor ? html`<a class="button" href=${withQuery({cursor: this.nextCursor})}>Older runs</a>` : nothing}
      </nav>`;
  }
}

customElements.define('runs-page', RunsPage);
