// Times as people say them ("3 minutes ago"), with the exact one on hover; and lengths of time.
const steps = [[60, 'second'], [3600, 'minute', 60], [86400, 'hour', 3600], [2592000, 'day', 86400], [Infinity, 'month', 2592000]];
const relative = new Intl.RelativeTimeFormat('en', {numeric: 'auto'});
const exactly = new Intl.DateTimeFormat('en', {dateStyle: 'full', timeStyle: 'medium'});
const refreshMillis = 20_000;

export function ago(instant, now = Date.now()) {
  const seconds = (Date.parse(instant) - now) / 1000;
  const size = Math.abs(seconds);
  if (size < 10) {
    return 'just now';
  }
  const [, unit, length = 1] = steps.find(([end]) => size < end);
  return relative.format(Math.round(seconds / length), unit);
}

export const exact = instant => exactly.format(new Date(instant));

/** How long something took or takes: `1.4 s`, `3 min 20 s`, `2 d 4 h`. */
export function duration(from, to = new Date().toISOString()) {
  const millis = Math.max(0, Date.parse(to) - Date.parse(from));
  if (millis < 1000) {
    return `${Math.round(millis)} ms`;
  }
  if (millis < 60_000) {
    return `${(millis / 1000).toFixed(1)} s`;
  }
  const parts = [['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1000]];
  const first = parts.findIndex(([, size]) => millis >= size);
  return parts.slice(first, first + 2).map(([unit, size], index) =>
    `${Math.floor(index ? millis % parts[first][1] / size : millis / size)} ${unit}`).join(' ');
}

/** `<time-ago at="2026-11-22T09:00:00Z">` keeps itself up to date. */
class TimeAgo extends HTMLElement {
  static observedAttributes = ['at'];
  #timer = null;
  #time = document.createElement('time');

  connectedCallback() {
    this.replaceChildren(this.#time);
    this.#show();
    this.#timer = setInterval(() => this.#show(), refreshMillis);
  }

  disconnectedCallback() {
    clearInterval(this.#timer);
  }

  attributeChangedCallback() {
    this.#show();
  }

  #show() {
    const at = this.getAttribute('at');
    if (at && !Number.isNaN(Date.parse(at))) {
      this.#time.dateTime = at;
      this.#time.title = exact(at);
      this.#time.textContent = ago(at);
    } else {
      this.#time.textContent = at ?? '';
    }
  }
}

customElements.define('time-ago', TimeAgo);
