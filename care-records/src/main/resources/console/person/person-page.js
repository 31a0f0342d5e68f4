// A person's card: who, how to get in, today's heart rate, where they were last, whom to phone, and their band.

import { h, onBeforeUnmount, shallowRef, watch } from '../vendor.js';
import { api } from '../access/api.js';
import { load, standing } from '../access/loaded.js';
import { t } from '../i18n.js';
import { cellWords } from '../incident/facts.js';
import { phoneButton } from '../incident/incident-card.js';
import { onLive } from '../live/live.js';
import { clockTime } from '../time.js';
import { BandStatus } from './band-status.js';
import { HeartRateDay } from './heart-rate-day.js';
import { conditionsOf, contactsOf, wayInOf } from './household.js';
import { describe } from './people-list.js';
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
        h('div', { class: 'sheet' }, [wayInOf(person), conditionsOf(person), contactsOf(person), doctorPart(person)]),
        h('div', { class: 'sheet' }, h(HeartRateDay, { person: props.id, latest: heard.heartRate.value ?? latest.value?.heartRate ?? null })),
        h('div', { class: 'sheet' }, [h('h2', t('incident.where')), positionPart(heard.position.value ?? latest.value?.position ?? null, person, latest)]),
        h('div', { class: 'sheet' }, h(BandStatus, { wearing: person.wearing, latest: latest.value })),
      ]);
    };
  },
};

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

function headPart(person) {
  return h('div', { class: 'sheet person-head' }, [
    h('div', { class: 'who-row' }, [
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
  ]);
}

function doctorPart(person) {
  return h('div', { class: 'part' }, [h('h2', t('person.doctor')), h('p', person.doctor?.name ?? t('person.doctor.none'))]);
}

function positionPart(position, person, latest) {
  if (!position) {
    return latest.value ? h('p', { class: 'soft' }, t('map.none')) : standing(latest);
  }
  return [h('p', { class: 'soft' }, position.at ? clockTime(position.at) : ''), h(PositionMap, { position, home: person.house ?? null })];
}
