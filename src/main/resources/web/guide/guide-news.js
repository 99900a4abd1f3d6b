// Tells guides in a page of another site that the person's work has changed: over one connection per browser, which one of the tabs that are seen holds.
import {whoActs} from './guide-items.js';

const reopenMillis = 5000;

/** Calls `listener` when something is new, until the returned function is called; null where a browser cannot agree on one tab. */
export function watchNews(api, listener) {
  if (!navigator.locks || !('BroadcastChannel' in globalThis)) {
    return null;
  }
  const left = new AbortController();
  follow(api, listener, left.signal);
  return () => left.abort();
}

async function follow(api, listener, left) {
  const username = await whoActs(api).then(me => me.username, () => null);
  if (!username || left.aborted) {
    return;
  }
  const name = `work-guide ${api.origin} ${username}`;
  const channel = new BroadcastChannel(name);
  let held = null;
  channel.onmessage = () => listener();
  const told = () => {
    listener();
    channel.postMessage('changed');
  };
  const hold = () => {
    held?.abort();
    held = null;
    if (!document.hidden && !left.aborted) {
      held = new AbortController();
      const {signal} = held;
      navigator.locks.request(name, {signal}, () => listen(api, told, signal)).catch(() => {}); // not seen any more before it was its turn
    }
  };
  document.addEventListener('visibilitychange', hold, {signal: left});
  left.addEventListener('abort', () => {
    hold();
    channel.close();
  });
  hold();
}

/** Reads the stream until it is no longer wanted; one that breaks is opened again. */
async function listen(api, told, signal) {
  let version = null;
  while (!signal.aborted) {
    try {
      for await (const news of api.events('/work-items:stream', signal)) {
        if (news.version !== version) {
          version === null || told();
          version = news.version;
        }
      }
    } catch {
      // the guide asks by itself, too
    }
    if (!signal.aborted) {
      await new Promise(resolve => {
        const timer = setTimeout(resolve, reopenMillis);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}
