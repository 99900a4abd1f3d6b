// One box in the header that takes any id: of a run, a work item, a record (Type/id), an orchestration or a person.
import {api, part} from '/api.js';
import {go} from '/navigation.js';
import {LitElement, html} from '/lib/lit/index.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

class JumpBox extends LitElement {
  static properties = {answer: {state: true}};

  constructor() {
    super();
    this.answer = '';
  }

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<form role="search" class="jump" @submit=${this.#jump}>
      <label class="only-heard" for="jump-id">Go to an id: run, work item, record as Type/id</label>
      <input id="jump-id" name="id" autocomplete="off" spellcheck="false" placeholder="Go to any id" aria-describedby="jump-answer">
      <span id="jump-answer" role="status">${this.answer}</span>
    </form>`;
  }

  async #jump(event) {
    event.preventDefault();
    const input = event.target.elements.id;
    const id = input.value.trim().replace(/^.*\/(?=(runs|records)\/)/, '');
    if (!id) {
      return;
    }
    this.answer = 'Looking …';
    const address = await find(id).catch(problem => {
      this.answer = problem.title;
      return null;
    });
    if (address) {
      this.answer = '';
      input.value = '';
      go(address);
    } else if (this.answer === 'Looking …') {
      this.answer = 'Nothing has this id';
    }
  }
}

async function find(id) {
  if (/^runs\/[^/]+$/.test(id) || /^records\/[^/]+\/[^/]+$/.test(id)) {
    return `/${id}`;
  }
  if (/^[^/]+\/[^/]+$/.test(id)) {
    return `/records/${id.split('/').map(part).join('/')}`;
  }
  if (/\.[^.]+\.\d+$/.test(id)) {
    const item = await found(`/work-items/${part(id)}`);
    return item && `/records/${part(item.recordType)}/${part(item.recordId)}?item=${part(item.id)}`;
  }
  if (uuid.test(id)) {
    return await found(`/runs/${part(id)}`) && `/runs/${part(id)}`;
  }
  const [orchestrations, users] = await Promise.all([api.get('/orchestrations'), api.get('/users')]);
  if (orchestrations.items.some(({name}) => name === id)) {
    return `/runs?orchestration=${part(id)}`;
  }
  return users.items.some(({username}) => username === id) ? `/people#${part(id)}` : null;
}

/** What is there, or null; a 4xx only says that it is no id of this kind. */
async function found(path) {
  try {
    return await api.get(path);
  } catch (problem) {
    if (problem.status >= 400 && problem.status < 500) {
      return null;
    }
    throw problem;
  }
}

customElements.define('jump-box', JumpBox);
