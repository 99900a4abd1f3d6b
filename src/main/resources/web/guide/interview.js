// The screen flow of one work item, as the Work Guide moves through it: what is shown, what was typed, what is wrong.
import {part} from '../api.js';

const previewMillis = 200;
const draftMillis = 1500;
const lookMillis = 3000;

/** The refusals after which this item is no longer this person's to do. */
const gone = new Set(['already-completed', 'claimed-by-other', 'not-assigned-to-you', 'wrong-state', 'not-found']);

export class Interview {
  state = 'opening'; // opening, screen, working: an action takes long, finished, failed, or gone: somebody else has it
  screen = null;
  typed = {};
  errors = {};
  problem = null;
  draft = ''; // what is to be said about the draft
  busy = false;
  nextWorkItem = undefined;
  fault = '';
  kept = {}; // of an item that is gone: what the node has of what was typed, here or elsewhere
  meanwhile = ''; // what others did to the item while the form was open
  asked = 0; // how often the person asked to move, each time answered
  #changed;
  #timers = {};
  #turn = 0;
  #queue = Promise.resolve();

  /** @param changed called whenever there is something new to show */
  constructor(api, workItem, changed) {
    Object.assign(this, {api, workItem});
    this.#changed = changed;
  }

  open() {
    return this.#alone(() => this.api.get(this.#path));
  }

  /** Keeps what is typed into a field; the server says what becomes visible, and holds it as a draft. */
  type(name, value) {
    this.typed[name] = value;
    this.draft = '';
    if (this.screen.fields.some(field => field.visibleWhen) || this.errors[name]) {
      this.#later('preview', previewMillis, () => this.#preview());
    }
    this.#later('draft', draftMillis, () => this.saveDraft()); // also when others have the item now: the node keeps it
    this.#changed();
  }

  value(field) {
    return field.name in this.typed ? this.typed[field.name] : field.value;
  }

  next() {
    return this.#alone(() => this.#answer('next', this.values({secrets: true})));
  }

  back() {
    return this.#alone(() => this.#answer('back', this.values()));
  }

  /** What others did to the item is told beside the form, which keeps what was typed. */
  overtaken(words) {
    if (words !== this.meanwhile && !this.busy) {
      this.meanwhile = words;
      this.#changed();
    }
  }

  restart() {
    return this.#alone(() => this.api.post(this.#path, {action: 'restart'}));
  }

  /** Saves what was typed, unchecked; true when it is kept. */
  async saveDraft() {
    if (this.state !== 'screen' || Object.keys(this.typed).length === 0) {
      return true;
    }
    this.#forget('draft');
    const saved = await this.#queued(() => this.#answer('save', this.values())).then(() => true, problem => {
      if (gone.has(problem.word)) {
        this.meanwhile = problem.detail; // the form stays under the hands of the person who types
        return Boolean(problem.draft);
      } else {
        this.#refused(problem);
      }
      return false;
    });
    this.draft = saved ? 'Draft saved' : 'The draft is not saved';
    this.#changed();
    return saved;
  }

  /** Leaves the interview; an unsaved draft is still sent, and what is answered settles when it is. */
  leave() {
    this.#forget('preview');
    this.#forget('look');
    const saved = this.#timers.draft ? this.saveDraft() : Promise.resolve(true);
    this.#changed = () => {};
    return saved;
  }

  /** The records that a lookup offers: by `words`, or the one `record` that it holds. */
  find(field, wanted) {
    return this.api.get(`${this.#path}/search`, {screen: this.screen.key, field, ...wanted});
  }

  /** What is typed or was there, of all fields that take something; a field that was emptied is null. */
  values({secrets = false} = {}) {
    const values = {};
    for (const field of this.screen.fields.filter(each => secrets || each.kind !== 'password')) {
      const value = this.value(field);
      if (takes(field) && (field.name in this.typed || (value !== undefined && value !== null))) {
        values[field.name] = value === '' || value === undefined ? null : ['number', 'currency'].includes(field.kind) ? asNumber(value) : value;
      }
    }
    return values;
  }

  async #preview() {
    const turn = ++this.#turn;
    const answer = await this.#queued(() => this.#answer('preview', this.values())).catch(() => null);
    if (turn !== this.#turn || answer?.screen?.key !== this.screen?.key) {
      return; // typed on since, or moved on: only the newest preview counts
    }
    this.screen = answer.screen;
    for (const field of answer.screen.fields) {
      if (this.errors[field.name]) {
        field.error ? this.errors[field.name] = field.error : delete this.errors[field.name];
      }
    }
    this.#changed();
  }

  /** One thing at a time that a person waits for; drafts and previews stop. */
  async #alone(ask) {
    this.#forget('preview');
    this.#forget('draft');
    this.#turn++;
    Object.assign(this, {busy: true, problem: null, draft: ''});
    this.#changed();
    try {
      this.#shows(await this.#queued(ask));
      return true;
    } catch (problem) {
      await this.#refused(problem);
      return false;
    } finally {
      this.busy = false;
      this.asked++;
      this.#changed();
    }
  }

  #shows({state, screen = null, fault = '', nextWorkItem}) {
    Object.assign(this, {state, screen, fault, nextWorkItem, typed: {}, errors: {}});
  }

  async #refused(problem) {
    const fields = (problem.problems ?? []).filter(each => each.path?.startsWith('values.'));
    this.errors = Object.fromEntries(fields.map(each => [each.path.slice('values.'.length), each.message])); // how to go on is plain here
    this.problem = fields.length ? null : problem;
    if (gone.has(problem.word)) {
      this.kept = problem.draft ? await this.api.get(`/work-items/${part(this.workItem)}/draft`).then(({values}) => values, () => ({})) : {};
      this.state = 'gone';
    } else if (problem.word === 'still-working') {
      this.state = 'working';
      this.#later('look', lookMillis, () => this.open());
    } else if (problem.word === 'other-screen') {
      const typed = this.typed;
      this.#shows(await this.#queued(() => this.api.get(this.#path)));
      this.typed = Object.fromEntries(Object.entries(typed).filter(([name]) => this.screen?.fields.some(field => field.name === name)));
      this.problem = problem;
    }
  }

  #answer(action, values) {
    return this.api.post(this.#path, {action, screen: this.screen.key, values});
  }

  /** Requests go one after the other, so that an older draft never overtakes a newer answer. */
  #queued(ask) {
    const asked = this.#queue.then(ask);
    this.#queue = asked.catch(() => {});
    return asked;
  }

  #later(name, millis, work) {
    this.#forget(name);
    this.#timers[name] = setTimeout(() => {
      this.#timers[name] = null;
      work();
    }, millis);
  }

  #forget(name) {
    clearTimeout(this.#timers[name]);
    this.#timers[name] = null;
  }

  get #path() {
    return `/work-items/${part(this.workItem)}/interview`;
  }
}

const takes = field => !['display', 'section'].includes(field.kind);

/** A number as JSON has it; what is none goes as it was typed, for the server to say so. */
function asNumber(typed) {
  const text = `${typed}`.trim();
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text || null;
}
