// A screen as a form: what is wrong first, then the fields, then Back, Save for later and Next.
import {html, nothing} from '../lib/lit/index.js';
import {screenField} from './screen-field.js';

/** @param later called when the person saves for later and leaves the form */
export function screenForm(interview, {later}) {
  const {screen, busy} = interview;
  const next = event => {
    event.preventDefault();
    interview.next();
  };
  return html`<form novalidate aria-labelledby="screen about" aria-busy=${busy} @submit=${next}>
    <p class="soft progress">${dots(screen.number)}Screen ${screen.number}${screen.last ? ', the last one' : ''}</p>
    <h3 id="screen" tabindex="-1">${screen.label}</h3>
    <div role="status">${interview.meanwhile ? html`<p class="note" id="meanwhile">${interview.meanwhile} What you typed stays here.</p>` : nothing}</div>
    ${summary(interview)}
    ${screen.fields.filter(field => !field.section).map(field => field.kind === 'section' ? section(interview, field) : shown(interview, field))}
    <div class="buttons">
      ${screen.canGoBack ? html`<button type="button" ?disabled=${busy} @click=${() => interview.back()}>Back</button>` : nothing}
      <button type="button" ?disabled=${busy} @click=${later}>Save for later</button>
      <button class="main" ?disabled=${busy}>${screen.last ? 'Finish' : 'Next'}</button>
      <span class="soft" role="status">${busy ? 'One moment …' : interview.draft}</span>
    </div>
  </form>`;
}

const shown = (interview, field) => screenField(field, {
  value: interview.value(field), error: interview.errors[field.name], type: value => interview.type(field.name, value), find: wanted => interview.find(field.name, wanted)});

/** The fields of a section side by side, in as many columns as it has and as there is room for. */
function section(interview, {name, label, visible, column: columns}) {
  if (!visible) {
    return nothing;
  }
  const fieldsOf = column => interview.screen.fields.filter(field => field.section === name && field.column === column);
  return html`<fieldset class="section" id="field-${name}">${label ? html`<legend>${label}</legend>` : nothing}
    <div class="columns columns-${columns}">${Array.from({length: columns}, (_, index) =>
      html`<div class="column">${fieldsOf(index + 1).map(field => shown(interview, field))}</div>`)}</div></fieldset>`;
}

/** The errors with links to their fields, and what else was refused; it takes the focus when it appears. */
function summary(interview) {
  const wrong = interview.screen.fields.filter(field => field.visible && interview.errors[field.name]);
  const other = Object.entries(interview.errors).filter(([name]) => !wrong.some(field => field.name === name));
  if (wrong.length + other.length > 0) {
    const focus = event => {
      event.preventDefault();
      event.target.getRootNode().getElementById(`field-${event.target.dataset.field}`)?.focus();
    };
    return html`<div class="note bad" id="summary" role="alert" tabindex="-1">
      <p><strong>${wrong.length + other.length === 1 ? 'One answer needs' : `${wrong.length + other.length} answers need`} attention</strong></p>
      <ul>${wrong.map(field => html`<li><a href="#field-${field.name}" data-field=${field.name} @click=${focus}>${field.label}</a>: ${interview.errors[field.name]}</li>`)}
        ${other.map(([name, error]) => html`<li>${name}: ${error}</li>`)}</ul></div>`;
  }
  return interview.problem ? refusal(interview.problem) : nothing;
}

export const refusal = problem => html`<div class="note bad" id="summary" role="alert" tabindex="-1"><p><strong>${problem.title ?? 'Something went wrong'}</strong></p>
  <p>${problem.detail ?? problem.message}</p>${problem.problems?.length ? html`<ul>${problem.problems.map(each => html`<li>${each.message} ${each.remedy}</li>`)}</ul>` : nothing}</div>`;

const mostDots = 12;
const dots = number => html`<span class="dots" aria-hidden="true">${Array.from({length: Math.min(number, mostDots)}, (_, index) =>
  html`<i class=${index + 1 === Math.min(number, mostDots) ? 'now' : ''}></i>`)}</span>`;
