// What went wrong and what to do about it, with each single problem and its place.
import {html, nothing} from '/lib/lit/index.js';
import {icon} from '/part/icon.js';

export function problemNote(problem, {again} = {}) {
  if (!problem) {
    return nothing;
  }
  const title = problem.title ?? 'This page met an error of its own';
  const detail = problem.detail ?? problem.message;
  return html`<div class="note bad" role="alert">
    <p><strong>${icon('warning')}${title}</strong></p>
    ${detail && detail !== title ? html`<p>${detail}</p>` : nothing}
    ${problem.problems?.length ? html`<ul>${problem.problems.map(each => html`<li>${place(each)}${each.message} ${each.remedy}</li>`)}</ul>` : nothing}
    ${again ? html`<p><button type="button" @click=${again}>Try again</button></p>` : nothing}
  </div>`;
}

const place = ({file, line, column}) => file || line ? html`<span class="place">${[file, line, column].filter(Boolean).join(':')}</span> ` : nothing;
