// One field of a screen as native controls, with its help and what is wrong tied to it.
import {html, nothing} from '../lib/lit/index.js';
import {live} from '../lib/lit/directives/live.js';
import './lookup-field.js';

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/**
 * @param type called with the new value; of a number with its text
 * @param find searches the records of a lookup
 */
export function screenField(field, {value, error, type, find}) {
  if (!field.visible) {
    return nothing;
  }
  if (field.kind === 'display') {
    return html`<p class="display">${field.label}</p>`;
  }
  const parts = {id: `field-${field.name}`, value, error, type, find, describedBy: describedBy(field, error), invalid: error ? 'true' : nothing};
  return html`<div class="field ${error ? 'wrong' : ''}">${(kinds[field.kind] ?? text)(field, parts)}</div>`;
}

const kinds = {
  text,
  number: (field, parts) => text(field, {...parts, mode: 'decimal'}),
  currency: (field, parts) => text(field, {...parts, mode: 'decimal'}),
  password: (field, parts) => text(field, {...parts, inputType: 'password'}),
  date_time: dateTime,
  lookup,
  date: (field, parts) => text(field, {...parts, inputType: 'date'}),
  long_text: longText,
  checkbox,
  radio: (field, parts) => choices(field, parts, 'radio'),
  multi_select: (field, parts) => choices(field, parts, 'checkbox'),
  dropdown,
};

function text(field, {id, value, error, type, describedBy, invalid, inputType = 'text', mode}) {
  return html`${label(field, id)}${help(field)}${wrong(field, error)}
    <input id=${id} type=${inputType} inputmode=${mode ?? nothing} .value=${live(`${value ?? ''}`)} autocomplete="off"
      aria-required=${field.required ? 'true' : nothing} aria-invalid=${invalid} aria-describedby=${describedBy} @input=${event => type(event.target.value)}>`;
}

/** The page shows the time of the person's own clock; what is sent says it in UTC. */
function dateTime(field, parts) {
  const at = parts.value ? new Date(parts.value) : null;
  const local = at && !Number.isNaN(at.getTime()) ? new Date(at.getTime() - at.getTimezoneOffset() * 60000).toISOString().slice(0, 16) : '';
  return text(field, {...parts, inputType: 'datetime-local', value: local, type: typed => parts.type(typed === '' ? '' : new Date(typed).toISOString().replace('.000', ''))});
}

function lookup(field, {id, value, error, type, find, describedBy, invalid}) {
  return html`${label(field, id)}${help(field)}${wrong(field, error)}
    <lookup-field class="lookup" .field=${field} .value=${value ?? null} .find=${find} .chosen=${type} described=${describedBy} invalid=${invalid}></lookup-field>`;
}

function longText(field, {id, value, error, type, describedBy, invalid}) {
  return html`${label(field, id)}${help(field)}${wrong(field, error)}
    <textarea id=${id} rows="4" .value=${live(`${value ?? ''}`)} aria-required=${field.required ? 'true' : nothing} aria-invalid=${invalid}
      aria-describedby=${describedBy} @input=${event => type(event.target.value)}></textarea>`;
}

function checkbox(field, {id, value, error, type, describedBy, invalid}) {
  return html`${wrong(field, error)}<div class="choice"><input id=${id} type="checkbox" .checked=${live(value === true)} aria-invalid=${invalid} aria-describedby=${describedBy}
      @change=${event => type(event.target.checked)}>${label(field, id)}</div>${help(field)}`;
}

function dropdown(field, {id, value, error, type, describedBy, invalid}) {
  const at = field.choices.findIndex(choice => same(choice.value, value));
  return html`${label(field, id)}${help(field)}${wrong(field, error)}
    <select id=${id} .value=${live(at < 0 ? '' : `${at}`)} aria-required=${field.required ? 'true' : nothing} aria-invalid=${invalid} aria-describedby=${describedBy}
      @change=${event => type(event.target.value === '' ? null : field.choices[event.target.value].value)}>
      <option value="" ?selected=${at < 0}>Choose …</option>
      ${field.choices.map((choice, index) => html`<option value=${index} ?selected=${index === at}>${choice.label}</option>`)}
    </select>`;
}

/** Radio buttons, or boxes of which several may be ticked. */
function choices(field, {id, value, error, type, describedBy}, kind) {
  const chosen = choice => kind === 'radio' ? same(choice.value, value) : (value ?? []).some(each => same(each, choice.value));
  const change = (choice, on) => kind === 'radio' ? type(choice.value)
    : type(field.choices.filter(each => each === choice ? on : chosen(each)).map(each => each.value));
  return html`<fieldset id=${id} tabindex="-1" aria-describedby=${describedBy}>
    <legend>${field.label}${optional(field)}</legend>${help(field)}${wrong(field, error)}
    ${field.choices.map((choice, index) => html`<div class="choice"><input id="${id}-${index}" type=${kind} name=${field.name} .checked=${live(chosen(choice))}
      @change=${event => change(choice, event.target.checked)}><label for="${id}-${index}">${choice.label}</label></div>`)}
  </fieldset>`;
}

const label = (field, id) => html`<label for=${id}>${field.label}${field.unit ? ` (${field.unit})` : nothing}${field.kind === 'checkbox' ? nothing : optional(field)}</label>`;
const optional = field => field.required ? nothing : html` <span class="soft">(optional)</span>`;
const help = field => field.help ? html`<p class="soft" id="help-${field.name}">${field.help}</p>` : nothing;
const wrong = (field, error) => error ? html`<p class="error" id="error-${field.name}"><span aria-hidden="true">⚠</span> ${error}</p>` : nothing;
const describedBy = (field, error) => [error && `error-${field.name}`, field.help && `help-${field.name}`].filter(Boolean).join(' ') || nothing;
