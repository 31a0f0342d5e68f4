// A sign's last days in figures, the newest first: what a doctor reads in four minutes.

import { h } from '../vendor.js';
import { t } from '../i18n.js';
import { dayOf } from '../time.js';
import { PULSE_BANDS } from './news2.js';
import { figure } from './sign-chart.js';

export function daysPart(items, sign) {
  const newest = [...items].reverse();
  return h('div', { class: 'sheet' }, [
    h('h2', t('trend.byDay')),
    h('div', { class: 'table-frame' }, [
      h('table', { class: 'day-table', 'data-testid': 'trend-table' }, [
        h('thead', h('tr', ['day', 'resting', 'mean', 'range', 'night', sign === 'heart-rate' ? 'bands' : null].filter(Boolean).map((name) => h('th', t(`trend.col.${name}`))))),
        h('tbody', newest.map((day) => dayRow(day, sign))),
      ]),
    ]),
    h('p', { class: 'soft' }, t('trend.restingIs')),
  ]);
}

function dayRow(day, sign) {
  return h('tr', { key: day.day }, [
    h('th', { scope: 'row' }, dayOf(`${day.day}T12:00`)),
    h('td', known(day.resting)),
    h('td', known(day.mean)),
    h('td', `${known(day.min)}–${known(day.max)}`),
    h('td', known(day.byNight)),
    sign === 'heart-rate' ? h('td', bandBar(day.minutes)) : null,
  ]);
}

function known(value) {
  return value === null ? '–' : figure(value);
}

/** The share of the day's known minutes in each NEWS2 band, as a bar that is read from green to red. */
function bandBar(minutes) {
  const shares = [0, 0, 0, 0];
  let all = 0;
  for (const [value, count] of Object.entries(minutes)) {
    shares[PULSE_BANDS.find(({ to }) => Number(value) <= to).band] += count;
    all += count;
  }
  const words = shares.map((count, band) => `${t('trend.band', { n: band })} ${Math.round((count / 60) * 10) / 10} h`).join(', ');
  return h(
    'span',
    { class: 'band-bar', role: 'img', 'aria-label': words, title: words },
    shares.map((count, band) => h('i', { class: `band-share-${band}`, style: { width: `${(100 * count) / all}%` } })),
  );
}
