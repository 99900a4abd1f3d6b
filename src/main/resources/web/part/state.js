// How a state looks everywhere: an icon, a word and a colour, never one alone.
import {html} from '/lib/lit/index.js';
import {icon} from '/part/icon.js';

const looks = {
  NotStarted: ['quiet', 'circle', 'Not started'],
  InProgress: ['moving', 'play', 'In progress'],
  Completed: ['good', 'check', 'Completed'],
  Skipped: ['quiet', 'skip', 'Skipped'],
  Suspended: ['waiting', 'pause', 'Suspended'],
  Canceled: ['quiet', 'ban', 'Canceled'],
  Discontinued: ['quiet', 'stop', 'Discontinued'],
  Error: ['bad', 'cross', 'Error'],
  Assigned: ['waiting', 'person', 'Assigned'],
  Claimed: ['moving', 'hand', 'Claimed'],
  OnHold: ['waiting', 'pause', 'On hold'],
  ToCome: ['quiet', 'dashed', 'To come'],
  NotReached: ['quiet', 'dashed', 'Not reached'],
  Waiting: ['waiting', 'person', 'Waits for a person'],
  active: ['good', 'check', 'Active'],
  draft: ['waiting', 'circle', 'Draft'],
  obsolete: ['quiet', 'stop', 'Obsolete'],
  live: ['good', 'play', 'Live'],
  polled: ['good', 'clock', 'Live, every few seconds'],
  reconnecting: ['waiting', 'clock', 'Connecting'],
  ended: ['quiet', 'stop', 'Final'],
};

/** A state that is not known here (a newer node's) shows as it is named. */
export const word = state => looks[state]?.[2] ?? state;
export const tone = state => looks[state]?.[0] ?? 'quiet';

export function state(name) {
  const [colour, shape, text] = looks[name] ?? ['quiet', 'circle', name];
  return html`<span class="state ${colour}">${icon(shape)}${text}</span>`;
}
