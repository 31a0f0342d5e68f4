// How a person's sign goes: a day, a month or a year, dragged larger down to a minute, with the stretch before beside it.

import { computed, h, reactive, watch } from '../vendor.js';
import { api, withQuery } from '../access/api.js';
import { load, standing } from '../access/loaded.js';
import { t, word } from '../i18n.js';
import { Limits } from '../rule/limits.js';
import { clockTime, dayOf, now } from '../time.js';
import { PULSE_BANDS } from './news2.js';
import { figure, SignChart } from './sign-chart.js';

const DAY = 86_400_000;
const SPANS = [1, 7, 30, 365];
const SIGNS = ['heart-rate', 'spo2', 'systolic', 'diastolic', 'temperature', 'steps'];

export const TrendPage = {
  props: { id: { type: String, required: true } },
  setup(props) {
    const shown = reactive({ sign: 'heart-rate', days: 7, from: null, to: null, before: false, end: now.value });
    const path = () => `/api/people/${encodeURIComponent(props.id)}`;
    const stretch = computed(() =>
      shown.from ? { from: shown.from, to: shown.to } : { from: new Date(shown.end - shown.days * DAY), to: new Date(shown.end) },
    );
    const previous = computed(() => {
      const { from, to } = stretch.value;
      return { from: new Date(from.getTime() - (to - from)), to: from };
    });
    const read = ({ from, to }) => api.get(withQuery(`${path()}/trend`, { sign: shown.sign, from: from.toISOString(), to: to.toISOString() }));
    const keyOf = ({ from, to }) => `${props.id} ${shown.sign} ${from.getTime()} ${to.getTime()}`;
    const person = load(
      () => props.id,
      () => api.get(path()),
    );
    const trend = load(
      () => keyOf(stretch.value),
      () => read(stretch.value),
    );
    const earlier = load(
      () => (shown.before ? keyOf(previous.value) : ''),
      (key) => (key ? read(previous.value) : Promise.resolve(null)),
    );
    const days = load(
      () => `${props.id} ${shown.sign}`,
      () => api.get(withQuery(`${path()}/days`, { sign: shown.sign })),
    );
    watch(
      () => [shown.sign, props.id],
      () => {
        shown.end = now.value;
      },
    );

    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'trend-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'trend-title', tabindex: -1 }, t('trend.title', { name: person.value?.name ?? '' }))),
        h('div', { class: 'sheet' }, [
          choices(shown),
          h('p', { class: 'soft' }, spanWords(stretch.value)),
          trend.value ? chart(trend.value, shown) : standing(trend),
          trend.value?.gaps.length ? h('p', { class: 'soft' }, t('trend.gaps', { n: trend.value.gaps.length })) : null,
          shown.from ? h('button', { class: 'button button-later', 'data-testid': 'zoom-out', onClick: () => zoomOut(shown) }, t('trend.zoomOut')) : h('p', { class: 'soft' }, t('trend.drag')),
          h('label', { class: 'tick' }, [
            h('input', { type: 'checkbox', checked: shown.before, 'data-testid': 'trend-before', onChange: () => (shown.before = !shown.before) }),
            h('span', t('trend.before')),
          ]),
        ]),
        shown.before && earlier.value
          ? h('div', { class: 'sheet' }, [
              h('h2', t('trend.beforeTitle')),
              h('p', { class: 'soft' }, spanWords(previous.value)),
              chart(earlier.value, shown),
            ])
          : null,
        h(Limits, { person: props.id }),
        days.value?.items.length ? daysPart(days.value.items, shown.sign) : null,
      ]);
  },
};

function choices(shown) {
  return [
    h(
      'div',
      { class: 'band-states', role: 'group', 'aria-label': t('trend.sign') },
      SIGNS.map((sign) =>
        h('button', { class: 'button button-later', 'aria-pressed': shown.sign === sign, 'data-testid': `trend-${sign}`, onClick: () => (shown.sign = sign) }, word('trend.sign', sign)),
      ),
    ),
    h(
      'div',
      { class: 'band-states', role: 'group', 'aria-label': t('trend.span') },
      SPANS.map((days) =>
        h(
          'button',
          {
            class: 'button button-later',
            'aria-pressed': !shown.from && shown.days === days,
            'data-testid': `trend-days-${days}`,
            onClick: () => Object.assign(shown, { days, from: null, to: null, end: now.value }),
          },
          t(`trend.days.${days}`),
        ),
      ),
    ),
  ];
}

function chart(trend, shown) {
  return h(SignChart, {
    trend,
    title: word('trend.sign', shown.sign),
    name: 'trend-chart',
    height: 300,
    banded: shown.sign === 'heart-rate',
    zooming: true,
    onZoom: (stretch) => Object.assign(shown, stretch),
  });
}

function zoomOut(shown) {
  Object.assign(shown, { from: null, to: null });
}

function spanWords({ from, to }) {
  return to - from > 2 * DAY ? `${dayOf(from)} – ${dayOf(to)}` : `${clockTime(from)} – ${clockTime(to)}`;
}

/** The last days in figures, the newest first: what a doctor reads in four minutes. */
function daysPart(items, sign) {
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
