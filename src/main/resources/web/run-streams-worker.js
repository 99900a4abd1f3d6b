// The shared worker that watches runs and a person's work for all tabs of a browser, so that ten tabs need one connection for each.
import {EventStreams} from '/event-streams.js';

const streams = new EventStreams();
const silentMillis = 180_000; // tabs in the background may run their timers once a minute only
const tabs = new Map(); // port → {heardAt, watches: id → stop}

addEventListener('connect', ({ports: [port]}) => {
  const tab = {heardAt: Date.now(), watches: new Map()};
  tabs.set(port, tab);
  port.onmessage = ({data: {ask, id}}) => {
    tab.heardAt = Date.now();
    tabs.set(port, tab);
    if (ask === 'acted') {
      streams.acted();
      return;
    }
    tab.watches.get(id)?.();
    tab.watches.delete(id);
    if (ask === 'watch') {
      tab.watches.set(id, streams.watch(id, news => port.postMessage({id, ...news})));
    }
  };
});

// a tab that is gone says nothing: there is no event for it
setInterval(() => {
  for (const [port, tab] of tabs) {
    if (Date.now() - tab.heardAt > silentMillis) {
      tab.watches.forEach(stop => stop());
      tab.watches.clear();
      tabs.delete(port);
    }
  }
}, silentMillis / 3);
