// The item that was open when the page was left: where others have it by the next visit, the guide shows what was typed for it.
import {part} from '../api.js';

const key = ({recordType, recordId, workItem}) => `baton-guide ${workItem || `${recordType}/${recordId}`}`;

/** Which item is open; what is typed into it is kept by the node, and never here. */
export function rememberItem(guide, {id, label, orchestrationLabel, recordType, recordId, run}) {
  stored(storage => storage.setItem(key(guide), JSON.stringify({id, label, orchestrationLabel, recordType, recordId, run})));
}

export function forgetItem(guide) {
  stored(storage => storage.removeItem(key(guide)));
}

/** The item that the person left, or that the guide is for, if it went to others and something was typed for it; else null. */
export async function leftItem(api, guide, open) {
  const left = stored(storage => JSON.parse(storage.getItem(key(guide)))) ?? (guide.workItem ? {id: guide.workItem} : null);
  if (!left || open.some(item => item.id === left.id)) {
    return null;
  }
  const draft = await api.get(`/work-items/${part(left.id)}/draft`).catch(() => null);
  if (!draft?.at) {
    return null;
  }
  const item = await api.get(`/work-items/${part(left.id)}`).catch(() => null);
  const {username} = await api.get('/me');
  return !item || item.completedBy === username ? null : item;
}

/** A page may deny its storage: then nothing is remembered. */
function stored(use) {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
}
