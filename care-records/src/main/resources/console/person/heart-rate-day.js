// One day of a person's heart rate: the newest value in figures, the day drawn, and a way to the days before.

import { h, onBeforeUnmount, ref, watch } from '../vendor.js';
import { api, withQuery } from '../access/api.js';
import { load, standing } from '../access/loaded.js';
import { t } from '../i18n.js';
import { icon } from '../icons.js';
import { clockTime, dayOf, midnight } from '../time.js';
import { HeartRateChart } from './heart-rate-chart.js';

const REDRAW = 60_000;

export const HeartRateDay = {
  props: { person: { type: String, required: true }, latest: { type: Object, default: null } },
  setup(props) {
    const daysBack = ref(0);
    const day = () => `${props.person}/${midnight(daysBack.value).getTime()}`;
    const buckets = load(day, () => readDay(props.person, daysBack.value));
    const redraw = setInterval(() => daysBack.value === 0 && buckets.again(), REDRAW);
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
      drawn(buckets, midnight(daysBack.value), midnight(daysBack.value - 1)),
    ];
  },
};

function readDay(person, daysBack) {
  const from = midnight(daysBack).toISOString();
  const to = midnight(daysBack - 1).toISOString();
  return api.get(withQuery(`/api/people/${encodeURIComponent(person)}/heart-rate`, { from, to, every: '5m' }));
}

function drawn(buckets, from, to) {
  if (!buckets.value) {
    return standing(buckets);
  }
  if (buckets.value.length === 0) {
    return h('p', { class: 'soft chart-empty' }, t('chart.none'));
  }
  return [
    h(HeartRateChart, { buckets: buckets.value, from: from.getTime(), to: to.getTime() }),
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
