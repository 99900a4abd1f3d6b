// How many items wait for the acting person, beside "My work" in the header.
import {api} from '/api.js';
import {LitElement, html, nothing} from '/lib/lit/index.js';
import {me, onPersonChange} from '/me.js';

const refreshMillis = 10_000;
const sum = counts => Object.values(counts).reduce((total, count) => total + count, 0);
const plural = new Intl.PluralRules('en');

class WorkCount extends LitElement {
  static properties = {count: {state: true}};

  constructor() {
    super();
    this.count = 0;
    onPersonChange(() => this.#refresh());
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#refresh();
    setInterval(() => document.hidden || this.#refresh(), refreshMillis);
    document.addEventListener('work-item-done', () => this.#refresh());
  }

  render() {
    return this.count ? html` <span class="count">${this.count}<span class="only-heard"> ${plural.select(this.count) === 'one' ? 'item waits' : 'items wait'} for you</span></span>` : nothing;
  }

  /** The header stays quiet when the node does not answer: each page says so itself. */
  async #refresh() {
    const counts = await me().then(({username}) => username ? api.get('/work-items:count') : null).catch(() => null);
    this.count = counts ? counts.mine + sum(counts.groups) + sum(counts.queues) : 0;
  }
}

customElements.define('work-count', WorkCount);
