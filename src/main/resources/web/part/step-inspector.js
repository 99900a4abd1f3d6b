// Everything about one step of a run, in a dialog over the run page; it moves live like the page.
import {LitElement, html, nothing} from '/lib/lit/index.js';
import {part} from '/api.js';
import {assignee} from '/part/assignee.js';
import {icon} from '/part/icon.js';
import {state} from '/part/state.js';
import {duration} from '/part/time-ago.js';
import {values} from '/part/values.js';
import {reasonOf, whyPart} from '/part/why.js';

class StepInspector extends LitElement {
  static properties = {run: {attribute: false}, why: {attribute: false}, place: {attribute: false}};

  constructor() {
    super();
    this.run = null;
    this.why = null;
    this.place = null;
  }

  createRenderRoot() {
    return this;
  }

  /** Shows the step at a place: stage, visit and step. */
  inspect(place) {
    this.place = place;
    this.updateComplete.then(() => this.querySelector('dialog')?.showModal());
  }

  render() {
    const stage = this.run?.stages.find(each => each.name === this.place?.stage && each.visit === this.place.visit);
    const step = stage?.steps.find(each => each.name === this.place.step);
    return html`<dialog aria-labelledby="inspected" @close=${() => { this.place = null; }}>${step ? this.#step(stage, step) : nothing}</dialog>`;
  }

  #step(stage, step) {
    return html`<div class="stack">
      <div class="title"><h2 id="inspected">${step.label}</h2>${state(step.status)}
        <button type="button" class="plain" aria-label="Close" @click=${() => this.querySelector('dialog').close()}>${icon('close')}</button></div>
      ${step.fault ? html`<p class="note bad">${step.fault}</p>` : nothing}
      <dl class="facts">
        ${fact('Step', html`<code>${step.name}</code> in ${stage.label}, visit ${stage.visit}`)}
        ${fact('Runs', html`${step.kind === 'interactive' ? 'screen flow' : step.kind === 'orchestration' ? 'orchestration' : 'flow'} <code>${step.flow}</code>${step.flowVersion ? ` version ${step.flowVersion}` : ''}`)}
        ${step.subRun ? fact('Done by', html`<a href="/runs/${part(step.subRun)}">Run <code>${step.subRun}</code></a>`) : nothing}
        ${step.startedAt ? fact('Started', html`<time-ago at=${step.startedAt}></time-ago>`) : nothing}
        ${step.startedAt ? fact(step.endedAt ? 'Took' : 'For', duration(step.startedAt, step.endedAt)) : nothing}
        ${step.attempt ? fact('Attempt', step.attempt) : nothing}
        ${step.items ? fact('Items', items(step.items)) : nothing}
        ${step.comments ? fact('Comments', step.comments) : nothing}
      </dl>
      ${step.items?.failures.length ? html`<h3>Failed items</h3>
        <ul>${step.items.failures.map(failure => html`<li>${failure.index}: ${failure.fault}</li>`)}</ul>` : nothing}
      ${whyPart(reasonOf(this.why, stage, step.name))}
      ${step.workItem ? workItem(step.workItem) : nothing}
      <h3>Inputs</h3>${values(step.inputs)}
      <h3>Outputs</h3>${values(step.outputs, {none: step.endedAt ? 'None' : 'None yet'})}
    </div>`;
  }
}

const items = all => `${all.count}: ${all.succeeded} succeeded, ${all.failed} failed, ${all.inProgress} in progress, ${all.waiting} waiting`;

function workItem(item) {
  const open = ['Assigned', 'Claimed', 'OnHold'].includes(item.status);
  return html`<h3>Work item</h3>
    <dl class="facts">
      ${fact('State', state(item.status))}
      ${fact('Assigned to', assignee(item.assignee))}
      ${item.claimedBy ? fact('Claimed by', item.claimedBy) : nothing}
      ${item.completedBy ? fact('Completed by', item.completedBy) : nothing}
      ${fact('Record', html`<a href=${recordAddress(item)}>${item.recordType}/${item.recordId}</a>`)}
    </dl>
    ${item.flagged ? html`<p class="note">${item.flagged}</p>` : nothing}
    ${open ? html`<p><a class="button main" href=${recordAddress(item)}>Open the work item</a></p>` : nothing}`;
}

export const recordAddress = item => `/records/${part(item.recordType)}/${part(item.recordId)}?item=${part(item.id)}`;

const fact = (name, value) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

customElements.define('step-inspector', StepInspector);
