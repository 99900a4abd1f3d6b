// The orchestrations with their versions, and a form that starts a run of the active one.
import {html, nothing} from '/lib/lit/index.js';
import {api, part, Problem} from '/api.js';
import {go, withQuery} from '/navigation.js';
import {Page} from '/part/page.js';
import {state} from '/part/state.js';

class OrchestrationsPage extends Page {
  static properties = {orchestrations: {state: true}, chosen: {state: true}, example: {state: true}};

  constructor() {
    super();
    Object.assign(this, {orchestrations: [], chosen: null, example: {}});
  }

  async load() {
    const name = this.query.get('name');
    const [{items: orchestrations}, chosen] = await Promise.all([api.get('/orchestrations'), name ? api.get(`/orchestrations/${part(name)}`) : null]);
    return {orchestrations, chosen, example: chosen ? await lastInputs(name) : {}};
  }

  render() {
    return html`<h1>Orchestrations</h1>${this.waiting()}${this.note()}
      ${this.loaded && this.orchestrations.length === 0 ? html`<p class="card empty">None yet. <code>PUT /api/v1/orchestrations/{name}</code> deploys one; the README shows how.</p>` : nothing}
      ${this.orchestrations.length ? html`<div class="beside" ?data-chosen=${this.chosen}>
        <ul class="rows" aria-label="Orchestrations">${this.orchestrations.map(each => html`<li class="row" ?data-chosen=${each.name === this.chosen?.name}>
          <a class="whole" href=${withQuery({name: each.name})} aria-current=${each.name === this.chosen?.name ? 'true' : nothing}>${each.label || each.name}</a>
          <span class="actions small">${each.activeVersion ? html`${state('active')} version ${each.activeVersion}` : html`${state('draft')} version ${each.latestVersion}`} <code class="quiet">${each.name}</code></span></li>`)}</ul>
        <div class="stack">${this.chosen ? this.#details(this.chosen) : html`<p class="card empty">Choose an orchestration to see its versions and to start a run.</p>`}</div>
      </div>` : nothing}`;
  }

  #details(chosen) {
    return html`<p><a href=${withQuery({name: ''})}>All orchestrations</a> · <a href="/runs?orchestration=${part(chosen.name)}">Its runs</a></p>
      ${chosen.activeVersion ? this.#startForm(chosen) : html`<p class="note">No version is active, so no run can start. <code>POST /api/v1/orchestrations/${chosen.name}/versions/${chosen.latestVersion}:activate</code> checks and activates the newest.</p>`}
      <h2>Versions</h2>
      <div class="card table" role="region" tabindex="0" aria-label="Table of versions"><table><thead><tr><th scope="col">Version</th><th scope="col">State</th><th scope="col">Deployed</th><th scope="col">Text</th></tr></thead>
        <tbody>${chosen.versions.map(version => html`<tr><td>${version.version}</td><td>${state(version.status)}</td>
          <td><time-ago at=${version.deployedAt}></time-ago> by ${version.deployedBy}</td>
          <td><a href="/api/v1/orchestrations/${part(chosen.name)}/versions/${version.version}">Text</a></td></tr>`)}</tbody></table></div>`;
  }

  #startForm(chosen) {
    return html`<form class="card stack" @submit=${event => this.#start(event, chosen)}>
      <h2>Start a run of ${chosen.label || chosen.name}</h2>
      <label class="field">Inputs, as JSON<textarea name="inputs" rows="5" spellcheck="false" aria-describedby="inputs-help" .value=${JSON.stringify(this.example, null, 2)}></textarea></label>
      <p class="quiet small" id="inputs-help">They begin with those of its newest run. What is missing or wrong is said before anything starts.</p>
      <label class="field">Business key (optional)<input name="businessKey" autocomplete="off"></label>
      <div class="actions"><button class="main">Start the run</button></div>
    </form>`;
  }

  async #start(event, chosen) {
    event.preventDefault();
    const {inputs, businessKey} = event.target.elements;
    const run = await this.attempt(() => api.post('/runs', {
      orchestration: chosen.name, inputs: asObject(inputs.value), ...(businessKey.value ? {businessKey: businessKey.value} : {}),
    }, {'Idempotency-Key': key()}));
    if (run) {
      go(`/runs/${part(run.id)}`);
    }
  }
}

/** The inputs of the newest run, as a beginning for the next one. */
async function lastInputs(orchestration) {
  const {items: [newest]} = await api.get('/runs', {orchestration, limit: 1});
  return newest ? (await api.get(`/runs/${part(newest.id)}`)).inputs : {};
}

/** A key of its own for this submission, so that sending it again makes no second run. */
const key = () => [...crypto.getRandomValues(new Uint8Array(16))].map(byte => byte.toString(16).padStart(2, '0')).join('');

function asObject(text) {
  try {
    return JSON.parse(text || '{}');
  } catch (mistake) {
    throw new Problem({title: 'The inputs are no JSON', detail: `${mistake.message}. Write them as {"name": "value"}.`});
  }
}

customElements.define('orchestrations-page', OrchestrationsPage);
