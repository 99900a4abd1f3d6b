// A work item as a row of a list: what it is, about what, whose it is, and since when.
import {html, nothing} from '/lib/lit/index.js';
import {assignee} from '/part/assignee.js';
import {state} from '/part/state.js';

/** @param address where the item opens @param actions further content, such as buttons */
export function workItemRow(item, {address, chosen = false, actions = nothing}) {
  return html`<li class="row" ?data-chosen=${chosen}>
    <a class="whole" href=${address} aria-current=${chosen ? 'true' : nothing}>${item.label}</a>
    <span class="small quiet">${item.orchestrationLabel ?? item.orchestration} · ${item.recordType}/${item.recordId}${
      item.businessKey && item.businessKey !== item.recordId ? ` · ${item.businessKey}` : ''}</span>
    <span class="actions small">${state(item.status)} ${assignee(item.assignee)}
      ${item.claimedBy ? html`<span>claimed by ${item.claimedBy}</span>` : nothing}
      <span class="quiet"><time-ago at=${item.createdAt}></time-ago></span></span>
    ${item.flagged ? html`<span class="small">${item.flagged}</span>` : nothing}
    ${actions}
  </li>`;
}
