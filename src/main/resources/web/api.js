// Speaks to the HTTP interface (/openapi.yaml); what it refuses comes as a Problem that says what to do.

export class Problem extends Error {
  constructor({type = '', title = 'Something went wrong', status = 0, detail = '', problems = [], by = '', at = '', draft = ''}) {
    super(detail || title);
    Object.assign(this, {type, title, status, detail, problems, by, at, draft});
  }

  /** The stable last word of the type, such as `already-completed`. */
  get word() {
    return this.type.split(':').pop();
  }
}

const unreachable = {
  type: 'urn:baton:problem:unreachable',
  title: 'Baton does not answer',
  detail: 'Nothing you typed is lost. Check that the node runs and is reachable, then try again.',
};
const notAllowed = {
  type: 'urn:baton:problem:origin-not-allowed',
  title: 'Baton does not take requests from this site',
  detail: `Whoever runs Baton can allow it: the setting baton.http.allowed-origins has to list ${globalThis.location?.origin}.`,
};
const attempts = 3;

export class Api {
  /** @param headers called for each request: further headers, such as a bearer token; with `{refresh: true}` once more after a 401 */
  constructor({origin = new URL(import.meta.url).origin, headers = () => ({})} = {}) {
    this.origin = origin;
    this.headers = headers;
    this.foreign = origin !== globalThis.location?.origin; // the page is not Baton's own, so no cookie says who acts
  }

  get(path, query = {}) {
    return this.#request('GET', path + asQuery(query));
  }

  post(path, body, headers = {}) {
    return this.#request('POST', path, body, headers);
  }

  put(path, body) {
    return this.#request('PUT', path, body);
  }

  delete(path) {
    return this.#request('DELETE', path);
  }

  /** The data of each server-sent event, read by fetch, because an EventSource sends no headers. */
  async *events(path, signal) {
    const headers = {Accept: 'text/event-stream', ...await this.headers({refresh: false})};
    const answer = await fetch(`${this.origin}/api/v1${path}`, {headers, signal, cache: 'no-store'});
    if (!answer.ok) {
      throw new Problem({title: `The answer was ${answer.status}`, status: answer.status});
    }
    let rest = '';
    for (const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader(); ;) {
      const {done, value} = await reader.read();
      if (done) {
        return;
      }
      const lines = (rest + value).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        if (line.startsWith('data: ')) {
          yield JSON.parse(line.slice('data: '.length));
        }
      }
    }
  }

  async #request(method, path, body, headers = {}) {
    let given = await this.headers({refresh: false});
    let refreshed = false;
    for (let attempt = 1; ; attempt++) {
      const answer = await this.#send(method, path, body, {...headers, ...given});
      if (answer.status === 401 && !refreshed) {
        refreshed = true;
        const renewed = await this.headers({refresh: true});
        if (JSON.stringify(renewed) !== JSON.stringify(given)) {
          given = renewed;
          continue;
        }
      }
      const again = answer.status === 503 && attempt < attempts;
      if (!again) {
        return read(answer);
      }
      // "the outcome is unknown" may always be sent again
      await new Promise(resolve => setTimeout(resolve, 1000 * (Number(answer.headers.get('Retry-After')) || 1)));
    }
  }

  async #send(method, path, body, headers) {
    const all = {Accept: 'application/json', ...headers};
    if (method !== 'GET' && !this.foreign) {
      all['X-Baton-Request'] = 'page';
    }
    if (body !== undefined) {
      all['Content-Type'] = 'application/json';
    }
    try {
      return await fetch(`${this.origin}/api/v1${path}`, {
        method, headers: all, cache: 'no-store', body: body === undefined ? undefined : JSON.stringify(body),
      });
    } catch {
      throw new Problem(this.foreign && await this.#runs() ? notAllowed : unreachable);
    }
  }

  /** Browsers do not tell why there was no answer; a file that Baton gives to any page tells whether it runs at all. */
  #runs() {
    return fetch(`${this.origin}/icon.svg`, {cache: 'no-store'}).then(answer => answer.ok, () => false);
  }
}

async function read(answer) {
  const text = await answer.text();
  let content = null;
  try {
    content = text ? JSON.parse(text) : null;
  } catch {
    content = {title: `The answer ${answer.status} cannot be read`, detail: text.slice(0, 500)};
    throw new Problem({...content, status: answer.status});
  }
  if (!answer.ok) {
    throw new Problem({title: `The answer was ${answer.status}`, ...content, status: answer.status});
  }
  return content;
}

function asQuery(query) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `?${new URLSearchParams(given)}` : '';
}

/** One part of a path; ids and names may hold any character. */
export const part = text => encodeURIComponent(text);

export const api = new Api();
