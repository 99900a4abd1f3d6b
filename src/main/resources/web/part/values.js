// Named values as a table: texts as they are, everything else as JSON.
import {html} from '/lib/lit/index.js';

export const shown = value => typeof value === 'string' ? value : JSON.stringify(value, null, 2);

export function values(named, {none = 'None'} = {}) {
  const entries = Object.entries(named ?? {});
  return entries.length === 0
    ? html`<p class="quiet">${none}</p>`
    : html`<table class="values"><tbody>${entries.map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${
        typeof value === 'string' ? value : html`<pre>${shown(value)}</pre>`}</td></tr>`)}</tbody></table>`;
}
