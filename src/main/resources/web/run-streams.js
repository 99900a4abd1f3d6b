// Holds the event streams of runs for everybody who watches in this browser (or, without shared workers, in this tab).

// A browser opens six connections to one host over HTTP/1.1, for all tabs together: three stay free for requests.
const maxStreams = 3;
const pollMillis = 3000;
const reopenMillis = 3000;

export class RunStreams {
  #watched = new Map(); // run id → {listeners, source, timer, last, state}

  /** Tells `listener({run})` each new view of a run and `listener({state})` live, polled, reconnecting or ended. */
  watch(id, listener) {
    const entry = this.#watched.get(id) ?? this.#open(id);
    entry.listeners.add(listener);
    if (entry.last) {
      listener({run: entry.last});
    }
    listener({state: entry.state});
    return () => this.#leave(id, entry, listener);
  }

  #open(id) {
    const entry = {listeners: new Set(), source: null, timer: null, last: null, state: 'reconnecting'};
    this.#watched.set(id, entry);
    this.#follow(id, entry);
    return entry;
  }

  #leave(id, entry, listener) {
    entry.listeners.delete(listener);
    if (entry.listeners.size || this.#watched.get(id) !== entry) {
      return;
    }
    this.#close(entry);
    this.#watched.delete(id);
    for (const [other, waiting] of this.#watched) {
      if (waiting.state === 'polled') {
        this.#follow(other, waiting);
      }
    }
  }

  #follow(id, entry) {
    this.#close(entry);
    const open = [...this.#watched.values()].filter(other => other.source).length;
    open < maxStreams ? this.#stream(id, entry) : this.#poll(id, entry);
  }

  #stream(id, entry) {
    const source = new EventSource(`${path(id)}/stream`);
    entry.source = source;
    source.onopen = () => this.#state(entry, 'live');
    source.addEventListener('run', event => this.#run(entry, JSON.parse(event.data)));
    source.addEventListener('end', () => {
      this.#close(entry);
      this.#state(entry, 'ended');
    });
    source.onerror = () => {
      this.#state(entry, 'reconnecting');
      if (source.readyState === EventSource.CLOSED) { // refused, not interrupted: the browser itself gives up
        this.#close(entry);
        entry.timer = setTimeout(() => this.#follow(id, entry), reopenMillis);
      }
    };
  }

  async #poll(id, entry) {
    this.#state(entry, 'polled');
    entry.timer = setTimeout(() => this.#poll(id, entry), pollMillis);
    const answer = await fetch(path(id), {cache: 'no-store'}).catch(() => null);
    if (answer?.ok && this.#watched.get(id) === entry) {
      this.#run(entry, await answer.json());
    }
  }

  #run(entry, run) {
    if (!entry.last || run.revision > entry.last.revision) {
      entry.last = run;
      entry.listeners.forEach(listener => listener({run}));
    }
  }

  #state(entry, state) {
    if (entry.state !== state) {
      entry.state = state;
      entry.listeners.forEach(listener => listener({state}));
    }
  }

  #close(entry) {
    entry.source?.close();
    clearTimeout(entry.timer);
    Object.assign(entry, {source: null, timer: null});
  }
}

const path = id => `/api/v1/runs/${encodeURIComponent(id)}`;
