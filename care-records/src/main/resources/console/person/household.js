// The parts of a person's file that a responder at the door needs: the way in, the conditions, whom to phone.

import { h } from '../vendor.js';
import { isShut, shutWord } from '../access/shut.js';
import { t, word } from '../i18n.js';
import { icon } from '../icons.js';

export function wayInOf(person) {
  const ways = [
    person.howToGetIn ? h('p', person.howToGetIn) : null,
    person.doorCode ? h('p', [h('span', { class: 'soft' }, `${t('person.doorCode')} `), h('strong', { class: 'door-code' }, person.doorCode)]) : null,
    person.keyPlace ? h('p', [h('span', { class: 'soft' }, `${t('person.keyPlace')} `), person.keyPlace]) : null,
  ].filter(Boolean);
  return h('div', { class: 'way-in' }, [
    icon('door'),
    h('div', [h('h2', t('person.howToGetIn')), isShut(person, 'way-in') ? shutWord('way-in') : ways.length > 0 ? ways : h('p', t('person.howToGetIn.none'))]),
  ]);
}

export function conditionsOf(person) {
  if (isShut(person, 'health')) {
    return h('div', { class: 'part' }, [h('h2', t('person.conditions')), shutWord('health')]);
  }
  const conditions = person.conditions ?? [];
  return h('div', { class: 'part' }, [
    h('h2', t('person.conditions')),
    conditions.length > 0
      ? h('ul', { class: 'conditions' }, conditions.map(({ code, text }) => h('li', [text, code ? h('span', { class: 'icd' }, code) : null])))
      : h('p', { class: 'soft' }, t('person.conditions.none')),
  ]);
}

export function contactsOf(person) {
  const contacts = person.contacts ?? [];
  return h('div', { class: 'part' }, [
    h('h2', t('person.contacts')),
    contacts.length > 0
      ? h('ul', { class: 'contacts' }, contacts.map((contact) => h('li', contactLine(contact))))
      : h('p', { class: 'soft' }, t('person.contacts.none')),
  ]);
}

function contactLine(contact) {
  const who = h('span', { class: 'contact-who' }, [
    h('strong', contact.name),
    contact.relation ? h('span', { class: 'soft' }, contact.relation) : null,
    contact.keyHolder ? h('span', { class: 'mark mark-good' }, t('contact.keyHolder')) : null,
    whenAndHow(contact) ? h('span', { class: 'contact-when soft' }, whenAndHow(contact)) : null,
  ]);
  const phones = contact.phones ?? [];
  if (phones.length === 0) {
    return h('div', { class: 'contact' }, who);
  }
  return h('div', { class: 'contact' }, [
    who,
    h(
      'span',
      { class: 'contact-phones' },
      phones.map((phone) =>
        h('a', { class: 'contact-phone', href: `tel:${phone}`, 'aria-label': `${t('person.callNamed', { name: contact.name })} ${phone}` }, [
          phone,
          icon('phone'),
        ]),
      ),
    ),
  ]);
}

/** "周一 – 周五" for days in a row. */
function dayWords(days) {
  const inARow = days.length > 2 && days.every((day, place) => day === days[0] + place);
  return inARow ? `${word('weekday', days[0])} – ${word('weekday', days.at(-1))}` : days.map((day) => word('weekday', day)).join(' ');
}

/** "周一 – 周五 08:00–18:30 · 短信". */
function whenAndHow({ hours = [], channels = [], language }) {
  const spans = hours.map(({ days, from, to }) => `${dayWords(days)} ${from}–${to}`);
  return [...spans, channels.map((channel) => word('channel', channel)).join(' '), language ?? ''].filter(Boolean).join(' · ');
}
