// Keeps the page at attention while somebody is signed in: the live line feeds the board, the bell rings until
// somebody has answered, and the title of the tab says what is waiting.

import { watch } from '../vendor.js';
import { session } from '../access/session.js';
import { t } from '../i18n.js';
import { isAskingWearer } from './facts.js';
import { ringAgainIfDue, soundLineLost } from '../live/bell.js';
import { live, onLive, startLive, stopLive } from '../live/live.js';
import { unsay } from '../toast.js';
import { forgetIncidents, nameOf, rereadOpen, takeIncident, unanswered } from './incidents.js';
import { recallTaps } from './taps.js';

const BLINK = 1000;

export function unansweredCount() {
  return unanswered.value.length;
}

/** Begins; called once for the life of the page. */
export function attend() {
  onLive('hello', rereadOpen);
  onLive('incident', takeIncident);
  watch(() => session.me?.account, changeOfAccount);
  watch(
    () => live.state,
    (state) => state === 'offline' && soundLineLost(),
  );
  setInterval(keepAsking, BLINK);
}

function changeOfAccount(account) {
  forgetIncidents();
  unsay();
  stopLive();
  if (account) {
    recallTaps();
    startLive();
  }
}

function keepAsking() {
  const pressing = unanswered.value.filter((incident) => incident.severity !== 'notice' && !isAskingWearer(incident));
  if (pressing.length > 0) {
    ringAgainIfDue();
  }
  document.title = titleOf(pressing);
}

/** Alternates every second between the name of the house and what is wrong. */
function titleOf(pressing) {
  const house = t('silverbell');
  const calmSecond = Math.floor(Date.now() / BLINK) % 2 === 0;
  if (session.me && live.state === 'offline') {
    return calmSecond ? `⚠ ${t('title.offline')}` : `${t('title.offline')} · ${house}`;
  }
  if (pressing.length === 0) {
    return house;
  }
  return calmSecond ? `🔔 ${t('title.waiting', { n: pressing.length })}` : `${nameOf(pressing[0])} · ${house}`;
}
