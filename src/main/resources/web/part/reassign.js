// Asks whom a work item goes to instead, and hands it over.
import {html, render} from '/lib/lit/index.js';
import {api, part} from '/api.js';
import {problemNote} from '/part/problem-note.js';

/** Answers with the item as it is then, or null when the person thought better of it. */
export async function reassign(item) {
  const [users, groups, queues] = await Promise.all(['/users', '/groups', '/queues'].map(path => api.get(path)));
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'reassigned');
  let answer = null;
  const submit = async event => {
    event.preventDefault();
    const {to, reason} = event.target.elements;
    try {
      answer = await api.post(`/work-items/${part(item.id)}:reassign`, {to: to.value, ...(reason.value.trim() ? {reason: reason.value.trim()} : {})});
      dialog.close();
    } catch (problem) {
      show(problem);
    }
  };
  const option = (value, label) => value === item.assignee ? '' : html`<option value=${value}>${label}</option>`;
  const circles = (kind, list) => list.items.filter(circle => circle.active).map(circle => option(`${kind}:${circle.name}`, circle.label));
  const show = problem => render(html`<form class="stack" @submit=${submit}>
    <h2 id="reassigned">Reassign ${item.label}</h2>
    ${problemNote(problem)}
    <p class="quiet">Whom it goes to is told by e-mail. A draft of what was typed stays with the item.</p>
    <label class="field">To<select name="to" required>
      <optgroup label="Users">${users.items.filter(user => user.active).map(user => option(`user:${user.username}`, user.name))}</optgroup>
      <optgroup label="Groups">${circles('group', groups)}</optgroup>
      <optgroup label="Queues">${circles('queue', queues)}</optgroup>
    </select></label>
    <label class="field">Reason (optional)<input name="reason" maxlength="2000" autocomplete="off"></label>
    <div class="actions"><button class="main">Reassign</button><button type="button" @click=${() => dialog.close()}>Leave it</button></div>
  </form>`, dialog);
  show(null);
  document.body.append(dialog);
  return new Promise(resolve => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.showModal();
  });
}
