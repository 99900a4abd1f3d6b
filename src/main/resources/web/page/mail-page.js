// The mails that this node caught instead of sending them (in dev): a list, and one of them as text or as HTML in a locked frame.
import {html, nothing} from '/lib/lit/index.js';
import {api, part} from '/api.js';
import {go, withQuery} from '/navigation.js';
import {icon} from '/part/icon.js';
import {Page} from '/part/page.js';
import {exact} from '/part/time-ago.js';

class MailPage extends Page {
  static properties = {mails: {state: true}};

  constructor() {
    super();
    Object.assign(this, {mails: [], refreshMillis: 4000});
  }

  async load() {
    return {mails: (await api.get('/mails', {to: this.query.get('to')})).items};
  }

  render() {
    const to = this.query.get('to');
    const chosen = this.mails.find(mail => mail.id === this.query.get('mail'));
    return html`<h1>Mail</h1>
      <p class="quiet">What this node would have sent. In development mails are caught here and go nowhere else.</p>
      ${to ? html`<p>Only to <b>${to}</b>. <a href=${withQuery({to: ''})}>Show all</a></p>` : nothing}
      ${this.waiting()}${this.note()}
      ${this.loaded && this.mails.length === 0 ? html`<p class="card empty">No mail yet. One comes as soon as a work item is assigned.</p>` : nothing}
      ${this.mails.length ? html`<div class="beside" ?data-chosen=${chosen}>
        <ul class="rows" aria-label="Mails">${this.mails.map(mail => row(mail, mail === chosen))}</ul>
        <div>${chosen ? this.#letter(chosen) : html`<p class="card empty">Choose a mail to read it.</p>`}</div>
      </div>` : nothing}`;
  }

  #letter(mail) {
    const asHtml = mail.hasHtml && this.query.get('as') !== 'text';
    const as = how => () => go(withQuery({as: how}), {replace: true});
    return html`<article class="card stack" aria-labelledby="subject">
      <p><a href=${withQuery({mail: ''})}>All mails</a></p>
      <h2 id="subject">${mail.subject}</h2>
      <dl class="facts">
        <div><dt>From</dt><dd>${mail.from}</dd></div>
        <div><dt>To</dt><dd>${mail.to.map(each => html`<a href=${withQuery({to: each})}>${each}</a> `)}</dd></div>
        <div><dt>Received</dt><dd>${exact(mail.receivedAt)}</dd></div>
      </dl>
      ${mail.hasHtml ? html`<div class="chips" role="group" aria-label="Show as">
        <button type="button" aria-pressed=${asHtml} @click=${as('')}>HTML</button><button type="button" aria-pressed=${!asHtml} @click=${as('text')}>Text</button></div>` : nothing}
      ${asHtml ? html`<iframe class="mail-frame" sandbox title="The mail as HTML" src="/api/v1/mails/${part(mail.id)}/html"></iframe>` : nothing}
      ${asHtml ? ownLinks(mail.text) : html`<pre class="mail-text">${linked(mail.text)}</pre>`}
    </article>`;
  }
}

function row(mail, chosen) {
  return html`<li class="row" ?data-chosen=${chosen}>
    <a class="whole" href=${withQuery({mail: mail.id})} aria-current=${chosen ? 'true' : nothing}>${icon('mail')} ${mail.subject}</a>
    <span class="small quiet">to ${mail.to.join(', ')} · <time-ago at=${mail.receivedAt}></time-ago></span></li>`;
}

const address = /(https?:\/\/[^\s<>"]+)/;

/** The text with its addresses as links; those of these pages open here. */
const linked = text => text.split(address).map((piece, index) => index % 2 ? html`<a href=${here(piece)}>${piece}</a>` : piece);

const here = text => new URL(text).pathname.startsWith('/records/') ? new URL(text).pathname + new URL(text).search : text;

/** A locked frame opens nothing, so the links of the mail stand below it. */
function ownLinks(text) {
  const found = text.split(address).filter((_, index) => index % 2);
  return found.length ? html`<p>Links in it: ${found.map(each => html`<a href=${here(each)}>${here(each)}</a> `)}</p>` : nothing;
}

customElements.define('mail-page', MailPage);
