// The log of a run: one sentence per thing that happened, the newest first.
import {html, nothing} from '/lib/lit/index.js';
import {icon} from '/part/icon.js';
import {assignee} from '/part/assignee.js';

/** Type of event → tone, icon and sentence; `label` turns the name of a stage, step or decision into its label. */
const sentences = {
  'run-started': ['moving', 'play', (d, {by}) => html`The run was started${by(d.startedBy)}`],
  'run-completed': ['good', 'check', () => 'The run completed'],
  'run-failed': ['bad', 'cross', () => 'The run stopped with an error'],
  'run-canceled': ['quiet', 'ban', (d, {by}) => html`The run was canceled${by(d.by)}`],
  'run-suspended': ['waiting', 'pause', (d, {by}) => html`The run was suspended${by(d.by)}`],
  'run-resumed': ['moving', 'play', (d, {by}) => html`The run was resumed${by(d.by)}`],
  'run-migrated': ['quiet', 'branch', (d, {by}) => html`The run goes on with version ${d.version}${by(d.by)}`],
  'run-jumped': ['moving', 'play', (d, {label, by}) => html`The run was led to stage ${label(d.stage)}${by(d.by)}`],
  'stage-started': ['moving', 'play', (d, {label}) => html`Stage ${label(d.stage)} started${d.visit > 1 ? html`, visit ${d.visit}` : nothing}`],
  'stage-completed': ['good', 'check', (d, {label}) => html`Stage ${label(d.stage)} completed`],
  'stage-failed': ['bad', 'cross', (d, {label}) => html`Stage ${label(d.stage)} failed`],
  'stage-suspended': ['waiting', 'pause', (d, {label}) => html`Stage ${label(d.stage)} was suspended`],
  'stage-resumed': ['moving', 'play', (d, {label}) => html`Stage ${label(d.stage)} goes on`],
  'stage-discontinued': ['quiet', 'stop', (d, {label}) => html`Stage ${label(d.stage)} was discontinued`],
  'stage-canceled': ['quiet', 'ban', (d, {label}) => html`Stage ${label(d.stage)} was canceled`],
  'decision-taken': ['quiet', 'branch', (d, {label}) => html`Decision ${label(d.decision)}: ${d.outcome ? html`outcome ${d.outcome}` : 'the default outcome'}`],
  'step-started': ['moving', 'play', (d, {label}) => html`Step ${label(d.step)} started${d.attempt > 1 ? html`, attempt ${d.attempt}` : nothing}${
    d.subRun ? html`; <a href="/runs/${encodeURIComponent(d.subRun)}">a run of ${d.flow}</a> does it` : nothing}`],
  'sub-run-ended': ['quiet', 'stop', (d, {label}) => html`<a href="/runs/${encodeURIComponent(d.subRun)}">The run</a> that does step ${label(d.step)} ${
    {Completed: 'completed', Error: 'stopped with an error'}[d.status] ?? 'was canceled'}`],
  'step-waits': ['waiting', 'clock', (d, {label}) => html`The flow of step ${label(d.step)} waits until ${moment(d.due)}`],
  'step-wait-ended': ['moving', 'play', (d, {label}) => html`The flow of step ${label(d.step)} goes on`],
  'step-awaits-event': ['waiting', 'clock', (d, {label}) => html`Step ${label(d.step)} waits for an event`],
  'step-completed': ['good', 'check', (d, {label}) => html`Step ${label(d.step)} completed`],
  'step-failed': ['bad', 'cross', (d, {label}) => html`Step ${label(d.step)} failed${d.path ? html`; its fault path is ${d.path === 'continue' ? 'to continue' : label(d.path)}` : nothing}`],
  'step-retry-planned': ['waiting', 'clock', (d, {label}) => html`Attempt ${d.attempt} of step ${label(d.step)} failed; the next begins at ${clock(d.due)}`],
  'step-outcome-kept': ['quiet', 'clock', (d, {label}) => html`Step ${label(d.step)} ended; this counts when the run goes on`],
  'step-suspended': ['waiting', 'pause', (d, {label}) => html`Step ${label(d.step)} was suspended`],
  'step-resumed': ['moving', 'play', (d, {label}) => html`Step ${label(d.step)} goes on`],
  'step-skipped': ['quiet', 'skip', (d, {label, by}) => html`Step ${label(d.step)} was skipped${by(d.by)}`],
  'step-discontinued': ['quiet', 'stop', (d, {label}) => html`Step ${label(d.step)} was discontinued`],
  'step-canceled': ['quiet', 'ban', (d, {label}) => html`Step ${label(d.step)} was canceled`],
  'item-ended': ['quiet', 'circle', (d, {label}) => html`Item ${d.index} of step ${label(d.step)} ${d.outcome.outcome === 'failed' ? html`failed: ${d.outcome.fault}` : 'succeeded'}`],
  'item-retry-planned': ['waiting', 'clock', (d, {label}) => html`Attempt ${d.attempt} of item ${d.index} of step ${label(d.step)} failed; the next begins at ${clock(d.due)}`],
  'work-item-assigned': ['waiting', 'person', (d, {label, by}) => html`Work item of ${label(d.step)} was assigned to ${d.assignee ? assignee(d.assignee) : 'somebody'}${by(d.by)}`],
  'work-item-claimed': ['moving', 'hand', (d, {label, by}) => html`Work item of ${label(d.step)} was claimed${by(d.by)}`],
  'work-item-released': ['waiting', 'person', (d, {label, by}) => html`Work item of ${label(d.step)} was released${by(d.by)}`],
  'work-item-completed': ['good', 'check', (d, {label, by}) => html`Work item of ${label(d.step)} was completed${by(d.by)}`],
  'work-item-held': ['waiting', 'pause', (d, {label}) => html`Work item of ${label(d.step)} is on hold`],
  'work-item-freed': ['waiting', 'person', (d, {label}) => html`Work item of ${label(d.step)} is no longer on hold`],
  'work-item-closed': ['quiet', 'stop', (d, {label}) => html`Work item of ${label(d.step)} was closed`],
  'event-received': ['quiet', 'bell', d => html`An event arrived${d.step ? html` for step ${d.step}` : nothing}`],
  'record-noticed': ['quiet', 'bell', d => html`${d.type ? html`Record <code>${d.type}/${d.id}</code>` : 'The record'} ${
    d.fields ? html`is at version ${d.version}` : html`is at version ${d.version}, which does not fit into the run`}`],
  'record-followed': ['quiet', 'bell', d => html`Record <code>${d.type}/${d.id}</code> ${
    d.refused ? html`cannot be followed: ${d.refused}` : 'tells the run of its changes'}`],
};

/** Bookkeeping that says nothing about the work itself; shown on request. */
const inner = new Set(['work-item-routed', 'evaluations-wanted', 'evaluation-reported', 'timer-kept', 'timer-returned', 'sub-run-begun', 'parent-told', 'step-wait-forgotten', 'items-due', 'item-retry-planned']);

export const isInner = event => inner.has(event.type) || event.type === 'item-ended' && event.data.outcome.outcome === 'finished';

export function runLog(events, run) {
  const labels = new Map(run.outline.flatMap(element => [[element.name, element.label], ...element.steps.map(step => [step.name, step.label])]));
  const words = {label: name => html`<b>${labels.get(name) ?? name}</b>`, by: who => who ? html` by ${who}` : nothing};
  return html`<ol class="log" reversed>${[...events].reverse().map(event => line(event, words))}</ol>`;
}

function line(event, words) {
  const [colour, shape, sentence] = sentences[event.type] ?? ['quiet', 'circle', data => html`${event.type}${data.step ? html`: ${words.label(data.step)}` : nothing}`];
  const {fault, reason, comments, flagged} = event.data;
  return html`<li class=${colour}>${icon(shape)}<div>${sentence(event.data, words)}
      ${[fault, reason, comments, flagged].filter(Boolean).map(text => html`<div class="quiet small">${text}</div>`)}</div>
    <span class="quiet small">${clock(event.at)} · <time-ago at=${event.at}></time-ago></span></li>`;
}

const clockFormat = new Intl.DateTimeFormat('en', {hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hourCycle: 'h23'});
const clock = at => clockFormat.format(new Date(at));

const momentFormat = new Intl.DateTimeFormat('en', {dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23'});
const moment = at => momentFormat.format(new Date(at));
