// Runs as a table, one line each.
import {html, nothing} from '/lib/lit/index.js';
import {part} from '/api.js';
import {state} from '/part/state.js';
import {duration} from '/part/time-ago.js';

export function runsTable(runs) {
  return runs.length === 0 ? html`<p class="card empty">No runs here. Submit one at <a href="/orchestrations">Orchestrations</a> or with <code>POST /api/v1/runs</code>.</p>` : html`
    <div class="card table" role="region" tabindex="0" aria-label="Table of runs"><table>
      <thead><tr><th scope="col">Run</th><th scope="col">State</th><th scope="col">Stage</th><th scope="col">Started</th><th scope="col">Last change</th><th scope="col">Took</th></tr></thead>
      <tbody>${runs.map(run => html`<tr>
        <td><a href="/runs/${part(run.id)}">${run.label}</a> ${run.businessKey ? html`<b>${run.businessKey}</b>` : nothing}<br><code class="quiet small">${run.id}</code></td>
        <td>${state(run.status)}</td>
        <td>${run.stage ?? html`<span class="quiet">none</span>`}</td>
        <td><time-ago at=${run.startedAt}></time-ago><br><span class="quiet small">by ${run.startedBy}</span></td>
        <td><time-ago at=${run.changedAt}></time-ago></td>
        <td>${run.endedAt ? duration(run.startedAt, run.endedAt) : html`<span class="quiet">goes on</span>`}</td>
      </tr>`)}</tbody></table></div>`;
}
