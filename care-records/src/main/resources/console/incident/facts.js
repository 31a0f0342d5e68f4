// What a responder must know of an incident at a glance: what, how long ago, who, where.

import { h } from '../vendor.js';
import { isAdmin } from '../access/session.js';
import { language, t, word } from '../i18n.js';
import { linkTo } from '../router.js';
import { Ago, clockTime, since } from '../time.js';
import { distanceWords } from '../person/place.js';

/** The coloured head of an incident: kind, severity, and the ticking time since it was opened. */
export function headOf(incident) {
  return h('div', { class: 'incident-head' }, [
    h('span', { class: 'incident-kind' }, [
      incident.purpose === 'test' ? h('strong', { class: 'test-mark', 'data-testid': 'test-mark', title: t('purpose.test.what') }, t('purpose.test')) : null,
      h('strong', word('kind', incident.kind)),
      h('span', { class: 'incident-severity' }, word('severity', incident.severity)),
    ]),
    h(Ago, { at: incident.openedAt }),
  ]);
}

/** Who called; a caller nobody knows is said as loudly as it is. */
export function whoOf(incident) {
  if (incident.person) {
    return h('span', { 'data-testid': 'person-name' }, incident.person.name);
  }
  if (!incident.band) {
    return h('span', { 'data-testid': 'person-name' }, t('incident.service'));
  }
  return h('span', { class: 'unknown-caller', 'data-testid': 'person-name' }, [
    t('incident.unknown'),
    h('span', { class: 'unknown-band' }, t('incident.band', { serial: incident.band })),
  ]);
}

export function unknownWarning(incident) {
  if (incident.person || !incident.band) {
    return null;
  }
  return h('div', { class: 'unknown-warning' }, [
    h('p', t('incident.unknown.more', { serial: incident.band })),
    isAdmin() ? h('a', { class: 'text-link', href: linkTo.bands() }, t('incident.unknown.bands')) : null,
  ]);
}

/** The presses, and what besides the press itself should be known before setting out. */
export function signsOf(incident) {
  return h('div', { class: 'signs' }, [
    incident.kind === 'call' || incident.presses > 1
      ? h('span', { class: ['presses', { 'presses-many': incident.presses > 1 }], 'data-testid': 'presses' }, t(isPress(incident) ? 'incident.presses' : 'incident.found', { n: incident.presses }))
      : null,
    (incident.readings ?? []).map((reading) =>
      h('span', { class: 'sign', key: `${reading.sign} ${reading.at}` }, `${word('sign', reading.sign)} ${reading.value} ${word('unit', reading.sign)}`),
    ),
    h('span', { class: 'sign' }, whereWords(incident)),
  ]);
}

export function isOpen(incident) {
  return incident.state !== 'resolved' && incident.state !== 'cancelled';
}

/** A press or a fall; all else was found by a rule, or is about the service. */
export function isPress({ kind }) {
  return kind === 'call' || kind === 'fall';
}

function whereWords(incident) {
  if (!('position' in incident)) {
    return shutPosition(incident);
  }
  return incident.person || incident.position ? positionWords(incident.position) : t('incident.noPosition.unknown');
}

/** Why no position is said: while it is open, whoever is not told one is not told it at any time. */
export function shutPosition(incident) {
  return t(isOpen(incident) ? 'shut.position.now' : 'shut.position');
}

/** Said in words when the wearer took the call back, when it is old, and why a rule raised it. */
export function warningsOf(incident) {
  const { askingUntil, cancelledByWearerAt, call, openedAt } = incident;
  const why = (language.value === 'zh-CN' && incident.whyZh) || incident.why;
  const late = call?.at && Date.parse(openedAt) - Date.parse(call.at) > 60_000;
  return [
    askingUntil ? h(AskingWearer, { until: askingUntil }) : null,
    why ? h('p', { class: 'incident-why' }, why) : null,
    late ? h('p', { class: 'strip strip-urgent' }, t('incident.pressedEarlier', { pressed: clockTime(call.at), received: clockTime(openedAt) })) : null,
    cancelledByWearerAt ? h('p', { class: 'strip strip-calm' }, t('incident.wearerFine', { time: clockTime(cancelledByWearerAt, 'second') })) : null,
  ];
}

/** How long the wearer still has for an answer. A component of its own, because it goes by the clock alone. */
const AskingWearer = {
  props: { until: { type: String, required: true } },
  setup(props) {
    return () => {
      const left = Math.ceil(-since(props.until) / 1000);
      return h('p', { class: ['strip', left > 0 ? 'strip-calm' : 'strip-urgent'], 'data-testid': 'asking-wearer' }, left > 0 ? t('asked.now', { s: left }) : t('asked.done'));
    };
  },
};

/** Whether nobody but the wearer is asked yet: the board shows it, and the bell keeps quiet. */
export function isAskingWearer(incident) {
  return incident.state === 'open' && incident.askingUntil !== null && since(incident.askingUntil) < 0;
}

export function addressOf(incident) {
  const person = incident.person;
  if (!person) {
    return null;
  }
  return h('p', { class: 'address' }, [h('strong', person.address), person.cell ? h('span', cellWords(person.cell)) : null]);
}

export function cellWords(cell) {
  return [cell.community, cell.name].filter(Boolean).join(' · ');
}

export function positionWords(position) {
  if (!position) {
    return t('incident.noPosition');
  }
  const source = word('source', position.source ?? 'gps');
  return position.accuracy === null || position.accuracy === undefined ? source : `${source} ±${distanceWords(position.accuracy)}`;
}
