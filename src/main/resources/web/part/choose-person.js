// Asks, in open mode, who is sitting here; shown where a page needs somebody and nobody is chosen.
import {html} from '/lib/lit/index.js';
import {become} from '/me.js';
import {icon} from '/part/icon.js';

/** @param users those to choose from @param attempt does the choice and shows what is refused */
export function choosePerson(users, attempt) {
  return html`<div class="card stack">
    <h2>Who are you?</h2>
    <p class="quiet">This node is open for development: choose whom to act as. You can change it at any time in the header.</p>
    <div class="actions">${users.filter(user => user.active).map(user => html`<button type="button" @click=${() => attempt(() => become(user.username))}>${icon('person')}${user.name}</button>`)}</div>
  </div>`;
}
