// The shell of all pages: finds the page for the address, shows it in main, and keeps header and focus in step.
import {announce, current, onNavigation, startNavigation} from '/navigation.js';
import '/part/jump-box.js';
import '/part/person-switcher.js';
import '/part/work-count.js';

const pages = [
  [/^\/$/, 'home-page', 'Overview', () => import('/page/home-page.js')],
  [/^\/my-work$/, 'my-work-page', 'My work', () => import('/page/my-work-page.js')],
  [/^\/records\/(?<type>[^/]+)\/(?<id>[^/]+)$/, 'record-page', 'Record', () => import('/page/record-page.js')],
  [/^\/runs$/, 'runs-page', 'Runs', () => import('/page/runs-page.js')],
  [/^\/runs\/(?<id>[^/]+)$/, 'run-page', 'Run', () => import('/page/run-page.js')],
  [/^\/orchestrations$/, 'orchestrations-page', 'Orchestrations', () => import('/page/orchestrations-page.js')],
  [/^\/people$/, 'people-page', 'People', () => import('/page/people-page.js')],
  [/^\/mail$/, 'mail-page', 'Mail', () => import('/page/mail-page.js')],
];
const missing = [/^/, 'missing-page', 'No such page', () => import('/page/missing-page.js')];

const main = document.querySelector('main');
let shown = null;

async function show({first}) {
  const {pathname, query} = current();
  const [pattern, tag, title, load] = pages.find(([p]) => p.test(pathname)) ?? missing;
  const parameters = Object.fromEntries(
    Object.entries(pattern.exec(pathname).groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]));
  markCurrentLink(pathname);
  if (shown?.pathname === pathname) {
    shown.element.query = query;
    return;
  }
  document.title = `${title} · Baton`;
  const element = document.createElement(tag);
  shown = {pathname, element};
  Object.assign(element, {parameters, query});
  await load();
  if (shown.element !== element) {
    return; // a later navigation overtook this one
  }
  customElements.upgrade(element);
  main.replaceChildren(element);
  if (!first) {
    main.focus();
    scrollTo(0, 0);
    announce(title);
  }
}

function markCurrentLink(pathname) {
  for (const link of document.querySelectorAll('header nav a')) {
    const here = pathname === link.pathname || pathname.startsWith(`${link.pathname}/`);
    here ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
  }
}

onNavigation(show);
startNavigation();
