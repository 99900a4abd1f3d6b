// Who there is: users with what they belong to and when they are away, groups and queues with their members, found a page at a time.
import {html, nothing} from '/lib/lit/index.js';
import {api, part} from '/api.js';
import {announce, go, withQuery} from '/navigation.js';
import '/part/absences.js';
import {icon} from '/part/icon.js';
import {Page} from '/part/page.js';
import {exact} from '/part/time-ago.js';
import '/part/who-gets-it.js';

const kinds = {users: 'Users', groups: 'Groups', queues: 'Queues'};
const perPage = 50;
const membersShown = 12;

class PeoplePage extends Page {
  static properties = {items: {state: true}, nextCursor: {state: true}, kind: {state: true}, chosen: {state: true}};

  constructor() {
    super();
    Object.assign(this, {items: [], nextCursor: undefined, kind: 'users', chosen: null});
  }

  async load() {
    const kind = kinds[this.query.get('kind')] ? this.query.get('kind') : 'users';
    const user = this.query.get('user');
    const [page, chosen] = await Promise.all([
      api.get(`/${kind}`, {search: this.query.get('search'), cursor: this.query.get('cursor'), limit: perPage}),
      user ? api.get(`/users/${part(user)}`) : null,
    ]);
    return {kind, chosen, items: page.items, nextCursor: page.nextCursor};
  }

  render() {
    return html`<h1>People &amp; queues</h1>
      <form class="filters" role="search" aria-label="Look for people" @submit=${search}>
        <label class="field">Find<input name="find" type="search" maxlength="200" .value=${this.query.get('search') ?? ''} autocomplete="off" spellcheck="false" aria-describedby="find-help"></label>
        <button type="submit">Find</button>
        <span id="find-help" class="quiet small">Part of a name, username or address</span>
      </form>
      <div class="chips" role="group" aria-label="What is listed">${Object.entries(kinds).map(([kind, label]) => html`<button type="button" aria-pressed=${kind === this.kind}
        @click=${() => go(withQuery({kind: kind === 'users' ? '' : kind, cursor: '', user: ''}), {replace: true})}>${label}</button>`)}</div>
      ${this.waiting()}${this.note()}
      ${this.chosen ? html`<user-absences .user=${this.chosen} @changed=${() => this.reload()}></user-absences>` : nothing}
      ${this.loaded ? html`${this.kind === 'users' ? users(this.items) : circles(this.items, this.kind)}
      <nav class="actions" aria-label="Pages of the list">
        ${this.query.get('cursor') ? html`<a class="button" href=${withQuery({cursor: ''})}>First page</a>` : nothing}
        ${this.nextCursor ? html`<a class="button" href=${withQuery({cursor: this.nextCursor})}>More</a>` : nothing}
      </nav>
      <who-gets-it></who-gets-it>` : nothing}`;
  }
}

async function search(event) {
  event.preventDefault();
  go(withQuery({search: event.target.elements.find.value.trim(), cursor: '', user: ''}), {replace: true});
  announce('The list shows what was found');
}

const found = (kind, name) => `/people?kind=${kind}&search=${part(name)}`;

const joined = links => links.map((link, index) => html`${index ? ', ' : ''}${link}`);

function users(list) {
  return list.length === 0 ? html`<p class="card empty">Nobody is found.</p>` : html`<div class="card table" role="region" tabindex="0" aria-label="Table of users"><table>
    <thead><tr><th scope="col">Name</th><th scope="col">Username</th><th scope="col">Away</th><th scope="col">Groups</th><th scope="col">Queues</th><th scope="col">E-mail</th></tr></thead>
    <tbody>${list.map(user => html`<tr id=${user.username}><td>${icon('person')} ${user.name}${user.active ? '' : ' (not active)'}</td><td><code>${user.username}</code></td>
      <td>${away(user)} <a href=${withQuery({user: user.username})} aria-label="Absences of ${user.name}">Absences</a></td>
      <td>${joined(user.groups.map(name => html`<a href=${found('groups', name)}>${name}</a>`))}</td>
      <td>${joined(user.queues.map(name => html`<a href=${found('queues', name)}>${name}</a>`))}</td>
      <td><a href="/mail?to=${part(user.email)}">${user.email}</a></td></tr>`)}</tbody></table></div>`;
}

/** Whether somebody is away now, and who stands in. */
function away({absences}, now = Date.now()) {
  const absence = absences.find(({from, to}) => Date.parse(from) <= now && now < Date.parse(to));
  return absence ? html`${icon('pause')} until <time datetime=${absence.to}>${exact(absence.to)}</time>${absence.substitute ? html`, ${absence.substitute} stands in` : ''}.` : nothing;
}

function circles(list, kind) {
  const one = kind.slice(0, -1);
  return list.length === 0 ? html`<p class="card empty">None is found. <code>PUT /api/v1/${kind}/{name}</code> makes one.</p>` : html`<div class="card table" role="region" tabindex="0" aria-label="Table of ${kind}"><table>
    <thead><tr><th scope="col">Label</th><th scope="col">Name</th><th scope="col">Members</th></tr></thead>
    <tbody>${list.map(circle => html`<tr><td>${icon(one)} ${circle.label}${circle.active ? '' : ' (not active)'}</td><td><code>${one}:${circle.name}</code></td>
      <td>${members(circle.members)}</td></tr>`)}</tbody></table></div>`;
}

function members(names) {
  if (names.length === 0) {
    return html`<span class="quiet">nobody: its items wait until somebody joins</span>`;
  }
  const more = names.length - membersShown;
  return html`${joined(names.slice(0, membersShown).map(name => html`<a href=${found('users', name)}>${name}</a>`))}${more > 0 ? ` and ${more} more` : ''}`;
}

customElements.define('people-page', PeoplePage);
