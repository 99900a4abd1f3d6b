// Who acts in this browser; everybody who shows it hears of a change.
import {api} from '/api.js';

const listeners = new Set();
let known = null;

/** All tabs share the cookie, so all of them must know when another person takes over. */
const tabs = new BroadcastChannel('person');
tabs.onmessage = ({data: chosen}) => changed(chosen);

export function me() {
  known ??= api.get('/me').catch(problem => {
    if (problem.status !== 401) {
      known = null;
      throw problem;
    }
    return {open: true, groups: [], queues: []}; // the cookie names somebody who has gone
  });
  return known;
}

export async function become(username) {
  const chosen = await api.post('/me', username ? {user: username} : {});
  changed(chosen);
  tabs.postMessage(chosen);
  return chosen;
}

function changed(chosen) {
  known = Promise.resolve(chosen);
  listeners.forEach(listener => listener(chosen));
}

export function onPersonChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
