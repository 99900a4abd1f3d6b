// Runs as a table, one line each.
import {html, nothing} from '/lib/lit/index.js';
import {part} from '/api.js';
import {state} from '/part/state.js';
import {duration} from '/part/time-ago.js';

/** @param sorted whether the order is by start, `newest` or `oldest` first; with `sort`, the heading changes it */
export function runsTable(runs, {empty, sorted, sort} = {}) {
  return runs.length === 0 ? html`<p class="card empty">${empty ?? html`No runs here. Submit one at <a href="/orchestrations">Orchestrations</a> or with <code>POST /api/v1/runs</code>.`}</p>` : html`
    <div class="card table" role="region" tabindex="0" aria-label="Table of runs"><table>
      <thead><tr><th scope="col">Run</th><th scope="col">State</th><th scope="col">Stage</th>${started(sorted, sort)}<th scope="col">Last change</th><th scope="col">Took</th></tr></thead>
      <tbody>${runs.map(run => html`<tr>
        <td><a href="/runs/${part(run.id)}">${run.label}</a> ${run.businessKey ? html`<b>${run.businessKey}</b>` : nothing}<br><code class="quiet small">${run.id}</code></td>
        <td>${state(run.status)}</td>
        <td>${run.stage ? stage(run) : html`<span class="quiet">none</span>`}</td>
        <td><time-ago at=${run.startedAt}></time-ago><br><span class="quiet small">by ${run.startedBy}</span></td>
        <td><time-ago at=${run.changedAt}></time-ago></td>
        <td>${run.endedAt ? duration(run.startedAt, run.endedAt) : html`<span class="quiet">goes on</span>`}</td>
      </tr>`)}</tbody></table></div>`;
}

/** The label, and the name that definitions and filters use where it differs. */
const stage = run => run.stageLabel && run.stageLabel !== run.stage
  ? html`${run.stageLabel}<br><code class="quiet small">${run.stage}</code>` : run.stage;

function started(sorted, sort) {
  return sort ? html`<th scope="col" aria-sort=${sorted === 'oldest' ? 'ascending' : 'descending'}><button type="button" class="plain sort" @click=${sort}>Started ${
    sorted === 'oldest' ? '▲' : '▼'}<span class="only-heard">, ${sorted === 'oldest' ? 'oldest' : 'newest'} first</span></button></th>` : html`<th scope="col">Started</th>`;
}
