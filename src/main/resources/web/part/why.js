// Why a stage or step has not started or not completed: the words, the condition with both sides' values, and when it is looked at again.
import {html, nothing} from '/lib/lit/index.js';
import {icon} from '/part/icon.js';
import {state} from '/part/state.js';
import {shown} from '/part/values.js';

/** The reason for a visit of a stage, or for one step of it; an answer about an older visit says nothing about it. */
export function reasonOf(why, stage, step) {
  const found = why?.stages.find(each => each.name === stage.name && each.visit === stage.visit);
  return step === undefined ? found?.why : found?.steps.find(each => each.name === step)?.why;
}

const questions = {NotStarted: 'Why it has not started', NotCompleted: 'Why it has not completed'};

export function whyPart(reason) {
  if (!reason || !questions[reason.question]) {
    return nothing;
  }
  return html`<section class="stack why" aria-label=${questions[reason.question]}>
    <h3>${questions[reason.question]}</h3>
    <p>${reason.words}</p>
    ${reason.condition ? condition(reason.condition) : nothing}
    ${reason.waitsFor.length ? html`<ul class="stack">${reason.waitsFor.map(each => html`<li>Waits for ${each.kind === 'run' ? html`a run of <a href="/runs/${encodeURIComponent(each.name)}"><b>${each.label}</b></a>` : html`${each.kind} <b>${each.label}</b>`} ${state(each.status)}</li>`)}</ul>` : nothing}
    ${reason.moments.length ? html`<p class="quiet small">Looked at again ${reason.moments.map((each, index) => html`${separator(index, reason.moments.length)}${each.words}`)}.</p>` : nothing}
  </section>`;
}

const separator = (index, length) => index === 0 ? '' : index === length - 1 ? ' or ' : ', ';

function condition({form, requirements, reads, fault}) {
  if (form === 'Evaluation') {
    return nothing; // the words say it all
  }
  return html`${form === 'Requirements' ? requirementTable(requirements) : readTable(reads)}
    ${fault ? html`<p class="note bad">${fault}</p>` : nothing}`;
}

const requirementTable = requirements => html`<div class="table" role="region" tabindex="0" aria-label="Table of requirements"><table>
  <thead><tr><th scope="col">No.</th><th scope="col">What</th><th scope="col">Is</th><th scope="col">Must</th><th scope="col">Met</th></tr></thead>
  <tbody>${requirements.map(each => html`<tr><td>${each.number}</td><td><code>${each.left}</code></td><td>${value(each.leftValue)}</td>
    <td>${words(each.operator)} ${value(each.rightValue)}</td><td>${truth(each.holds)}</td></tr>`)}</tbody></table></div>`;

const readTable = reads => Object.keys(reads).length ? html`<table class="values"><tbody>${Object.entries(reads).map(([name, read]) =>
  html`<tr><th scope="row">${name}</th><td>${value(read)}</td></tr>`)}</tbody></table>` : nothing;

const value = found => found === null || found === undefined ? html`<span class="quiet">no value</span>` : html`<code>${shown(found)}</code>`;

const truth = holds => html`<span class="state ${holds ? 'good' : 'waiting'}">${icon(holds ? 'check' : 'cross')}${holds ? 'Yes' : 'No'}</span>`;

/** `GreaterThanOrEqualTo` → `greater than or equal to`. */
const words = operator => operator.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
