// Moving between pages without loading the shell again: the address is the only state there is.
const listeners = new Set();

export function onNavigation(listener) {
  listeners.add(listener);
}

export function current() {
  return {pathname: location.pathname.replace(/(.)\/$/, '$1'), query: new URLSearchParams(location.search)};
}

/** Goes to an address of these pages; `replace` for refinements that "back" should not step through. */
export function go(address, {replace = false} = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  listeners.forEach(listener => listener({first: false}));
}

/** The present address with some query parameters changed; an empty value takes a parameter away. */
export function withQuery(changes) {
  const {pathname, query} = current();
  for (const [name, value] of Object.entries(changes)) {
    value === undefined || value === null || value === '' ? query.delete(name) : query.set(name, value);
  }
  const text = query.toString();
  return text ? `${pathname}?${text}` : pathname;
}

/** Says something to those who hear the page; politely, never by moving focus. */
export function announce(words) {
  document.getElementById('announcer').textContent = words;
}

export function startNavigation() {
  addEventListener('popstate', () => listeners.forEach(listener => listener({first: false})));
  document.addEventListener('click', event => {
    const link = event.composedPath().find(node => node.localName === 'a');
    const ours = link && link.origin === location.origin && !link.target && !link.hasAttribute('download')
      && !/^\/(api|docs|lib|health|ready|metrics)(\/|$)/.test(link.pathname);
    if (!ours || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    if (link.pathname === location.pathname && link.hash) {
      return;
    }
    event.preventDefault();
    if (link.href !== location.href) {
      go(link.href);
    }
  });
  listeners.forEach(listener => listener({first: true}));
}
