// Who acts in this browser; everybody who shows it hears of a change.
import {api} from '/api.js';

const listeners = new Set();
let known = null;

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
  known = Promise.resolve(await api.post('/me', username ? {user: username} : {}));
  const chosen = await known;
  listeners.forEach(listener => listener(chosen));
  return chosen;
}

export function onPersonChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
