// One run, moving live: its facts, its stages with their steps, and its log, variables and work items.
import {html, nothing} from '/lib/lit/index.js';
import {api, part} from '/api.js';
import {watchRun} from '/live.js';
import {announce} from '/navigation.js';
import {ask} from '/part/ask.js';
import {icon} from '/part/icon.js';
import {Page} from '/part/page.js';
import {isInner, runLog} from '/part/run-log.js';
import {runStages} from '/part/run-stages.js';
import {state, word} from '/part/state.js';
import {recordAddress} from '/part/step-inspector.js';
import {assignee} from '/part/assignee.js';
import {tabs} from '/part/tabs.js';
import {duration} from '/part/time-ago.js';
import {values} from '/part/values.js';

const secondMillis = 1000;
const logDelayMillis = 250; // changes come in bursts; one fetch serves a burst

class RunPage extends Page {
  static properties = {run: {state: true}, events: {state: true}, why: {state: true}, link: {state: true}, everything: {state: true}};

  constructor() {
    super();
    this.run = null;
    this.events = [];
    this.why = null;
    this.link = 'reconnecting';
    this.everything = false;
    this.stop = null;
    this.logTimer = null;
    this.clock = null;
  }

  async load() {
    const run = await api.get(`/runs/${part(this.parameters.id)}`);
    this.stop ??= watchRun(run.id, news => this.#heard(news));
    this.clock ??= setInterval(() => this.run?.endedAt || this.requestUpdate(), secondMillis);
    this.#fetchLog();
    return this.run && this.run.revision > run.revision ? {} : {run};
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.stop?.();
    this.stop = null;
    clearInterval(this.clock);
    clearTimeout(this.logTimer);
  }

  #heard({run, state: link}) {
    if (link) {
      this.link = link;
    }
    if (run && run.revision > (this.run?.revision ?? 0)) {
      tell(this.run, run);
      this.run = run;
      this.#fetchLog();
    }
  }

  #fetchLog() {
    clearTimeout(this.logTimer);
    this.logTimer = setTimeout(async () => {
      try {
        [this.events, this.why] = await Promise.all([history(this.parameters.id), api.get(`/runs/${part(this.parameters.id)}/why`)]);
      } catch (problem) {
        this.problem = problem;
      }
    }, logDelayMillis);
  }

  render() {
    const {run} = this;
    return html`${this.waiting()}${this.note()}${run ? html`
      <div class="title">
        <h1>${run.label}</h1>${state(run.status)}
        <div class="actions">${state(run.endedAt ? 'ended' : this.link)}
          ${run.endedAt ? nothing : html`<button type="button" class="danger" @click=${this.#cancel}>Cancel the run</button>`}</div>
      </div>
      ${run.fault ? html`<p class="note bad">${run.fault}</p>` : nothing}
      ${this.#facts(run)}
      ${run.status === 'InProgress' && this.why?.status === 'InProgress' ? html`<p class="note">${icon('clock')} ${this.why.words}</p>` : nothing}
      <section class="stack" aria-label="Stages and steps">${runStages(run, place => this.querySelector('step-inspector').inspect(place), this.why)}${decisions(run)}</section>
      <div class="card">${tabs('More about the run', this.query.get('tab'), [
        {name: 'timeline', label: 'Timeline', content: () => this.#timeline(run)},
        {name: 'variables', label: 'Variables', content: () => variables(run)},
        {name: 'work-items', label: 'Work items', content: () => workItems(run)},
      ])}</div>
      <step-inspector .run=${run} .why=${this.why}></step-inspector>` : nothing}`;
  }

  #facts(run) {
    return html`<dl class="facts card">
      ${fact('Run', html`<code>${run.id}</code>`)}
      ${run.businessKey ? fact('Business key', run.businessKey) : nothing}
      ${fact('Orchestration', html`<a href="/runs?orchestration=${part(run.orchestration)}">${run.orchestration}</a>, version ${run.version}`)}
      ${run.parent ? fact('Does', html`Step <code>${run.parent.step}</code> of <a href="/runs/${part(run.parent.runId)}">run <code>${run.parent.runId}</code></a>`) : nothing}
      ${fact('Started', html`<time-ago at=${run.startedAt}></time-ago> by ${run.startedBy}`)}
      ${fact(run.endedAt ? 'Took' : 'For', duration(run.startedAt, run.endedAt))}
    </dl>`;
  }

  #timeline(run) {
    const shown = this.everything ? this.events : this.events.filter(event => !isInner(event));
    return html`${runLog(shown, run)}
      ${shown.length < this.events.length || this.everything ? html`<p><button type="button" aria-pressed=${this.everything}
        @click=${() => { this.everything = !this.everything; }}>Show bookkeeping too</button></p>` : nothing}`;
  }

  async #cancel() {
    const reason = await ask({
      title: 'Cancel this run?', action: 'Cancel the run', danger: true,
      explanation: 'This is final. Stages, steps and work items in progress are canceled; nothing new starts.',
    });
    if (reason !== null) {
      await this.attempt(() => api.post(`/runs/${part(this.run.id)}:cancel`, reason ? {reason} : {}));
      await this.reload({quietly: true});
    }
  }
}

/** Says what a new view brought to those who hear the page. */
function tell(before, now) {
  if (before && before.status !== now.status) {
    announce(`The run is ${word(now.status)}`);
  } else if (now.stages.length > (before?.stages.length ?? 0)) {
    announce(`Stage ${now.stages.at(-1).label} started`);
  }
}

async function history(id) {
  const events = [];
  let cursor;
  do {
    const page = await api.get(`/runs/${part(id)}/events`, {cursor});
    events.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return events;
}

function decisions(run) {
  const taken = Object.entries(run.decisions);
  const label = name => run.outline.find(element => element.name === name)?.label || name;
  return taken.length ? html`<p class="quiet small">Decisions taken: ${taken.map(([name, outcome], index) =>
    html`${index ? ', ' : ''}${label(name)} → <b>${outcome || 'default'}</b>`)}</p>` : nothing;
}

function variables(run) {
  const done = run.stages.flatMap(stage => stage.steps.filter(step => Object.keys(step.outputs).length).map(step => ({stage, step})));
  return html`<div class="stack"><h2>Inputs</h2>${values(run.inputs)}
    ${Object.keys(run.outputs).length ? html`<h2>Outputs</h2>${values(run.outputs)}` : nothing}
    ${done.map(({stage, step}) => html`<h2>${step.label} <span class="quiet small"><code>${step.name}.Outputs</code>${stage.visit > 1 ? `, visit ${stage.visit}` : ''}</span></h2>${values(step.outputs)}`)}</div>`;
}

function workItems(run) {
  const items = run.stages.flatMap(stage => stage.steps).filter(step => step.workItem).map(step => ({step, item: step.workItem}));
  return items.length === 0 ? html`<p class="quiet">No step has asked anybody yet.</p>` : html`<div class="table" role="region" tabindex="0" aria-label="Table of work items"><table>
    <thead><tr><th scope="col">Work item</th><th scope="col">State</th><th scope="col">Assigned to</th><th scope="col">Record</th><th scope="col">Changed</th></tr></thead>
    <tbody>${items.map(({step, item}) => html`<tr><td><a href=${recordAddress(item)}>${step.label}</a></td><td>${state(item.status)}${
      item.completedBy ? html` <span class="small">by ${item.completedBy}</span>` : nothing}</td><td>${assignee(item.assignee)}</td>
      <td>${item.recordType}/${item.recordId}</td><td><time-ago at=${item.changedAt}></time-ago></td></tr>`)}</tbody></table></div>`;
}

const fact = (name, value) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

customElements.define('run-page', RunPage);
