// The parts of a person's file that a responder at the door needs: the way in, the conditions, whom to phone.

import { h } from '../vendor.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';

export function wayInOf(person) {
  return h('div', { class: 'way-in' }, [
    icon('door'),
    h('div', [h('h2', t('person.howToGetIn')), h('p', person.howToGetIn || t('person.howToGetIn.none'))]),
  ]);
}

export function conditionsOf(person) {
  const conditions = person.conditions ?? [];
  return h('div', { class: 'part' }, [
    h('h2', t('person.conditions')),
    conditions.length > 0
      ? h('ul', { class: 'conditions' }, conditions.map((condition) => h('li', condition)))
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
  const who = h('span', { class: 'contact-who' }, [h('strong', contact.name), contact.relation ? h('span', { class: 'soft' }, contact.relation) : null]);
  if (!contact.phone) {
    return h('div', { class: 'contact' }, who);
  }
  return h('a', { class: 'contact', href: `tel:${contact.phone}`, 'aria-label': t('person.callNamed', { name: contact.name }) }, [
    who,
    h('span', { class: 'contact-phone' }, [contact.phone, icon('phone')]),
  ]);
}
