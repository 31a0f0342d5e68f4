// Where the reader is: the hash of the address, as a place with its parameter.

import { ref } from './vendor.js';

const PLACES = [
  { name: 'board', pattern: /^\/?$/ },
  { name: 'incident', pattern: /^\/incidents\/([^/]+)$/ },
  { name: 'search', pattern: /^\/incidents\/([^/]+)\/search$/ },
  { name: 'people', pattern: /^\/people$/ },
  { name: 'person', pattern: /^\/people\/([^/]+)$/ },
  { name: 'grid', pattern: /^\/grid$/ },
  { name: 'cell', pattern: /^\/grid\/([^/]+)$/ },
  { name: 'cell-edit', pattern: /^\/grid\/([^/]+)\/edit$/ },
  { name: 'rota', pattern: /^\/grid\/([^/]+)\/rota$/ },
  { name: 'holidays', pattern: /^\/grid\/([^/]+)\/holidays$/ },
  { name: 'staff', pattern: /^\/staff$/ },
  { name: 'staff-one', pattern: /^\/staff\/([^/]+)$/ },
  { name: 'leave', pattern: /^\/leave$/ },
  { name: 'person-edit', pattern: /^\/people\/([^/]+)\/edit$/ },
  { name: 'trend', pattern: /^\/people\/([^/]+)\/trend$/ },
  { name: 'needs-a-look', pattern: /^\/needs-a-look$/ },
  { name: 'bands', pattern: /^\/bands$/ },
  { name: 'import', pattern: /^\/import$/ },
  { name: 'rejected', pattern: /^\/rejected$/ },
  { name: 'plans', pattern: /^\/plans$/ },
  { name: 'simulate', pattern: /^\/simulate(?:\/([^/]+))?$/ },
  { name: 'unreachable', pattern: /^\/unreachable$/ },
  { name: 'answer-times', pattern: /^\/answer-times$/ },
  { name: 'test-presses', pattern: /^\/test-presses$/ },
  { name: 'follow-ups', pattern: /^\/follow-ups$/ },
  { name: 'account', pattern: /^\/account$/ },
  { name: 'accounts', pattern: /^\/accounts$/ },
  { name: 'join', pattern: /^\/join(?:\/([^/]+))?$/ },
];

export const place = ref(placeOf(location.hash));

/** True where the board and the selected incident stand side by side. */
export const wide = ref(matchMedia('(min-width: 1000px)').matches);

addEventListener('hashchange', () => {
  place.value = placeOf(location.hash);
});
matchMedia('(min-width: 1000px)').addEventListener('change', (change) => {
  wide.value = change.matches;
});

export const linkTo = {
  board: () => '#/',
  incident: (id) => `#/incidents/${encodeURIComponent(id)}`,
  search: (id) => `#/incidents/${encodeURIComponent(id)}/search`,
  people: () => '#/people',
  person: (id) => `#/people/${encodeURIComponent(id)}`,
  grid: () => '#/grid',
  cell: (id) => `#/grid/${encodeURIComponent(id)}`,
  cellEdit: (id) => `#/grid/${encodeURIComponent(id)}/edit`,
  rota: (id) => `#/grid/${encodeURIComponent(id)}/rota`,
  holidays: (id) => `#/grid/${encodeURIComponent(id)}/holidays`,
  staff: () => '#/staff',
  staffOne: (id) => `#/staff/${encodeURIComponent(id)}`,
  leave: () => '#/leave',
  personEdit: (id) => `#/people/${encodeURIComponent(id)}/edit`,
  trend: (id) => `#/people/${encodeURIComponent(id)}/trend`,
  needsALook: () => '#/needs-a-look',
  bands: () => '#/bands',
  import: () => '#/import',
  rejected: () => '#/rejected',
  plans: () => '#/plans',
  simulate: (id) => (id ? `#/simulate/${encodeURIComponent(id)}` : '#/simulate'),
  unreachable: () => '#/unreachable',
  answerTimes: () => '#/answer-times',
  testPresses: () => '#/test-presses',
  followUps: () => '#/follow-ups',
  account: () => '#/account',
  accounts: () => '#/accounts',
  join: () => '#/join',
};

export function goTo(hash) {
  location.hash = hash;
}

function placeOf(hash) {
  const path = hash.replace(/^#/, '');
  for (const { name, pattern } of PLACES) {
    const match = pattern.exec(path);
    if (match) {
      return { name, id: match[1] === undefined ? null : decoded(match[1]) };
    }
  }
  return { name: 'board', id: null };
}

/** A hand-typed address may hold a broken escape; it is then taken as it stands. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
