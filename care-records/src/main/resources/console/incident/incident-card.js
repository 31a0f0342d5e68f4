// One incident on the board.

import { h } from '../vendor.js';
import { icon } from '../icons.js';
import { t } from '../i18n.js';
import { linkTo } from '../router.js';
import { IncidentActions } from './actions.js';
import { addressOf, headOf, signsOf, unknownWarning, warningsOf, whoOf } from './facts.js';
import { nameOf } from './incidents.js';
import { Progress } from './steps.js';

export const IncidentCard = {
  props: {
    incident: { type: Object, required: true },
    /** Shown in full beside the board: the card then only marks its place. */
    selected: { type: Boolean, default: false },
  },
  setup(props) {
    return () => {
      const { incident, selected } = props;
      return h(
        'article',
        { class: classesOf(incident, selected), 'data-testid': 'incident-card', 'data-incident': incident.id, 'aria-label': nameOf(incident) },
        [
          headOf(incident),
          h('div', { class: 'incident-body' }, [
            h('div', { class: 'who-row' }, [
              h('h2', { class: 'who' }, h('a', { href: linkTo.incident(incident.id), 'aria-current': selected ? 'true' : null }, whoOf(incident))),
              incident.person?.phone ? phoneButton(incident.person) : null,
            ]),
            addressOf(incident),
            selected ? null : unknownWarning(incident),
            signsOf(incident),
            selected ? null : warningsOf(incident),
            h('div', { class: 'progress-row' }, [h(Progress, { incident }), selected ? null : moreLink(incident)]),
            selected ? null : h(IncidentActions, { incident }),
          ]),
        ],
      );
    };
  },
};

export function classesOf(incident, selected) {
  return [
    'incident',
    `incident-${incident.severity}`,
    { 'incident-unanswered': incident.state === 'open', 'incident-unknown': !incident.person, 'incident-selected': selected },
  ];
}

export function phoneButton(person) {
  return h('a', { class: 'button button-phone', href: `tel:${person.phone}`, 'aria-label': t('person.callNamed', { name: person.name }) }, [
    icon('phone'),
    h('span', t('person.call')),
  ]);
}

function moreLink(incident) {
  return h('a', { class: 'more-link', href: linkTo.incident(incident.id), 'aria-label': t('incident.open', { who: nameOf(incident) }) }, [
    t('incident.details'),
    icon('next'),
  ]);
}
