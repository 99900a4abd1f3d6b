// How a page watches a run: through the browser's one shared worker, or by itself where there is none.
import {RunStreams} from '/run-streams.js';
import {scriptAddress} from '/trusted.js';

const heartbeatMillis = 45_000;
let worker = null;
let alone = null;
const listeners = new Map(); // run id → listener
const leaves = new Map(); // run id → how this tab alone stops watching it

/** Calls `listener` as RunStreams does, until the returned function is called. */
export function watchRun(id, listener) {
  if (!('SharedWorker' in globalThis) || alone) {
    alone ??= new RunStreams();
    return alone.watch(id, listener);
  }
  listeners.set(id, listener);
  ask('watch', id);
  return () => {
    listeners.delete(id);
    leaves.get(id)?.();
    ask('leave', id);
  };
}

/** Where the worker cannot be loaded, this tab watches by itself. */
function goAlone() {
  alone = new RunStreams();
  listeners.forEach((listener, id) => leaves.set(id, alone.watch(id, listener)));
}

function ask(what, id) {
  worker ??= connect();
  worker.port.postMessage({ask: what, id});
}

function connect() {
  const shared = new SharedWorker(scriptAddress('/run-streams-worker.js'), {type: 'module', name: 'run-streams'});
  shared.port.onmessage = ({data: {id, ...news}}) => listeners.get(id)?.(news);
  shared.onerror = goAlone;
  setInterval(() => ask('here'), heartbeatMillis);
  addEventListener('pagehide', () => listeners.forEach((_, id) => ask('leave', id)));
  addEventListener('pageshow', event => event.persisted && listeners.forEach((_, id) => ask('watch', id)));
  return shared;
}
