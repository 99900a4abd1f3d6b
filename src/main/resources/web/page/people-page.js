// Users with their groups and queues, and the members of each.
import {html, nothing} from '/lib/lit/index.js';
import {api, part} from '/api.js';
import {icon} from '/part/icon.js';
import {Page} from '/part/page.js';

class PeoplePage extends Page {
  static properties = {users: {state: true}, groups: {state: true}, queues: {state: true}};

  constructor() {
    super();
    Object.assign(this, {users: [], groups: [], queues: []});
  }

  async load() {
    const [users, groups, queues] = await Promise.all(['/users', '/groups', '/queues'].map(path => api.get(path)));
    return {users: users.items, groups: groups.items, queues: queues.items};
  }

  render() {
    return html`<h1>People</h1>${this.waiting()}${this.note()}${this.loaded ? html`
      <section class="stack" aria-labelledby="users"><h2 id="users">Users</h2>${this.#users()}</section>
      <section class="stack" aria-labelledby="groups"><h2 id="groups">Groups</h2>${circles(this.groups, 'group')}</section>
      <section class="stack" aria-labelledby="queues"><h2 id="queues">Queues</h2>${circles(this.queues, 'queue')}</section>` : nothing}`;
  }

  #users() {
    const names = (circles, username) => circles.filter(circle => circle.members.includes(username)).map(circle => circle.label).join(', ');
    return html`<div class="card table" role="region" tabindex="0" aria-label="Table of users"><table>
      <thead><tr><th scope="col">Name</th><th scope="col">Username</th><th scope="col">Groups</th><th scope="col">Queues</th><th scope="col">E-mail</th></tr></thead>
      <tbody>${this.users.map(user => html`<tr id=${user.username}><td>${icon('person')} ${user.name}${user.active ? '' : ' (not active)'}</td><td><code>${user.username}</code></td>
        <td>${names(this.groups, user.username)}</td><td>${names(this.queues, user.username)}</td><td><a href="/mail?to=${part(user.email)}">${user.email}</a></td></tr>`)}</tbody></table></div>`;
  }
}

function circles(list, kind) {
  return list.length === 0 ? html`<p class="card empty">None yet. <code>PUT /api/v1/${kind}s/{name}</code> makes one.</p>` : html`<div class="card table" role="region" tabindex="0" aria-label="Table of ${kind}s"><table>
    <thead><tr><th scope="col">Label</th><th scope="col">Name</th><th scope="col">Members</th></tr></thead>
    <tbody>${list.map(circle => html`<tr><td>${icon(kind)} ${circle.label}${circle.active ? '' : ' (not active)'}</td><td><code>${kind}:${circle.name}</code></td>
      <td>${circle.members.join(', ') || html`<span class="quiet">nobody: its items wait until somebody joins</span>`}</td></tr>`)}</tbody></table></div>`;
}

customElements.define('people-page', PeoplePage);
