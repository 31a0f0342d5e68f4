// The rota week of a cell: seven days, and who really is on duty in each stretch, after swaps and leave.

import { h, shallowReactive } from '../vendor.js';
import { api, withQuery } from '../access/api.js';
import { load, standing, whyNotDone } from '../access/loaded.js';
import { t } from '../i18n.js';
import { dayOf, now } from '../time.js';
import { dutyLine, officeEnd, officeTime } from './duty.js';
import { SwapForm } from './swap-form.js';

const DAY = 86_400_000;

export const RotaWeek = {
  props: { id: { type: String, required: true } },
  setup(props) {
    const shown = shallowReactive({ week: null });
    const cells = load(
      () => 'names',
      () => api.get('/api/grid'),
    );
    const rota = load(
      () => `${props.id} ${shown.week}`,
      () => api.get(withQuery(`/api/grid/${encodeURIComponent(props.id)}/rota`, { week: shown.week })),
    );
    const move = (days) => {
      shown.week = days === 0 ? null : stepped(rota.value.week, days);
    };
    return () => {
      const cell = cells.value?.items.find((it) => it.id === props.id);
      return h('section', { class: 'page', 'aria-labelledby': 'rota-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'rota-title', tabindex: -1 }, cell?.name ?? t('rota.title'))),
        cell ? h('div', { class: 'sheet' }, [h('h2', t('duty.now')), dutyLine(cell.onDuty, true)]) : null,
        standing(rota, t('grid.notFound')),
        rota.value ? weekPart(rota.value, move) : null,
        rota.value ? swapsPart(rota.value, () => Promise.all([rota.again(), cells.again()])) : null,
        rota.value?.mayArrange
          ? h(SwapForm, { cell: props.id, rota: rota.value, onAdded: () => Promise.all([rota.again(), cells.again()]) })
          : null,
      ]);
    };
  },
};

function weekPart(rota, move) {
  return h('div', { class: 'sheet', 'data-testid': 'rota-week' }, [
    h('div', { class: 'week-head' }, [
      h('button', { class: 'button button-later', 'aria-label': t('rota.before'), onClick: () => move(-7) }, '‹'),
      h('h2', `${dayOf(noon(rota.week))} – ${dayOf(noon(stepped(rota.week, 6)))}`),
      h('button', { class: 'button button-later', 'aria-label': t('rota.after'), onClick: () => move(7) }, '›'),
    ]),
    h('ol', { class: 'week' }, rota.days.map(dayPart)),
    h('p', { class: 'soft' }, t('rota.zone', { zone: rota.zone })),
  ]);
}

function dayPart(day) {
  const here = day.spans.some(isNow);
  return h('li', { key: day.date, class: ['week-day', { 'week-today': here }] }, [
    h('h3', [
      h('span', t(`weekday.${day.weekday}`)),
      h('span', { class: 'soft' }, dayOf(noon(day.date))),
      day.holiday ? h('span', { class: 'cell-level' }, holidayWords(day.holiday)) : null,
    ]),
    h(
      'ul',
      { class: 'spans' },
      day.spans.map((span) =>
        h('li', { key: span.from, class: ['span', { 'span-gap': span.gap, 'span-now': isNow(span) }] }, [
          h('span', { class: 'span-time' }, `${officeTime(span.from)}–${officeEnd(span.to, day.date)}`),
          dutyLine(span),
        ]),
      ),
    ),
  ]);
}

function holidayWords({ name, treatedAs }) {
  return treatedAs === 8 ? name : t('rota.treatedAs', { name, weekday: t(`weekday.${treatedAs}`) });
}

function swapsPart(rota, changed) {
  if (rota.swaps.length === 0) {
    return null;
  }
  return h('div', { class: 'sheet' }, [
    h('h2', t('swap.title')),
    h(
      'ul',
      { class: 'rows' },
      rota.swaps.map((swap) => h('li', { key: swap.id }, h(SwapRow, { swap, mayArrange: rota.mayArrange, onChanged: changed }))),
    ),
  ]);
}

const SwapRow = {
  props: { swap: { type: Object, required: true }, mayArrange: Boolean },
  emits: ['changed'],
  setup(props, { emit }) {
    const taking = shallowReactive({ sending: false, problem: null });

    async function takeBack() {
      Object.assign(taking, { sending: true, problem: null });
      try {
        await api.delete(`/api/swaps/${encodeURIComponent(props.swap.id)}`);
        emit('changed');
      } catch (problem) {
        Object.assign(taking, { sending: false, problem });
      }
    }

    return () =>
      h('div', { class: 'row row-band', 'data-testid': 'swap-row' }, [
        h('div', { class: 'row-main' }, [
          h('strong', t('swap.who', { instead: props.swap.instead.name, away: props.swap.away.name })),
          h('span', { class: 'soft' }, `${moment(props.swap.from)} – ${moment(props.swap.to)}`),
        ]),
        taking.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(taking.problem)) : null,
        props.mayArrange
          ? h('button', { class: 'button button-later', disabled: taking.sending, 'aria-busy': taking.sending, onClick: takeBack }, t('swap.takeBack'))
          : null,
      ]);
  },
};

function moment(iso) {
  return `${dayOf(noon(iso.slice(0, 10)))} ${officeTime(iso)}`;
}

function isNow(span) {
  return Date.parse(span.from) <= now.value && now.value < Date.parse(span.to);
}

/** A day without a zone is shown as itself wherever the reader is. */
function noon(day) {
  return `${day}T12:00`;
}

function stepped(day, days) {
  return new Date(Date.parse(`${day}T00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
