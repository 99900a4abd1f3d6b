// What the Work Guide shows beside a screen: the list of items, the end of one, and an item that somebody else has done.
import {html, nothing} from '../lib/lit/index.js';

const searchFrom = 4; // a list this long gets a search box

export function listView(items, {words, saved, search, open}) {
  const shown = items.filter(item => words.toLowerCase().split(/\s+/).every(word => `${item.label} ${item.orchestrationLabel}`.toLowerCase().includes(word)));
  return html`
    <h2 id="list" tabindex="-1">${items.length === 1 ? 'One thing waits for you here' : `${items.length} things wait for you here`}</h2>
    ${saved ? html`<p class="note good" role="status">Saved. You can go on with it at any time, here or elsewhere.</p>` : nothing}
    ${items.length >= searchFrom || words ? html`<div class="field"><label for="search">Search</label><input id="search" type="search" .value=${words} @input=${event => search(event.target.value)}></div>` : nothing}
    <ul class="items">${shown.map(item => html`<li><button type="button" @click=${() => open(item)}><b>${item.label}</b><span class="soft">${item.orchestrationLabel} · ${whose(item)}</span></button></li>`)}</ul>
    ${shown.length === 0 ? html`<p class="soft" role="status">None of them has these words.</p>` : nothing}`;
}

const whose = item => item.claimedBy ? `claimed by ${item.claimedBy}` : item.assignee.replace(/^user:.*/, 'for you').replace(':', ' ');

export function doneView({label, went, looking}, items, open) {
  return html`
    <h2 id="done" tabindex="-1"><span aria-hidden="true">✓</span> ${label} is done</h2>
    <p role="status">${looking ? 'Looking what comes next …' : went}</p>
    ${items.length && !looking ? html`<p>Also waiting for you here:</p><ul class="items">${items.map(item => html`<li><button type="button" @click=${() => open(item)}><b>${item.label}</b></button></li>`)}</ul>` : nothing}`;
}

/** Nothing of what was typed is lost: it stays here to be read and copied. */
export function goneView(interview, leave) {
  const fields = interview.screen?.fields ?? [];
  const kept = Object.entries(interview.kept).filter(([name]) => !fields.some(field => field.name === name)).map(([name, value]) => [{label: name}, value]);
  const typed = [...kept, ...fields.map(field => [field, interview.value(field)])].filter(([field, value]) => !['display', 'section', 'password'].includes(field.kind) && value !== undefined && value !== null && value !== '');
  const text = value => typeof value === 'string' ? value : JSON.stringify(value);
  return html`
    <div class="note" id="summary" role="alert" tabindex="-1"><p><strong>${interview.problem?.title}</strong></p><p>${interview.problem?.detail}</p></div>
    ${typed.length ? html`<p>What you typed is kept here, for you to copy:</p><dl>${typed.map(([field, value]) => html`<dt>${field.label}</dt><dd>${text(value)}</dd>`)}</dl>` : nothing}
    <div class="buttons"><button type="button" @click=${leave}>Close</button></div>`;
}
