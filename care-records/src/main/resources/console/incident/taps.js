// What a responder tapped and the service has not yet confirmed. A tap is kept on the device until it is delivered or
// refused, survives a reload, and is never shown as done before the service says so. All four actions may be repeated
// without harm, so a tap whose answer was lost is simply sent again.

import { shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { whyRefused } from '../access/loaded.js';
import { session } from '../access/session.js';
import { t, word } from '../i18n.js';
import { onLive } from '../live/live.js';
import { say } from '../toast.js';
import { nameOf, takeIncident } from './incidents.js';

const STORE = 'silverbell.taps';
const PAUSES = [1000, 2000, 3000, 5000];
// "I have it" from a quarter of an hour ago may be untrue by now: it is asked about, not sent.
const STALE = 15 * 60_000;

const taps = shallowReactive(new Map());
const wakers = new Set();
const delivering = new Set();
let account = null;
let counter = 0;

/** The taps of one incident in the order they were made; `phase` is waiting, sending, retrying, refused or stale. */
export function tapsOf(incidentId) {
  return [...taps.values()].filter((tap) => tap.incident === incidentId);
}

/** Taps that need the responder's eye: not delivered at the first try. */
export function troubledTaps() {
  return [...taps.values()].filter((each) => each.phase !== 'waiting' && each.phase !== 'sending');
}

/** Sends an action (acknowledge, depart, arrive, resolve, note); the same one again while it is under way is one tap. */
export function tap(incident, action, body = {}) {
  const same = tapsOf(incident.id).find((other) => other.action === action);
  if (same && action !== 'note' && same.phase !== 'refused' && same.phase !== 'stale') {
    wakeAll();
    return;
  }
  if (same && action !== 'note') {
    taps.delete(same.key);
  }
  const made = {
    key: `${Date.now()}-${++counter}`,
    account,
    incident: incident.id,
    action,
    body,
    at: Date.now(),
    phase: 'waiting',
    attempts: 0,
    reason: null,
  };
  keep(made);
  deliverInOrder(made.incident);
}

/** Sends a refused or stale tap after all. */
export function tapAgain(refused) {
  keep({ ...refused, at: Date.now(), phase: 'waiting', attempts: 0, reason: null });
  deliverInOrder(refused.incident);
}

export function dropTap(unwanted) {
  taps.delete(unwanted.key);
  store();
}

/** Takes up what this account had tapped on this device and was not delivered. */
export function recallTaps() {
  taps.clear();
  account = session.me.account;
  for (const kept of stored()) {
    if (kept.account === account) {
      const stale = Date.now() - kept.at > STALE && kept.phase !== 'refused';
      taps.set(kept.key, { ...kept, phase: kept.phase === 'refused' ? 'refused' : stale ? 'stale' : 'waiting' });
    }
  }
  new Set([...taps.values()].map((kept) => kept.incident)).forEach(deliverInOrder);
}

/** One tap of an incident after the other: "at the door" must not overtake "on my way". */
async function deliverInOrder(incidentId) {
  if (delivering.has(incidentId)) {
    return;
  }
  delivering.add(incidentId);
  try {
    let next = nextOf(incidentId);
    while (next && session.me?.account === next.account) {
      await deliver(next);
      next = nextOf(incidentId);
    }
  } finally {
    delivering.delete(incidentId);
  }
}

function nextOf(incidentId) {
  return tapsOf(incidentId).find((each) => each.phase !== 'refused' && each.phase !== 'stale');
}

async function deliver(each) {
  keep({ ...each, phase: each.attempts === 0 ? 'sending' : 'retrying' });
  try {
    const incident = await api.post(`/api/incidents/${encodeURIComponent(each.incident)}/${each.action}`, each.body);
    taps.delete(each.key);
    store();
    takeIncident(incident);
    say(t('tap.done', { who: nameOf(incident), action: word('action', each.action) }));
  } catch (problem) {
    if (problem.passing) {
      const attempts = each.attempts + 1;
      keep({ ...each, attempts, phase: 'retrying' });
      await pause(PAUSES[Math.min(attempts, PAUSES.length) - 1]);
    } else if (problem.status !== 401) {
      keep({ ...each, phase: 'refused', reason: whyRefused(problem) });
    }
  }
}

function keep(each) {
  taps.set(each.key, each);
  store();
}

function store() {
  const others = stored().filter((kept) => kept.account !== account);
  localStorage.setItem(STORE, JSON.stringify([...others, ...taps.values()]));
}

function stored() {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => {
    const on = () => {
      clearTimeout(timer);
      wakers.delete(on);
      resolve();
    };
    const timer = setTimeout(on, milliseconds);
    wakers.add(on);
  });
}

function wakeAll() {
  [...wakers].forEach((wake) => wake());
}

onLive('hello', wakeAll);
addEventListener('online', wakeAll);
