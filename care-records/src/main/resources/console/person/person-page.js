// A person's file: who, how to get in, whom to phone, how they are, how they live, and what their band says.

import { h, onBeforeUnmount, shallowRef, watch } from '../vendor.js';
import { api } from '../access/api.js';
import { AccessLogPart } from '../access/access-log.js';
import { InviteFamily } from '../access/invite-family.js';
import { load, standing } from '../access/loaded.js';
import { keepsFiles, keepsOffice } from '../access/session.js';
import { isShut, shutWord } from '../access/shut.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { cellWords } from '../incident/facts.js';
import { phoneButton } from '../incident/incident-card.js';
import { onLive } from '../live/live.js';
import { ReachOf } from '../response/reach.js';
import { linkTo } from '../router.js';
import { PersonDay } from '../rule/person-day.js';
import { Zones } from '../rule/zones.js';
import { clockTime, dayOf } from '../time.js';
import { BandStatus } from './band-status.js';
import { Changes } from './changes.js';
import { Consents } from './consents.js';
import { HeartRateDay } from './heart-rate-day.js';
import { contactsOf, wayInOf } from './household.js';
import { healthOf, livingOf, ResidentIdPart } from './person-facts.js';
import { photoOf } from './photo.js';
import { describe } from './people-list.js';
import { MonthReport } from './month-report.js';
import { PositionMap } from './position-map.js';

export const PersonPage = {
  props: { id: { type: String, required: true } },
  setup(props) {
    const path = () => `/api/people/${encodeURIComponent(props.id)}`;
    const file = load(path, (at) => api.get(at));
    const latest = load(path, (at) => api.get(`${at}/latest`));
    const heard = hearReadings(props, latest);

    return () => {
      const person = file.value;
      if (!person) {
        return h('section', { class: 'page' }, standing(file, t('person.notYours')));
      }
      return h('section', { class: 'page person-page', 'aria-labelledby': 'person-title' }, [
        headPart(person),
        h('div', { class: 'sheet' }, [wayInOf(person), contactsOf(person)]),
        h('div', { class: 'sheet' }, isShut(person, 'health') ? [h('h2', t('person.conditions')), shutWord('health')] : [healthOf(person)]),
        h('div', { class: 'sheet' }, [livingOf(person), h(ResidentIdPart, { person })]),
        readingsPart(props, person, heard, latest),
        h('div', { class: 'sheet' }, h(BandStatus, { wearing: person.wearing, latest: latest.value })),
        h('div', { class: 'sheet' }, h(Zones, { key: props.id, person: props.id, house: person.house ?? null })),
        isShut(person, 'needs') ? null : h('div', { class: 'sheet' }, h(PersonDay, { person: props.id, own: person.own })),
        h('div', { class: 'sheet' }, h(Consents, { person: props.id })),
        isShut(person, 'file') || !keepsOffice() ? null : h('div', { class: 'sheet' }, [h('h2', t('reach.contacts')), contactsReach(person)]),
        isShut(person, 'file') ? null : h('div', { class: 'sheet' }, h(Changes, { person: props.id })),
        isShut(person, 'access-log') ? null : h(AccessLogPart, { person: props.id }),
        h(InviteFamily, { person: props.id }),
      ]);
    };
  },
};

function contactsReach({ id, contacts = [] }) {
  return contacts.length > 0
    ? contacts.map((contact) => h(ReachOf, { key: contact.id, path: `/api/people/${encodeURIComponent(id)}/contacts/${contact.id}/reach`, name: contact.name }))
    : h('p', { class: 'soft' }, t('person.contacts.none'));
}

/** The newest heart rate and position the live line has told since the card was opened. */
function hearReadings(props, latest) {
  const heartRate = shallowRef(null);
  const position = shallowRef(null);
  watch(
    () => props.id,
    () => {
      heartRate.value = null;
      position.value = null;
    },
  );
  const stops = [
    onLive('reading', (reading) => {
      if (reading.person === props.id) {
        heartRate.value = reading.heartRate ?? heartRate.value;
        position.value = reading.position ?? position.value;
      }
    }),
    onLive('band', (band) => band.person === props.id && latest.again()),
    onLive('hello', latest.again),
  ];
  onBeforeUnmount(() => stops.forEach((stop) => stop()));
  return { heartRate, position };
}

/** What the band says, where it is open to the reader; else a word on when it will be. */
function readingsPart(props, person, heard, latest) {
  return [
    h(
      'div',
      { class: 'sheet' },
      isShut(person, 'readings')
        ? [h('h2', t('chart.title')), shutWord('readings')]
        : [
            h(HeartRateDay, { person: props.id, latest: heard.heartRate.value ?? latest.value?.heartRate ?? null }),
            h('a', { class: 'more-link', href: linkTo.trend(props.id), 'data-testid': 'trend-link' }, [t('trend.link'), icon('next')]),
          ],
    ),
    h(MonthReport, { person: props.id }),
    h('div', { class: 'sheet' }, [
      h('h2', t('incident.where')),
      latest.value?.atHome ? h('p', { 'data-testid': 'at-home' }, h('strong', t(`person.atHome.${latest.value.atHome}`))) : null,
      isShut(person, 'position') ? shutWord('position') : positionPart(heard.position.value ?? latest.value?.position ?? null, person, latest),
    ]),
  ];
}

function headPart(person) {
  return h('div', { class: 'sheet person-head' }, [
    closedStrip(person),
    h('div', { class: 'who-row' }, [
      photoOf(person),
      h('div', [
        h('h1', { class: 'who', id: 'person-title', tabindex: -1, 'data-testid': 'person-name' }, person.name),
        h('p', { class: 'person-is' }, [
          describe(person),
          person.risk === 'general' ? null : h('span', { class: `risk risk-${person.risk}` }, t(`person.risk.${person.risk}`)),
        ]),
      ]),
      person.phone ? phoneButton(person) : null,
    ]),
    h('p', { class: 'address' }, [h('strong', person.address), person.cell ? h('span', cellWords(person.cell)) : null]),
    keepsFiles() && person.own ? h('a', { class: 'text-link', href: linkTo.personEdit(person.id), 'data-testid': 'edit-person' }, t('person.edit')) : null,
  ]);
}

function closedStrip({ closed }) {
  return closed ? h('p', { class: 'strip strip-urgent' }, t('person.closedOn', { why: t(`person.closed.${closed.why}`), day: dayOf(closed.on) })) : null;
}

function positionPart(position, person, latest) {
  if (!position) {
    return latest.value ? h('p', { class: 'soft' }, t('map.none')) : standing(latest);
  }
  return [h('p', { class: 'soft' }, position.at ? clockTime(position.at) : ''), h(PositionMap, { position, home: person.house ?? null })];
}
