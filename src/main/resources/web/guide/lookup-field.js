// Search as you type: a combobox that finds a record on the server and holds its id.
import {LitElement, html, nothing} from '../lib/lit/index.js';
import {live} from '../lib/lit/directives/live.js';

const searchMillis = 200;

/** `find({words})` and `find({record})` answer with {items, more}; `chosen` is called with the id, or null. */
class LookupField extends LitElement {
  static properties = {
    field: {attribute: false}, value: {attribute: false}, find: {attribute: false}, chosen: {attribute: false}, described: {}, invalid: {},
    words: {state: true}, items: {state: true}, open: {state: true}, at: {state: true}, said: {state: true},
  };

  constructor() {
    super();
    Object.assign(this, {words: '', items: [], open: false, at: -1, said: '', shown: undefined, turn: 0, timer: null});
  }

  /** In the tree of the form, so that its labels and errors reach the input by id. */
  createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  willUpdate() {
    const value = this.value ?? null;
    if (value !== this.shown) {
      this.shown = value;
      this.words = value ?? '';
      if (value) {
        this.#show(value);
      }
    }
  }

  render() {
    const id = `field-${this.field.name}`;
    const listed = this.open && this.items.length > 0;
    return html`
      <input id=${id} type="text" role="combobox" autocomplete="off" aria-autocomplete="list" aria-expanded=${listed ? 'true' : 'false'} aria-controls="${id}-list"
        aria-activedescendant=${listed && this.at >= 0 ? `${id}-${this.at}` : nothing} aria-required=${this.field.required ? 'true' : nothing}
        aria-invalid=${this.invalid ?? nothing} aria-describedby=${this.described || nothing} .value=${live(this.words)}
        @input=${event => this.#typed(event.target.value)} @keydown=${event => this.#key(event)} @blur=${() => this.#leave()}>
      <ul id="${id}-list" role="listbox" aria-label=${this.field.label} ?hidden=${!listed}>${this.items.map((item, index) => html`
        <li id="${id}-${index}" role="option" aria-selected=${index === this.at ? 'true' : 'false'}
          @mousedown=${event => event.preventDefault()} @click=${() => this.#choose(item)}>${item.label}</li>`)}</ul>
      <p class="soft" role="status">${this.said}</p>`;
  }

  #typed(words) {
    this.words = words;
    if (this.shown !== null) {
      this.shown = null;
      this.chosen(null);
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#search(), searchMillis);
  }

  async #search() {
    const turn = ++this.turn;
    const found = await this.find({words: this.words}).catch(problem => ({items: [], more: false, problem}));
    if (turn !== this.turn || this.shown !== null) {
      return; // typed on, or chosen, since
    }
    Object.assign(this, {items: found.items, open: true, at: found.items.length ? 0 : -1, said: saying(found)});
  }

  async #show(value) {
    const found = await this.find({record: value}).catch(() => ({items: []}));
    if (this.shown === value && found.items.length) {
      this.words = found.items[0].label;
    }
  }

  #key(event) {
    const {items} = this;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!this.open || items.length === 0) {
        this.#search();
      } else {
        this.at = (this.at + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length;
      }
    } else if (event.key === 'Enter' && this.open && this.at >= 0) {
      event.preventDefault();
      this.#choose(items[this.at]);
    } else if (event.key === 'Escape' && this.open) {
      event.preventDefault();
      Object.assign(this, {open: false, said: ''});
    }
  }

  #choose(item) {
    clearTimeout(this.timer);
    this.turn++;
    Object.assign(this, {shown: item.value, words: item.label, open: false, items: [], at: -1, said: ''});
    this.chosen(item.value);
  }

  /** Words that chose nothing do not stay as if they had. */
  #leave() {
    this.open = false;
    if (this.shown === null && this.words !== '') {
      this.said = 'No record is chosen yet.';
    }
  }
}

function saying({items, more, problem}) {
  if (problem) {
    return 'The search failed; try again in a moment.';
  }
  return items.length === 0 ? 'Nothing found.' : more ? `The first ${items.length} found; more words find fewer.` : `${items.length} found.`;
}

customElements.get('lookup-field') ?? customElements.define('lookup-field', LookupField);
