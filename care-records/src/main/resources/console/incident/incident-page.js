// One incident whole: what to do, how to get in, where, and everything that happened.

import { h, onBeforeUnmount, reactive, watch } from '../vendor.js';
import { api } from '../access/api.js';
import { linesField } from '../access/form.js';
import { load, standing } from '../access/loaded.js';
import { session } from '../access/session.js';
import { t, word } from '../i18n.js';
import { icon } from '../icons.js';
import { onLive } from '../live/live.js';
import { contactsOf, conditionsOf, wayInOf } from '../person/household.js';
import { PositionMap } from '../person/position-map.js';
import { linkTo } from '../router.js';
import { clockTime } from '../time.js';
import { IncidentActions } from './actions.js';
import { After } from './after.js';
import { addressOf, headOf, isOpen, positionWords, shutPosition, signsOf, unknownWarning, warningsOf, whoOf } from './facts.js';
import { classesOf, phoneButton } from './incident-card.js';
import { incidentOf, readIncident } from './incidents.js';
import { Notices } from './notices.js';
import { outcomeWord } from './outcome.js';
import { PassOn } from './pass.js';
import { mayBeSearched } from './search-page.js';
import { Progress } from './steps.js';
import { tap } from './taps.js';
import { detailWords } from './timeline-words.js';

export const IncidentPage = {
  props: { id: { type: String, required: true } },
  setup(props) {
    const reading = load(() => props.id, readIncident);
    const household = load(
      () => incidentOf(props.id)?.person?.id ?? null,
      (person) => (person ? api.get(`/api/people/${encodeURIComponent(person)}`) : Promise.resolve(null)),
    );
    // It may have been closed while the line was down; the open list would not say so.
    onBeforeUnmount(onLive('hello', reading.again));

    return () => {
      const incident = incidentOf(props.id);
      if (!incident) {
        return h('section', { class: 'page' }, standing(reading, t('incident.notFound')));
      }
      return h('section', { class: 'page incident-page', 'aria-labelledby': 'incident-title' }, [
        h('article', { class: classesOf(incident, false) }, [
          headOf(incident),
          h('div', { class: 'incident-body' }, [mainPart(incident), searchLink(incident), endOf(incident), h(IncidentActions, { key: incident.id, incident }), mayPass(incident) ? h(PassOn, { key: `pass ${incident.id}`, incident }) : null]),
        ]),
        household.value ? householdPart(household.value) : null,
        wherePart(incident, household.value),
        isOpen(incident) ? null : h(After, { key: `after ${incident.id}`, incident }),
        h(Notices, { key: `told ${incident.id}`, incident }),
        timelinePart(incident),
      ]);
    };
  },
};

function mainPart(incident) {
  return [
    h('div', { class: 'who-row' }, [
      h('h1', { class: 'who', id: 'incident-title', tabindex: -1 }, whoOf(incident)),
      incident.person?.phone ? phoneButton(incident.person) : null,
    ]),
    addressOf(incident),
    unknownWarning(incident),
    signsOf(incident),
    warningsOf(incident),
    h(Progress, { incident }),
  ];
}

function searchLink(incident) {
  return mayBeSearched(incident) && isOpen(incident) ? h('a', { class: 'button button-main', href: linkTo.search(incident.id), 'data-testid': 'open-search' }, t('search.open')) : null;
}

/** Whoever may be asked to go may also say that they cannot. */
function mayPass(incident) {
  return isOpen(incident) && incident.state !== 'arrived' && ['grid', 'family', 'desk'].includes(session.me.role);
}

function endOf(incident) {
  return incident.outcome ? h('p', { class: 'outcome-word' }, t('incident.outcome', { outcome: outcomeWord(incident.outcome, incident.kind) })) : null;
}

function householdPart(person) {
  return h('div', { class: 'sheet' }, [
    wayInOf(person),
    conditionsOf(person),
    contactsOf(person),
    h('a', { class: 'more-link', href: linkTo.person(person.id) }, [t('person.open'), icon('next')]),
  ]);
}

function wherePart(incident, person) {
  return h('div', { class: 'sheet' }, [
    h('h2', t('incident.where')),
    incident.position ? h(PositionMap, { position: incident.position, home: person?.house ?? null }) : h('p', 'position' in incident ? positionWords(null) : shutPosition(incident)),
  ]);
}

function timelinePart(incident) {
  return h('div', { class: 'sheet' }, [
    h('h2', t('incident.timeline')),
    h(
      'ol',
      { class: 'timeline', 'data-testid': 'timeline' },
      incident.timeline.map((entry) =>
        h('li', { class: `timeline-${entry.what}` }, [
          h('time', { datetime: entry.at }, clockTime(entry.at, 'second')),
          h('div', [
            h('strong', word('what', entry.what)),
            entry.by ? h('span', { class: 'by' }, entry.by) : null,
            entry.detail ? h('p', detailWords(entry, incident.kind)) : null,
          ]),
        ]),
      ),
    ),
    h(NoteForm, { incident }),
  ]);
}

const NoteForm = {
  props: { incident: { type: Object, required: true } },
  setup(props) {
    const form = reactive({ note: '' });
    watch(
      () => props.incident.id,
      () => {
        form.note = '';
      },
    );

    function submit(event) {
      event.preventDefault();
      if (form.note.trim()) {
        tap(props.incident, 'note', { note: form.note.trim() });
        form.note = '';
      }
    }

    return () =>
      h('form', { class: 'note-form', onSubmit: submit }, [
        linesField(form, 'note', t('incident.addNote'), 'add-note'),
        h('button', { class: 'button button-later', 'data-testid': 'keep-note' }, t('incident.keepNote')),
      ]);
  },
};
