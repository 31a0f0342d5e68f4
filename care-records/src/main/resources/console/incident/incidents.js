// The incidents this page knows, kept true by the live line and re-read whenever that line comes up.

import { computed, ref, shallowReactive } from '../vendor.js';
import { api, Problem, withQuery } from '../access/api.js';
import { t, word } from '../i18n.js';
import { chime, ring } from '../live/bell.js';
import { isAskingWearer, isOpen, isPress } from './facts.js';

const known = shallowReactive(new Map());

/** What the board waits for: null until the open list has been read once; then whether the last reading failed. */
export const board = shallowReactive({ read: false, problem: null });

/** The newest thing that happened on the board, in words, for those who hear the page instead of seeing it. */
export const announcement = ref('');

export const openIncidents = computed(() => [...known.values()].filter(isOpen).sort(byNeed));
export const unanswered = computed(() => openIncidents.value.filter((incident) => incident.state === 'open'));

export function incidentOf(id) {
  return known.get(id) ?? null;
}

export function nameOf(incident) {
  return incident.person?.name ?? t('incident.unknown');
}

/** Takes an incident as the service tells it, from whichever side it comes; an older telling never undoes a newer one. */
export function takeIncident(incident) {
  const before = known.get(incident.id);
  if (before && isOlder(incident, before)) {
    return;
  }
  known.set(incident.id, incident);
  soundFor(incident, before);
}

/** The list has the newest line of each timeline alone; what is known of the others stays until they are told whole. */
function takeListed(incident) {
  const timeline = known.get(incident.id)?.timeline ?? incident.timeline;
  takeIncident({ ...incident, timeline });
}

/** Reads the open list whole, with every page of it, and drops what is no longer on it. */
export async function rereadOpen() {
  const before = new Map(known);
  try {
    const listed = await wholeOpenList();
    for (const [id, incident] of before) {
      // What the live line has told meanwhile is newer than the list.
      if (!listed.has(id) && known.get(id) === incident && isOpen(incident)) {
        known.delete(id);
      }
    }
    listed.forEach(takeListed);
    Object.assign(board, { read: true, problem: null });
  } catch (problem) {
    board.problem = problem;
    if (problem.passing) {
      setTimeout(rereadOpen, 3000);
    }
  }
}

/** Reads one incident; null when there is none or it is not ours to see. */
export async function readIncident(id) {
  try {
    takeIncident(await api.get(`/api/incidents/${encodeURIComponent(id)}`));
    return known.get(id);
  } catch (problem) {
    if (problem instanceof Problem && (problem.status === 403 || problem.status === 404)) {
      known.delete(id);
    }
    throw problem;
  }
}

/** Forgets everything: another account must not see it. */
export function forgetIncidents() {
  known.clear();
  announcement.value = '';
  Object.assign(board, { read: false, problem: null });
}

async function wholeOpenList() {
  const listed = new Map();
  let cursor = null;
  do {
    const page = await api.get(withQuery('/api/incidents', { state: 'open', timeline: 'newest', limit: 200, cursor }));
    page.items.forEach((incident) => listed.set(incident.id, incident));
    cursor = page.next;
  } while (cursor);
  return listed;
}

function isOlder(incident, other) {
  return incident.sequence < other.sequence || incident.presses < other.presses;
}

function soundFor(incident, before) {
  // Once the wearer was asked in vain it is as new as a press.
  const isNew = incident.state === 'open' && (!before || (isAskingWearer(before) && !incident.askingUntil && incident.severity !== 'notice'));
  const pressedAgain = before !== undefined && incident.presses > before.presses && isOpen(incident);
  if (!isNew && !pressedAgain) {
    return;
  }
  const who = nameOf(incident);
  announcement.value = isNew
    ? t('board.new', { who, what: word('kind', incident.kind) })
    : t(isPress(incident) ? 'board.pressedAgain' : 'board.foundAgain', { who, n: incident.presses });
  if (incident.severity !== 'notice' && !isAskingWearer(incident)) {
    ring();
  } else {
    chime();
  }
}

/** Unanswered emergencies first, then the rest of the unanswered, then what somebody has; the newest first in each. */
function byNeed(a, b) {
  return need(a) - need(b) || Date.parse(b.openedAt) - Date.parse(a.openedAt);
}

function need(incident) {
  if (incident.state !== 'open') {
    return 2;
  }
  return incident.severity === 'emergency' ? 0 : 1;
}
