// Asks a person to confirm something, in a dialog that says what will happen.
import {html, render} from '/lib/lit/index.js';

/** Answers with the text of the reason (perhaps empty), or null when the person thought better of it. */
export function ask({title, explanation, action, danger = false, reason = true}) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'asked');
  const close = () => dialog.close();
  return new Promise(resolve => {
    let answer = null;
    const submit = event => {
      event.preventDefault();
      answer = event.target.elements.reason?.value.trim() ?? '';
      close();
    };
    render(html`<form class="stack" @submit=${submit}>
      <h2 id="asked">${title}</h2>
      <p>${explanation}</p>
      ${reason ? html`<label class="field">Reason (optional)<input name="reason" maxlength="4000" autocomplete="off"></label>` : ''}
      <div class="actions"><button class=${danger ? 'danger' : 'main'}>${action}</button><button type="button" @click=${close}>Leave it</button></div>
    </form>`, dialog);
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
