// In open mode: the choice of who acts, and the banner that says how open this is.
import {api} from '/api.js';
import {LitElement, html, nothing} from '/lib/lit/index.js';
import {become, me, onPersonChange} from '/me.js';
import {announce} from '/navigation.js';
import {icon} from '/part/icon.js';

class PersonSwitcher extends LitElement {
  static properties = {person: {state: true}, people: {state: true}, problem: {state: true}};

  constructor() {
    super();
    this.person = null;
    this.people = [];
    this.problem = '';
    onPersonChange(person => { this.person = person; });
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    try {
      const [person, {items}] = await Promise.all([me(), api.get('/users')]);
      this.people = items.filter(user => user.active);
      this.person = person;
    } catch (problem) {
      this.problem = problem.title;
    }
  }

  render() {
    if (this.problem) {
      return html`<span class="quiet">${this.problem}</span>`;
    }
    if (!this.person?.open) {
      return this.person?.name ?? nothing;
    }
    return html`<label class="person">${icon('person')}<span class="only-heard">Act as</span>
      <select @change=${this.#choose}>
        <option value="" ?selected=${!this.person.username}>Nobody chosen</option>
        ${this.people.map(user => html`<option value=${user.username} ?selected=${user.username === this.person.username}>${user.name}</option>`)}
      </select></label>`;
  }

  async #choose({target}) {
    try {
      const chosen = await become(target.value);
      announce(chosen.username ? `You act as ${chosen.name}` : 'You act as nobody');
    } catch (problem) {
      this.problem = problem.title;
    }
  }
}

class OpenBanner extends LitElement {
  static properties = {open: {state: true}};

  constructor() {
    super();
    this.open = false;
    me().then(person => { this.open = person.open; }, () => {});
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return this.open
      ? html`<aside class="banner" aria-label="This node is open">${icon('warning')}<span>Open for development: whoever reaches this node may act as anybody.</span></aside>`
      : nothing;
  }
}

customElements.define('person-switcher', PersonSwitcher);
customElements.define('open-banner', OpenBanner);
