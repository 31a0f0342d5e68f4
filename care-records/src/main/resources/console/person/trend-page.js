// How a person's sign goes: a day, a month or a year, dragged larger down to a minute, with another time beside it.

import { computed, h, reactive, watch } from '../vendor.js';
import { api, withQuery } from '../access/api.js';
import { load, standing } from '../access/loaded.js';
import { isShut } from '../access/shut.js';
import { t, word } from '../i18n.js';
import { Limits } from '../rule/limits.js';
import { clockTime, dateOf, dayOf, now } from '../time.js';
import { foundLatePart } from './found-late.js';
import { MonthReport } from './month-report.js';
import { heightOf, SignChart } from './sign-chart.js';
import { daysPart } from './trend-days.js';
import { signsPart } from './trend-signs.js';
import { usualWithin } from './usual.js';

const DAY = 86_400_000;
const SPANS = [1, 7, 30, 365];
const SIGNS = ['heart-rate', 'spo2', 'systolic', 'diastolic', 'temperature', 'steps'];

export const TrendPage = {
  props: { id: { type: String, required: true } },
  setup(props) {
    const shown = reactive({ sign: 'heart-rate', days: 7, from: null, to: null, other: false, otherFrom: null, end: now.value });
    const path = () => `/api/people/${encodeURIComponent(props.id)}`;
    const stretch = computed(() =>
      shown.from ? { from: shown.from, to: shown.to } : { from: new Date(shown.end - shown.days * DAY), to: new Date(shown.end) },
    );
    const other = computed(() => {
      const { from, to } = stretch.value;
      const begins = shown.otherFrom ?? new Date(from.getTime() - (to - from));
      return { from: begins, to: new Date(begins.getTime() + (to - from)) };
    });
    const person = load(
      () => props.id,
      () => api.get(path()),
    );
    const period = periodOf(path, shown, stretch, () => true);
    const beside = periodOf(path, shown, other, () => shown.other);
    const findings = load(
      () => `${path()} ${stretch.value.from.getTime()} ${stretch.value.to.getTime()}`,
      () => api.get(withQuery(`${path()}/findings`, timesOf(stretch.value))),
    );
    const facts = factsOf(path, shown);
    const heights = computed(() => commonHeights(shown, period.trend.value, beside.trend.value));
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
          h('div', { class: ['periods', { 'periods-two': shown.other }] }, [
            h('div', { key: 'one' }, periodPart(shown, period, stretch.value, facts, heights.value)),
            shown.other ? h('div', { key: 'other', 'data-testid': 'trend-other' }, periodPart(shown, beside, other.value, facts, heights.value)) : null,
          ]),
          signsPart(shown.sign, facts.limits.value, facts.usual.value),
          shown.from ? h('button', { class: 'button button-later', 'data-testid': 'zoom-out', onClick: () => zoomOut(shown) }, t('trend.zoomOut')) : h('p', { class: 'soft' }, t('trend.drag')),
          comparePart(shown, other.value),
        ]),
        foundLatePart(findings.value?.items ?? NONE),
        h(MonthReport, { person: props.id }),
        !person.value || isShut(person.value, 'usual') ? null : h(Limits, { person: props.id, own: person.value.own }),
        days.value?.items.length ? daysPart(days.value.items, shown.sign) : null,
      ]);
  },
};

const timesOf = ({ from, to }) => ({ from: from.toISOString(), to: to.toISOString() });

/** What is known of one stretch: the sign, and the incidents that the reader may see. */
function periodOf(path, shown, stretch, wanted) {
  const keyOf = () => (wanted() ? `${path()} ${stretch.value.from.getTime()} ${stretch.value.to.getTime()}` : '');
  const times = () => timesOf(stretch.value);
  const trend = load(
    () => (wanted() ? `${shown.sign} ${keyOf()}` : ''),
    (key) => (key ? api.get(withQuery(`${path()}/trend`, { sign: shown.sign, ...times() })) : Promise.resolve(null)),
  );
  const incidents = load(keyOf, (key) => (key ? api.get(withQuery(`${path()}/incidents`, times())) : Promise.resolve(null)));
  return { trend, incidents };
}

/** Limits and what is usual, of the sign that is shown. */
function factsOf(path, shown) {
  const limits = load(path, (at) => api.get(`${at}/limits`));
  const baseline = load(path, (at) => api.get(`${at}/baseline`));
  const field = computed(() => shown.sign.replace(/-(.)/, (_, letter) => letter.toUpperCase()));
  return {
    limits: computed(() => (limits.value?.items ?? []).filter(({ sign }) => sign === field.value)),
    usual: computed(() => (shown.sign === 'heart-rate' ? (baseline.value?.items.find(({ inUse }) => inUse) ?? null) : null)),
  };
}

/** Two charts beside each other are read on one scale. */
function commonHeights(shown, ...trends) {
  return shown.other ? heightOf(trends.flatMap((trend) => trend?.items ?? []), shown.sign === 'heart-rate') : null;
}

function periodPart(shown, { trend, incidents }, stretch, facts, heights) {
  return [
    h('h2', { class: 'soft' }, spanWords(stretch)),
    trend.value
      ? h(SignChart, {
          trend: trend.value,
          title: word('trend.sign', shown.sign),
          name: 'trend-chart',
          height: 300,
          banded: shown.sign === 'heart-rate',
          zooming: true,
          heights,
          limits: facts.limits.value,
          usual: usualWithin(facts.usual.value, trend.value),
          incidents: incidents.value?.items ?? NONE,
          onZoom: (zoomed) => Object.assign(shown, zoomed, { otherFrom: null }),
        })
      : standing(trend),
    trend.value?.gaps.length ? h('p', { class: 'soft', 'data-testid': 'trend-gaps' }, gapWords(trend.value.gaps)) : null,
  ];
}

const NONE = [];

/** "Not worn 3 times, 12 h in all": the gaps in words, by their reason. */
function gapWords(gaps) {
  const reasons = new Map();
  for (const { why, from, to } of gaps) {
    const { n, length } = reasons.get(why) ?? { n: 0, length: 0 };
    reasons.set(why, { n: n + 1, length: length + Date.parse(to) - Date.parse(from) });
  }
  const words = [...reasons].map(([why, { n, length }]) => t('trend.gap', { why: word('trend.why', why), n, hours: Math.round(length / 360_000) / 10 }));
  return `${t('trend.gaps')} ${words.join(t('trend.and'))}`;
}

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
            onClick: () => Object.assign(shown, { days, from: null, to: null, otherFrom: null, end: now.value }),
          },
          t(`trend.days.${days}`),
        ),
      ),
    ),
  ];
}

/** Another time of the same length beside it: the one before, or one that begins on a chosen day. */
function comparePart(shown, { from }) {
  const toggle = () => Object.assign(shown, { other: !shown.other, otherFrom: null });
  const choose = ({ target }) => (shown.otherFrom = target.value ? new Date(`${target.value}T00:00`) : null);
  return h('div', { class: 'compare' }, [
    h('label', { class: 'tick' }, [h('input', { type: 'checkbox', checked: shown.other, 'data-testid': 'trend-before', onChange: toggle }), h('span', t('trend.compare'))]),
    shown.other
      ? h('label', { class: 'field' }, [h('span', t('trend.from')), h('input', { type: 'date', value: dateOf(from), max: dateOf(now.value), 'data-testid': 'trend-other-from', onChange: choose })])
      : null,
  ]);
}

function zoomOut(shown) {
  Object.assign(shown, { from: null, to: null, otherFrom: null });
}

function spanWords({ from, to }) {
  return to - from > 2 * DAY ? `${dayOf(from)} – ${dayOf(to)}` : `${clockTime(from)} – ${clockTime(to)}`;
}
