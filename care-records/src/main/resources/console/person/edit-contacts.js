// The contacts in the form: the first is asked first; each can be moved, and taken out.

import { h } from '../vendor.js';
import { t, word } from '../i18n.js';
import { clashWord, smallButton } from './edit-fields.js';

const CHANNELS = ['phone', 'sms', 'email', 'wecom', 'dingtalk', 'app'];
const DAYS = [1, 2, 3, 4, 5, 6, 7];
const NEW = { id: null, name: '', relation: '', phones: '', keyHolder: false, days: [], from: '', to: '', moreHours: [], channels: [], language: '', since: '', until: '' };

export function contactsField(form) {
  const rows = form.mine.contacts;
  const move = (place, by) => rows.splice(place + by, 0, ...rows.splice(place, 1));
  return h('div', { class: 'rows-field' }, [
    h('ol', { class: 'contact-cards' }, rows.map((row, place) => h('li', { class: 'contact-card', key: row.id ?? `new-${place}` }, card(row, place, rows, move)))),
    h(
      'button',
      { type: 'button', class: 'button button-later', 'data-testid': 'add-contact', onClick: () => rows.push({ ...NEW, days: [], channels: [] }) },
      t('contact.add'),
    ),
    clashWord(form, 'contacts'),
  ]);
}

function card(row, place, rows, move) {
  return [
    h('div', { class: 'card-head' }, [
      h('strong', t('contact.place', { n: place + 1 })),
      smallButton(t('contact.up'), '↑', () => move(place, -1), place === 0),
      smallButton(t('contact.down'), '↓', () => move(place, 1), place === rows.length - 1),
      smallButton(t('edit.takeOut'), '×', () => rows.splice(place, 1)),
    ]),
    h('div', { class: 'form-grid' }, [
      input(row, 'name', { required: true }),
      input(row, 'relation', { required: true }),
      input(row, 'phones', { inputmode: 'tel' }),
      input(row, 'language', { placeholder: 'zh-CN' }),
      tick(t('contact.keyHolder'), row.keyHolder, (on) => {
        row.keyHolder = on;
      }),
    ]),
    ticks(t('contact.channels'), CHANNELS, 'channel', row.channels),
    ticks(t('contact.hours'), DAYS, 'weekday', row.days),
    row.days.length > 0 ? h('div', { class: 'form-grid' }, [input(row, 'from', { type: 'time', required: true }), input(row, 'to', { type: 'time', required: true })]) : null,
    h('div', { class: 'form-grid' }, [input(row, 'since', { type: 'date' }), input(row, 'until', { type: 'date' })]),
  ];
}

function input(row, name, more) {
  return h('label', { class: 'field' }, [
    h('span', t(`contact.${name}`)),
    h('input', {
      type: 'text',
      maxlength: 200,
      autocomplete: 'off',
      ...more,
      'data-testid': `contact-${name}`,
      value: row[name],
      onInput: (event) => {
        row[name] = event.target.value;
      },
    }),
  ]);
}

function tick(words, checked, change) {
  return h('label', { class: 'tick' }, [h('input', { type: 'checkbox', checked, onChange: (event) => change(event.target.checked) }), words]);
}

/** Values that may be ticked; kept in the order of `all`. */
function ticks(words, all, set, chosen) {
  return h('fieldset', { class: 'ticks' }, [
    h('legend', words),
    all.map((value) =>
      tick(word(set, value), chosen.includes(value), (on) => {
        const kept = all.filter((it) => (it === value ? on : chosen.includes(it)));
        chosen.splice(0, chosen.length, ...kept);
      }),
    ),
  ]);
}
