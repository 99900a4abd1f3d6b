// When one person is away and who stands in: the list, and what adds to it and takes from it.
import {LitElement, html} from '/lib/lit/index.js';
import {api, part} from '/api.js';
import {announce, withQuery} from '/navigation.js';
import {problemNote} from '/part/problem-note.js';
import {exact} from '/part/time-ago.js';

const offered = 10;

class UserAbsences extends LitElement {
  static properties = {user: {attribute: false}, problem: {state: true}, people: {state: true}};

  constructor() {
    super();
    Object.assign(this, {user: null, problem: null, people: []});
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const {name, absences} = this.user;
    return html`<section class="card stack" aria-labelledby="absences">
      <h2 id="absences">Absences of ${name}</h2>
      ${problemNote(this.problem)}
      ${absences.length === 0 ? html`<p class="quiet">None is known.</p>` : html`<ul class="rows plain">${absences.map(each => html`<li class="row">
        <span><time datetime=${each.from}>${exact(each.from)}</time> – <time datetime=${each.to}>${exact(each.to)}</time></span>
        <span>${each.substitute ? html`${each.substitute} stands in` : 'Nobody stands in: work waits'}${each.reason ? ` · ${each.reason}` : ''}</span>
        <span><button type="button" @click=${() => this.#remove(each)} aria-label="Forget the absence from ${exact(each.from)}">Forget</button></span></li>`)}</ul>`}
      <form class="filters" @submit=${event => this.#add(event)}>
        <label class="field">From<input name="from" type="datetime-local" required></label>
        <label class="field">To<input name="to" type="datetime-local" required></label>
        <label class="field">Who stands in (username)<input name="substitute" list="stand-ins" autocomplete="off" spellcheck="false" maxlength="80" @input=${event => this.#offer(event)}></label>
        <datalist id="stand-ins">${this.people.map(user => html`<option value=${user.username}>${user.name}</option>`)}</datalist>
        <label class="field">Reason (optional)<input name="reason" maxlength="200" autocomplete="off"></label>
        <button class="main">Add</button>
        <a class="button" href=${withQuery({user: ''})}>Close</a>
      </form></section>`;
  }

  async #offer({target}) {
    const {items} = await api.get('/users', {search: target.value, limit: offered}).catch(() => ({items: []}));
    this.people = items.filter(user => user.active && user.username !== this.user.username);
  }

  #add(event) {
    event.preventDefault();
    const {from, to, substitute, reason} = event.target.elements;
    const absence = {from: moment(from.value), to: moment(to.value), ...given('substitute', substitute), ...given('reason', reason)};
    const form = event.target;
    return this.#attempt(async () => {
      await api.put(`/users/${part(this.user.username)}/absences/${crypto.randomUUID()}`, absence);
      form.reset();
      announce('The absence is kept');
    });
  }

  #remove({id}) {
    return this.#attempt(async () => {
      await api.delete(`/users/${part(this.user.username)}/absences/${part(id)}`);
      announce('The absence is forgotten');
    });
  }

  async #attempt(work) {
    try {
      this.problem = null;
      await work();
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (problem) {
      this.problem = problem;
    }
  }
}

const moment = local => new Date(local).toISOString();

const given = (name, field) => field.value.trim() ? {[name]: field.value.trim()} : {};

customElements.define('user-absences', UserAbsences);
