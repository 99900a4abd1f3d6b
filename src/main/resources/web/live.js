// How a page watches a run, or the acting person's work: through the browser's one shared worker, or by itself where there is none.
import {EventStreams, work} from '/event-streams.js';
import {scriptAddress} from '/trusted.js';

const heartbeatMillis = 45_000;
let worker = null;
let alone = null;
const listeners = new Map(); // id → listener
const leaves = new Map(); // id → how this tab alone stops watching it

/** Calls `listener` as RunStreams does, until the returned function is called. */
export function watchRun(id, listener) {
  return watch(id, listener);
}

const workers = new Set(); // who in this tab shows some of the person's work
let newest = null;
let leaveWork = null;

/** Calls `listener({mine, groups, queues, version})` now and whenever the person's list has changed; a hidden tab hears of it when it is seen again. */
export function watchWork(listener) {
  workers.add(listener);
  if (newest) {
    listener(newest);
  }
  followWork();
  return () => {
    workers.delete(listener);
    followWork();
  };
}

function followWork() {
  const wanted = workers.size > 0 && !document.hidden;
  if (wanted && !leaveWork) {
    leaveWork = watch(work, ({news}) => {
      if (news && news.version !== newest?.version) {
        newest = news;
        workers.forEach(listener => listener(news));
      }
    });
  } else if (!wanted && leaveWork) {
    leaveWork();
    leaveWork = null;
  }
}

document.addEventListener('visibilitychange', followWork);

/** The person has done something: all tabs are to show it now. */
export function workActed() {
  alone ? alone.acted() : ask('acted');
}

function watch(id, listener) {
  if (!('SharedWorker' in globalThis) || alone) {
    alone ??= new EventStreams();
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
  alone = new EventStreams();
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
