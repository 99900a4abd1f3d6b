// What all pages share: they render in the light DOM, load when their address changes, refresh by themselves, and show problems first.
import {LitElement, html} from '/lib/lit/index.js';
import {onPersonChange} from '/me.js';
import '/part/time-ago.js';
import {problemNote} from '/part/problem-note.js';

export class Page extends LitElement {
  static properties = {parameters: {attribute: false}, query: {attribute: false}, problem: {state: true}, loaded: {state: true}};

  constructor() {
    super();
    this.parameters = {};
    this.query = new URLSearchParams();
    this.problem = null;
    this.loaded = false;
    this.refreshMillis = 0;
    this.timer = null;
    this.turn = 0;
    this.forget = [];
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.forget.push(onPersonChange(() => this.reload()));
    if (this.refreshMillis) {
      this.timer = setInterval(() => document.hidden || this.reload({quietly: true}), this.refreshMillis);
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.forget.splice(0).forEach(forget => forget());
  }

  willUpdate(changed) {
    if (changed.has('query') || changed.has('parameters')) {
      this.reload();
    }
  }

  updated() {
    const heading = this.querySelector('h1')?.textContent.trim();
    if (heading && this.isConnected) {
      document.title = `${heading} · Baton`;
    }
  }

  /** Pages override: fetch what the address asks for, and return the fields to set. */
  async load() {
    return {};
  }

  /** Loads anew; an answer that a later reload overtook is dropped. A quiet one keeps what is shown when it fails. */
  async reload({quietly = false} = {}) {
    const turn = ++this.turn;
    try {
      const found = await this.load();
      if (turn === this.turn) {
        Object.assign(this, found, {problem: null, loaded: true});
      }
    } catch (problem) {
      if (turn === this.turn && !(quietly && this.loaded)) {
        this.problem = problem;
      }
    }
  }

  /** Does what a person asked for; what is refused is shown on top. */
  async attempt(work) {
    try {
      this.problem = null;
      return await work();
    } catch (problem) {
      this.problem = problem;
      return undefined;
    }
  }

  note() {
    return problemNote(this.problem, {again: this.loaded ? undefined : () => this.reload()});
  }

  waiting() {
    return this.loaded || this.problem ? '' : html`<p class="waiting" role="status">Loading …</p>`;
  }
}
