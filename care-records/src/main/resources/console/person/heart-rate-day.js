// One day of a person's heart rate: the newest value in figures, the day drawn, and a way to the days before.

import { h, onBeforeUnmount, ref, watch } from '../vendor.js';
import { api, withQuery } from '../access/api.js';
import { load, standing } from '../access/loaded.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { clockTime, dayOf, midnight } from '../time.js';
import { SignChart } from './sign-chart.js';

const REDRAW = 60_000;
const EVERY = 300_000;

export const HeartRateDay = {
  props: { person: { type: String, required: true }, latest: { type: Object, default: null } },
  setup(props) {
    const daysBack = ref(0);
    const day = load(
      () => `${props.person}/${midnight(daysBack.value).getTime()}`,
      () => readDay(props.person, daysBack.value),
    );
    const redraw = setInterval(() => daysBack.value === 0 && day.again(), REDRAW);
    onBeforeUnmount(() => clearInterval(redraw));
    watch(
      () => props.person,
      () => {
        daysBack.value = 0;
      },
    );

    return () => [
      h('div', { class: 'chart-head' }, [h('h2', t('chart.title')), props.latest ? newest(props.latest) : null]),
      h('div', { class: 'chart-days' }, [
        stepButton('back', 'chart.yesterday', () => daysBack.value++),
        h('span', daysBack.value === 0 ? t('chart.today') : dayOf(midnight(daysBack.value))),
        stepButton('next', 'chart.tomorrow', () => daysBack.value--, daysBack.value === 0),
      ]),
      drawn(day),
    ];
  },
};

async function readDay(person, daysBack) {
  const from = midnight(daysBack).toISOString();
  const to = midnight(daysBack - 1).toISOString();
  const items = await api.get(withQuery(`/api/people/${encodeURIComponent(person)}/heart-rate`, { from, to, every: '5m' }));
  return { items, gaps: gapsOf(items), from, to };
}

/** Where a five-minute bucket is missing. */
function gapsOf(buckets) {
  return buckets
    .slice(1)
    .map((bucket, i) => ({ from: buckets[i].at, to: bucket.at }))
    .filter(({ from, to }) => Date.parse(to) - Date.parse(from) > EVERY * 1.5);
}

function drawn(day) {
  if (!day.value) {
    return standing(day);
  }
  if (day.value.items.length === 0) {
    return h('p', { class: 'soft chart-empty' }, t('chart.none'));
  }
  return [
    h(SignChart, { trend: day.value, title: t('chart.title'), name: 'heart-rate-chart', height: 240, banded: true }),
    h('p', { class: 'chart-key soft' }, t('chart.key')),
  ];
}

function newest(heartRate) {
  return h('p', { class: 'newest' }, [
    h('strong', String(Math.round(heartRate.value))),
    ` ${t('unit.heartRate')} `,
    h('span', { class: 'soft' }, clockTime(heartRate.at)),
  ]);
}

function stepButton(drawing, label, onClick, disabled = false) {
  return h('button', { class: 'button button-icon', 'aria-label': t(label), title: t(label), disabled, onClick }, icon(drawing));
}
