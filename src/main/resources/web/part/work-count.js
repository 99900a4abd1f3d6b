// How many items wait for the acting person, beside "My work" in the header.
import {LitElement, html, nothing} from '/lib/lit/index.js';
import {watchWork, workActed} from '/live.js';

const sum = counts => Object.values(counts).reduce((total, count) => total + count, 0);
const plural = new Intl.PluralRules('en');

class WorkCount extends LitElement {
  static properties = {count: {state: true}};

  constructor() {
    super();
    this.count = 0;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    watchWork(({mine, groups, queues}) => { this.count = mine + sum(groups) + sum(queues); });
    document.addEventListener('work-item-done', workActed);
  }

  render() {
    return this.count ? html` <span class="count">${this.count}<span class="only-heard"> ${plural.select(this.count) === 'one' ? 'item waits' : 'items wait'} for you</span></span>` : nothing;
  }
}

customElements.define('work-count', WorkCount);
