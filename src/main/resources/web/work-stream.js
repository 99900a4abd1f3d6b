// Holds the one event stream about the acting person's work, for everybody in this browser who shows some of it.

const reopenMillis = 5000;

export class WorkStream {
  #listeners = new Set();
  #source = null;
  #timer = null;
  #last = null;
  #person = new BroadcastChannel('person');

  constructor() {
    this.#person.onmessage = () => {
      this.#last = null;
      this.reopen();
    };
  }

  /** Tells `listener({news})` the counts and the version of the person's list, now and after each change. */
  watch(listener) {
    this.#listeners.add(listener);
    if (this.#last) {
      listener({news: this.#last});
    }
    if (this.#listeners.size === 1) {
      this.reopen();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#close();
      }
    };
  }

  /** A stream that is opened says first how it is now: so what a person has done shows at once. */
  reopen() {
    this.#close();
    if (this.#listeners.size === 0) {
      return;
    }
    this.#source = new EventSource('/api/v1/work-items:stream');
    this.#source.addEventListener('work', event => this.#tell(JSON.parse(event.data)));
    this.#source.onerror = () => {
      if (this.#source?.readyState === EventSource.CLOSED) { // refused, not interrupted: the browser itself gives up
        this.#close();
        this.#timer = setTimeout(() => this.reopen(), reopenMillis);
      }
    };
  }

  #tell(news) {
    if (news.version !== this.#last?.version) {
      this.#last = news;
      this.#listeners.forEach(listener => listener({news}));
    }
  }

  #close() {
    this.#source?.close();
    clearTimeout(this.#timer);
    this.#source = null;
    this.#timer = null;
  }
}
