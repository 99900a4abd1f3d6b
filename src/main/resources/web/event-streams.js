// All event streams of a browser (or, without shared workers, of a tab): those of runs, and the one of a person's work.
import {RunStreams} from '/run-streams.js';
import {WorkStream} from '/work-stream.js';

/** What is watched in place of the id of a run. */
export const work = 'work';

export class EventStreams {
  #runs = new RunStreams();
  #work = new WorkStream();

  watch(id, listener) {
    return id === work ? this.#work.watch(listener) : this.#runs.watch(id, listener);
  }

  /** The person has done something: what that changed is to show now. */
  acted() {
    this.#work.reopen();
  }
}
