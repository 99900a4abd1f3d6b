// "Who would get this?": an assignment is named, and the people behind it are told with the reason for each.
import {LitElement, html, nothing} from '/lib/lit/index.js';
import {api} from '/api.js';
import {assignee} from '/part/assignee.js';
import {icon} from '/part/icon.js';
import {problemNote} from '/part/problem-note.js';
import {exact} from '/part/time-ago.js';

const shown = 50;

class WhoGetsIt extends LitElement {
  static properties = {answer: {state: true}, problem: {state: true}};

  constructor() {
    super();
    Object.assign(this, {answer: null, problem: null});
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<section class="card stack" aria-labelledby="who"><h2 id="who">Who would get this?</h2>
      <form class="filters" @submit=${event => this.#ask(event)}>
        <label class="field">Assigned to<select name="kind"><option value="user">User</option><option value="group">Group</option><option value="queue">Queue</option></select></label>
        <label class="field">Named<input name="name" required maxlength="80" autocomplete="off" spellcheck="false"></label>
        <button type="submit">Tell</button>
      </form>
      ${problemNote(this.problem)}
      <div role="status">${this.answer ? told(this.answer) : nothing}</div></section>`;
  }

  async #ask(event) {
    event.preventDefault();
    const {kind, name} = event.target.elements;
    try {
      this.problem = null;
      this.answer = await api.post('/assignments:resolve', {assign: {[kind.value]: name.value.trim()}});
    } catch (problem) {
      Object.assign(this, {problem, answer: null});
    }
  }
}

function told({goesTo, people, skipped}) {
  const more = people.length - shown;
  return html`<p>${goesTo ? html`It goes to ${assignee(goesTo)}:` : 'Nobody stands behind it, so it goes to whoever started the run.'}</p>
    <ul>${people.slice(0, shown).map(each => html`<li>${each.name} (${each.why})${each.absentUntil ? html`, ${icon('pause')} away until ${exact(each.absentUntil)}${each.substitute ? `, ${each.substitute} stands in` : ''}` : ''}</li>`)}
      ${more > 0 ? html`<li>and ${more} more</li>` : nothing}
      ${skipped.map(each => html`<li class="quiet">Not ${assignee(each.who)}: ${each.why}</li>`)}</ul>`;
}

customElements.define('who-gets-it', WhoGetsIt);
