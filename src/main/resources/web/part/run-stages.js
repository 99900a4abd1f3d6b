// The stages of a run as columns with their steps as cards: every visit so far, then what is still to come.
import {html, nothing} from '/lib/lit/index.js';
import {icon} from '/part/icon.js';
import {state, tone} from '/part/state.js';
import {duration} from '/part/time-ago.js';
import {assignee} from '/part/assignee.js';
import {reasonOf} from '/part/why.js';

/**
 * @param inspect called with the place (stage, visit, step) of the card that was chosen
 * @param why the answer of `/runs/{id}/why`, once it is there
 */
export function runStages(run, inspect, why) {
  return html`<ol class="stages" aria-label="Stages">
    ${run.stages.map(stage => visited(stage, run, inspect, why))}
    ${toCome(run).map(element => element.kind === 'decision' ? decision(element) : outlined(element, run))}
  </ol>`;
}

/** What the definition holds beyond what was visited or decided. */
function toCome(run) {
  const seen = new Set([...run.stages.map(stage => stage.name), ...Object.keys(run.decisions)]);
  return run.outline.filter(element => !seen.has(element.name));
}

function visited(stage, run, inspect, why) {
  const again = run.stages.some(other => other.name === stage.name && other.visit > 1);
  return html`<li class="stage ${tone(stage.status)}">
    <header>
      <h2>${stage.label}${again ? html` <span class="quiet small">visit ${stage.visit}</span>` : nothing}</h2>
      <span class="actions">${state(stage.status)}<span class="quiet small">${duration(stage.startedAt, stage.endedAt)}</span></span>
    </header>
    ${stage.fault ? html`<p class="small">${stage.fault}</p>` : nothing}
    ${stageReason(stage, why)}
    <ol>${stage.steps.map(step => html`<li>${card(step, stage, inspect, why)}</li>`)}</ol>
  </li>`;
}

/** A stage that waits for a condition of its own says for which; what its steps wait for they say themselves. */
function stageReason(stage, why) {
  const reason = reasonOf(why, stage);
  return stage.status === 'InProgress' && reason?.condition ? html`<p class="quiet small">${reason.words}</p>` : nothing;
}

const open = new Set(['Assigned', 'Claimed', 'OnHold']);

function card(step, stage, inspect, why) {
  const waits = step.status === 'InProgress' && open.has(step.workItem?.status);
  const shown = waits ? 'Waiting' : step.status;
  return html`<button type="button" class="step ${tone(shown)}" aria-haspopup="dialog"
      @click=${() => inspect({stage: stage.name, visit: stage.visit, step: step.name})}>
    <b>${step.label}</b>
    ${state(shown)}
    <span class="quiet small">${icon(step.kind === 'interactive' ? 'person' : 'gear')} ${step.kind}${
      step.startedAt ? html` · ${duration(step.startedAt, step.endedAt)}` : nothing}${
      step.attempt > 1 ? html` · attempt ${step.attempt}` : nothing}</span>
    ${step.items ? html`<span class="small">${step.items.succeeded + step.items.failed} of ${step.items.count} items${step.items.failed ? html`, ${step.items.failed} failed` : nothing}</span>` : nothing}
    ${waits ? html`<span class="small">${assignee(step.workItem.assignee)}</span>` : nothing}
    ${step.status === 'NotStarted' && stage.status === 'InProgress' ? html`<span class="quiet small">${reasonOf(why, stage, step.name)?.words ?? 'It waits'}</span>` : nothing}
    ${step.fault ? html`<span class="small">${step.fault}</span>` : nothing}
  </button>`;
}

const ahead = run => ['InProgress', 'Suspended'].includes(run.status) ? 'ToCome' : 'NotReached';

function outlined(element, run) {
  return html`<li class="stage to-come">
    <header><h2>${element.label}</h2>${state(ahead(run))}</header>
    <ol>${element.steps.map(step => html`<li class="step to-come card-like"><b>${step.label}</b>
      <span class="quiet small">${icon(step.kind === 'interactive' ? 'person' : 'gear')} ${step.kind}</span></li>`)}</ol>
  </li>`;
}

const decision = element => html`<li class="stage to-come"><header><h2>${icon('branch')} ${element.label}</h2><span class="quiet small">Decision, not taken yet</span></header></li>`;
