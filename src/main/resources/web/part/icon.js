// Line icons, always beside a word: they are hidden from those who hear the page.
import {html} from '/lib/lit/index.js';

const shapes = {
  ban: 'M5.6 5.6l12.8 12.8M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 21h4',
  branch: 'M12 3v6M12 9L5 15v6M12 9l7 6v6',
  check: 'M4.5 12.5l5 5L19.5 7',
  circle: 'M12 4a8 8 0 1 0 0 16a8 8 0 0 0 0-16',
  close: 'M6 6l12 12M18 6L6 18',
  clock: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7v5l3.5 2',
  cross: 'M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M9 9l6 6M15 9l-6 6',
  dashed: 'M12 3.5a8.5 8.5 0 0 1 4 1M19 7.5a8.5 8.5 0 0 1 1.4 4M19.8 15a8.5 8.5 0 0 1-2.8 3.8M13 20.4a8.5 8.5 0 0 1-4.4-.6M5.2 17a8.5 8.5 0 0 1-1.7-4M4 9a8.5 8.5 0 0 1 3-4',
  gear: 'M12 8.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M18.7 5.3l-2.1 2.1M7.4 16.6l-2.1 2.1',
  group: 'M9 5a3 3 0 1 0 0 6a3 3 0 0 0 0-6M3 20v-1a6 6 0 0 1 12 0v1M16 5.5a3 3 0 0 1 0 5.5M18 14.5a6 6 0 0 1 3 4.5v1',
  hand: 'M8 13V5.5a1.5 1.5 0 0 1 3 0V11V4a1.5 1.5 0 0 1 3 0v7V6a1.5 1.5 0 0 1 3 0v8a6 6 0 0 1-6 6.5a6 6 0 0 1-5-2.7L3.5 13.5a1.5 1.5 0 0 1 2.5-1.7z',
  mail: 'M3.5 6h17v12h-17zM3.5 7l8.5 6.5L20.5 7',
  pause: 'M9 5v14M15 5v14',
  person: 'M12 4a4 4 0 1 0 0 8a4 4 0 0 0 0-8M4.5 21a7.5 7.5 0 0 1 15 0',
  play: 'M8 5l11 7l-11 7z',
  queue: 'M4 6h16M4 12h16M4 18h10',
  skip: 'M5 5l8 7l-8 7zM18 5v14',
  stop: 'M6.5 6.5h11v11h-11z',
  warning: 'M12 4L2.5 20h19zM12 10v5M12 17.5v.5',
};

export const icon = name => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${shapes[name] ?? shapes.circle}></path></svg>`;
