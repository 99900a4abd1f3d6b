// Tabs whose choice lives in the address; arrow keys move between them, as people who hear the page expect.
import {html} from '/lib/lit/index.js';
import {go, withQuery} from '/navigation.js';

/** @param tabs name, label and content (a function) of each; the first is shown where the address names none */
export function tabs(label, chosen, list) {
  const shown = list.find(tab => tab.name === chosen) ?? list[0];
  return html`<section aria-label=${label}>
    <div role="tablist" aria-label=${label} @keydown=${move}>
      ${list.map(tab => html`<button type="button" role="tab" id="tab-${tab.name}" aria-controls="panel" aria-selected=${tab === shown}
        tabindex=${tab === shown ? 0 : -1} @click=${() => choose(tab.name)}>${tab.label}</button>`)}
    </div>
    <div role="tabpanel" id="panel" aria-labelledby="tab-${shown.name}" tabindex="0">${shown.content()}</div>
  </section>`;
}

const choose = name => go(withQuery({tab: name}), {replace: true});

function move(event) {
  const all = [...event.currentTarget.querySelectorAll('[role=tab]')];
  const at = all.indexOf(document.activeElement);
  const target = {ArrowRight: (at + 1) % all.length, ArrowLeft: (at - 1 + all.length) % all.length, Home: 0, End: all.length - 1}[event.key];
  if (target !== undefined) {
    event.preventDefault();
    all[target].focus();
    all[target].click();
  }
}
