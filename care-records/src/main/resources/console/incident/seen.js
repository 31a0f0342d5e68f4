// Tells the service that somebody is really looking: an open call counts as read once it stands on a page in view.

import { watch } from '../vendor.js';
import { api } from '../access/api.js';
import { session } from '../access/session.js';
import { place } from '../router.js';
import { unanswered } from './incidents.js';

const SHOWN_ON = ['board', 'incident', 'search'];
const AGAIN = 15_000;

/** More than stand on a screen are not looked at. */
const IN_VIEW = 12;

const said = new Set();

/** Begins; called once for the life of the page. */
export function tellWhatIsSeen() {
  watch(() => [unanswered.value, place.value.name, session.me?.account], tell);
  document.addEventListener('visibilitychange', tell);
  setInterval(tell, AGAIN);
}

function tell() {
  if (!session.me || session.me.mustChangePassword || document.visibilityState !== 'visible' || !SHOWN_ON.includes(place.value.name)) {
    return;
  }
  for (const { id, step } of unanswered.value.slice(0, IN_VIEW)) {
    const mark = `${session.me.account} ${id} ${step}`;
    if (!said.has(mark)) {
      said.add(mark);
      // What did not come through is said again; to whoever only reads it, it is refused for good.
      api.post(`/api/incidents/${encodeURIComponent(id)}/seen`).catch(({ status }) => status === 403 || said.delete(mark));
    }
  }
}
