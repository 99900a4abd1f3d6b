// How a page watches a run: through the browser's one shared worker, or by itself where there is none.
import {RunStreams} from '/run-streams.js';
import {scriptAddress} from '/trusted.js';

const heartbeatMillis = 45_000;
let worker = null;
let alone = null;
const listeners = new Map(); // run id → listener

/** Calls `listener` as RunStreams does, until the returned function is called. */
export function watchRun(id, listener) {
  if (!('SharedWorker' in globalThis)) {
    alone ??= new RunStreams();
    return alone.watch(id, listener);
  }
  listeners.set(id, listener);
  ask('watch', id);
  return () => {
    listeners.delete(id);
    ask('leave', id);
  };
}

function ask(what, id) {
  worker ??= connect();
  worker.port.postMessage({ask: what, id});
}

function connect() {
  const shared = new SharedWorker(scriptAddress('/run-streams-worker.js'), {type: 'module', name: 'run-streams'});
  shared.port.onmessage = ({data: {id, ...news}}) => listeners.get(id)?.(news);
  setInterval(() => ask('here'), heartbeatMillis);
  addEventListener('pagehide', () => listeners.forEach((_, id) => ask('leave', id)));
  addEventListener('pageshow', event => event.persisted && listeners.forEach((_, id) => ask('watch', id)));
  return shared;
}
