// What waits for the signed-in person: on a record, and next in a run.
import {part, Problem} from '../api.js';

const most = 200;
const followTries = 6;
const followMillis = 700;
const knownMillis = 60_000;
const nobody = {
  type: 'urn:baton:problem:not-signed-in',
  title: 'Nobody is signed in here',
  detail: 'The page that shows this has not said who you are. Sign in there again, or load the page anew.',
  status: 401,
};

const known = new WeakMap();

/** Who acts, asked once a minute. */
export function whoActs(api) {
  if (!(known.get(api)?.until > performance.now())) {
    known.set(api, {until: performance.now() + knownMillis, me: api.get('/me')});
    known.get(api).me.then(({username}) => username || known.delete(api), () => known.delete(api));
  }
  return known.get(api).me;
}

/** Open and hers, and not claimed by somebody else. */
const doable = username => item => item.mine && (item.status === 'Assigned' || (item.status === 'Claimed' && item.claimedBy === username));

/** The open items of the guide's record, or its one work item; none where nobody is signed in, which a page of another site must say. */
export async function openItems(api, {recordType, recordId, workItem}) {
  const me = await whoActs(api);
  if (!me.username) {
    if (api.foreign) {
      throw new Problem(nobody);
    }
    return [];
  }
  if (workItem) {
    return [await api.get(`/work-items/${part(workItem)}`)].filter(doable(me.username));
  }
  return recordType && recordId ? (await api.get('/work-items', {for: `record:${recordType}/${recordId}`, limit: most})).items.filter(doable(me.username)) : [];
}

/** In words: why an item is no longer the person's to do; empty while it is. */
export async function overtaking(api, {id}) {
  const [item, {username}] = await Promise.all([api.get(`/work-items/${part(id)}`), whoActs(api)]);
  if (doable(username)(item)) {
    return '';
  }
  switch (item.status) {
    case 'Completed': return `${item.label} was done by ${item.completedBy} in the meantime.`;
    case 'Claimed': return `${item.label} was claimed by ${item.claimedBy} in the meantime.`;
    case 'Assigned': return `${item.label} went to others in the meantime.`;
    case 'OnHold': return `${item.label} is on hold: its run was suspended. What you typed can be sent when the run goes on.`;
    default: return `${item.label} need not be done any more.`;
  }
}

/** The item of the same run that the person is to do next, or null; the run may take a moment to get there. */
export async function followingItem(api, item, nextId, wanted) {
  if (nextId) {
    return api.get(`/work-items/${part(nextId)}`).catch(() => null);
  }
  const {username} = await whoActs(api);
  for (let tries = 0; tries < followTries && wanted(); tries++) {
    await new Promise(resolve => setTimeout(resolve, followMillis));
    const [{items}, run] = await Promise.all([api.get('/work-items', {for: 'me', limit: most}), api.get(`/runs/${part(item.run)}`)]).catch(() => [{items: []}, null]);
    const next = items.find(each => each.run === item.run && each.id !== item.id && doable(username)(each));
    if (next || run?.settled) {
      return next ?? null;
    }
  }
  return null;
}

/** In words: where the run stands after the item. */
export async function whereItWent(api, item) {
  const run = await api.get(`/runs/${part(item.run)}`);
  const stage = run.stages.at(-1);
  return {Completed: 'The run is completed.', Canceled: 'The run was canceled.', Error: 'The run has stopped with an error; whoever operates it will see that.'}[run.status]
    ?? (stage && stage.status === 'InProgress' ? (stage.name === item.stage ? `The run goes on in stage ${stage.label}.` : `The run moved on to stage ${stage.label}.`) : 'The run goes on.');
}
