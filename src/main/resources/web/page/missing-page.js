// Says that an address is none of these pages.
import {html} from '/lib/lit/index.js';
import {Page} from '/part/page.js';

class MissingPage extends Page {
  render() {
    return html`<h1>There is no page here</h1><p>The address <code>${location.pathname}</code> is none of Baton's. Begin at the <a href="/">overview</a>, or put an id into the box above.</p>`;
  }
}

customElements.define('missing-page', MissingPage);
