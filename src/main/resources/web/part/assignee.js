// An assignee (`queue:hr`) with its kind as an icon and a word.
import {html} from '/lib/lit/index.js';
import {icon} from '/part/icon.js';

const kinds = {user: ['person', ''], group: ['group', 'Group '], queue: ['queue', 'Queue ']};

export const kindOf = assignee => assignee.slice(0, assignee.indexOf(':'));

export function assignee(text) {
  const [shape, word] = kinds[kindOf(text)] ?? ['person', ''];
  return html`<span class="assignee">${icon(shape)} ${word}${text.slice(text.indexOf(':') + 1)}</span>`;
}
