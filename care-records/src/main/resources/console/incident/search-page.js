// A search: where somebody who has left their zones is, which way they go and how fast, and the cards by which others
// help. It ends by itself once they are home.

import { h, onBeforeUnmount } from '../vendor.js';
import { api } from '../access/api.js';
import { load, standing } from '../access/loaded.js';
import { t, word } from '../i18n.js';
import { icon } from '../icons.js';
import { onLive } from '../live/live.js';
import { distanceWords } from '../person/place.js';
import { linkTo } from '../router.js';
import { elapsed, since } from '../time.js';
import { IncidentActions } from './actions.js';
import { addressOf, headOf, isOpen, whoOf } from './facts.js';
import { classesOf, phoneButton } from './incident-card.js';
import { incidentOf, readIncident } from './incidents.js';
import { SearchCards } from './search-cards.js';
import { SearchMap } from './search-map.js';
import { Progress } from './steps.js';

/** A fix comes every half minute; what has come is shown within so many milliseconds. */
const LOOK = 5000;

const EIGHTHS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'];

export function mayBeSearched(incident) {
  return incident.kind === 'wandering' && incident.person !== null && 'position' in incident;
}

export const SearchPage = {
  props: { id: { type: String, required: true } },
  setup(props) {
    const incident = load(() => props.id, readIncident);
    const search = load(
      () => props.id,
      (id) => api.get(`/api/incidents/${encodeURIComponent(id)}/search`),
    );
    const timer = setInterval(() => isSearched(props.id) && search.again(), LOOK);
    onBeforeUnmount(() => clearInterval(timer));
    onBeforeUnmount(onLive('hello', incident.again));

    return () => {
      const known = incidentOf(props.id);
      if (!known) {
        return h('section', { class: 'page' }, standing(incident, t('incident.notFound')));
      }
      return h('section', { class: 'page search-page', 'data-testid': 'search-page', 'data-over': String(!isOpen(known)), 'aria-labelledby': 'search-title' }, [
        h('article', { class: classesOf(known, false) }, [
          headOf(known),
          h('div', { class: 'incident-body' }, [
            h('div', { class: 'who-row' }, [h('h1', { class: 'who', id: 'search-title', tabindex: -1 }, whoOf(known)), known.person?.phone ? phoneButton(known.person) : null]),
            addressOf(known),
            isOpen(known) ? null : h('p', { class: 'strip strip-calm', role: 'status', 'data-testid': 'search-over' }, t('search.over')),
            h(Progress, { incident: known }),
            h(IncidentActions, { key: known.id, incident: known }),
          ]),
        ]),
        search.value ? h(Where, { search: search.value, over: !isOpen(known) }) : isOpen(known) ? standing(search) : null,
        search.value && isOpen(known) ? h(SearchCards, { incident: known, cards: search.value.cards, agreed: search.value.agreed, onChanged: search.again }) : null,
        h('a', { class: 'more-link', href: linkTo.incident(known.id) }, [t('search.incident'), icon('next')]),
      ]);
    };
  },
};

function isSearched(id) {
  const incident = incidentOf(id);
  return incident !== null && isOpen(incident);
}

/** The map and the words to it. A component of its own, because how long ago a fix came goes by the clock alone. */
const Where = {
  props: { search: { type: Object, required: true }, over: { type: Boolean, required: true } },
  setup(props) {
    return () => {
      const { search, over } = props;
      const last = search.track.at(-1) ?? null;
      return h('div', { class: 'sheet', 'aria-live': 'off' }, [
        h('h2', t('search.where')),
        last
          ? [
              h('p', { class: 'search-words', 'data-testid': 'search-words' }, courseWords(search)),
              over ? null : h('p', { class: 'soft', 'data-testid': 'last-fix' }, t('search.lastFix', { ago: elapsed(since(last.at)) })),
              h(SearchMap, { search }),
              h('a', { class: 'text-link', href: `geo:${last.lat},${last.lon}` }, t('map.open')),
            ]
          : h('p', t('search.noFix')),
      ]);
    };
  },
};

function courseWords({ metresBeyond, kilometresPerHour, heading }) {
  const words = [];
  if (metresBeyond !== null) {
    words.push(metresBeyond > 0 ? t('search.beyond', { distance: distanceWords(metresBeyond) }) : t('search.inside'));
  }
  if (kilometresPerHour !== null) {
    words.push(heading === null ? t('search.stands') : t('search.goes', { speed: kilometresPerHour, heading: word('heading', EIGHTHS[Math.round(heading / 45) % 8]) }));
  }
  return words.join(' · ');
}
