// The rota week of a cell: seven days, and who really is on duty in each stretch, after swaps and leave.

import { computed, h, shallowReactive, watch } from '../vendor.js';
import { api, withQuery } from '../access/api.js';
import { load, standing } from '../access/loaded.js';
import { isAdmin } from '../access/session.js';
import { t } from '../i18n.js';
import { linkTo } from '../router.js';
import { dayOf, now } from '../time.js';
import { DutyButton } from './duty-button.js';
import { dutyLine, noon, officeEnd, officeTime, stretch } from './duty.js';
import { edition, gridChanged, onTheMinute } from './edition.js';
import { Servings } from './servings.js';
import { SwapForm } from './swap-form.js';
import { weekGlance } from './week-glance.js';

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
    const today = load(
      () => props.id,
      (id) => api.get(`/api/grid/${encodeURIComponent(id)}/rota`),
    );
    const again = () => Promise.all([rota.again(), today.again(), cells.again()]);
    const move = (days) => {
      shown.week = days === 0 ? null : stepped(rota.value.week, days);
    };
    keepUp(again, today);

    return () => {
      const cell = cells.value?.items.find((it) => it.id === props.id);
      const duty = spanNow(today.value) ?? cell?.onDuty;
      return h('section', { class: 'page', 'aria-labelledby': 'rota-title' }, [
        h('header', { class: 'page-head' }, [h('h1', { id: 'rota-title', tabindex: -1 }, cell?.name ?? t('rota.title')), cell?.level ? h('span', { class: 'cell-level' }, cell.level) : null]),
        duty ? h('div', { class: 'sheet', 'data-testid': 'duty-now' }, [h('h2', t('duty.now')), dutyLine(duty, true)]) : null,
        isAdmin() ? officePart(props.id) : null,
        standing(rota, t('grid.notFound')),
        rota.value ? weekPart(rota.value, move) : null,
        rota.value ? swapsPart(rota.value, again) : null,
        rota.value?.mayArrange ? h(SwapForm, { cell: props.id, rota: rota.value }) : null,
        isAdmin() ? h(Servings, { of: 'cell', id: props.id }) : null,
      ]);
    };
  },
};

/** The week that holds this moment tells whose turn it is, to the second and without asking. */
function spanNow(week) {
  return week?.days.flatMap((day) => day.spans).find(isNow) ?? null;
}

/** Asks anew at each turn of duty, after what was changed here, and every minute for what others change. */
function keepUp(again, today) {
  const turn = computed(() => spanNow(today.value)?.from ?? null);
  watch(turn, (is, was) => was && gridChanged());
  watch(edition, again);
  onTheMinute(again);
}

function weekPart(rota, move) {
  return h('div', { class: 'sheet', 'data-testid': 'rota-week' }, [
    h('div', { class: 'week-head' }, [
      h('button', { class: 'button button-later', 'aria-label': t('rota.before'), onClick: () => move(-7) }, '‹'),
      h('h2', `${dayOf(noon(rota.week))} – ${dayOf(noon(stepped(rota.week, 6)))}`),
      h('button', { class: 'button button-later', 'aria-label': t('rota.after'), onClick: () => move(7) }, '›'),
    ]),
    weekGlance(rota.days),
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
      rota.swaps.map((swap) =>
        h('li', { key: swap.id, class: 'row row-band', 'data-testid': 'swap-row' }, [
          h('div', { class: 'row-main' }, [
            h('strong', t('swap.who', { instead: swap.instead.name, away: swap.away.name })),
            h('span', { class: 'soft' }, stretch(swap.from, swap.to)),
          ]),
          rota.mayArrange ? h(DutyButton, { path: `/api/swaps/${encodeURIComponent(swap.id)}`, words: t('swap.takeBack'), testId: 'take-swap-back', onDone: changed }) : null,
        ]),
      ),
    ),
  ]);
}

/** Where the cell itself, its rota and its holidays are written. */
function officePart(id) {
  const link = (to, words, testId) => h('a', { class: 'button button-later', href: to, 'data-testid': testId }, words);
  return h('div', { class: 'buttons buttons-3 cell-links' }, [
    link(linkTo.rota(id), t('rota.edit'), 'edit-rota'),
    link(linkTo.holidays(id), t('holidays.title'), 'to-holidays'),
    link(linkTo.cellEdit(id), t('cell.edit'), 'edit-cell'),
  ]);
}

function isNow(span) {
  return Date.parse(span.from) <= now.value && now.value < Date.parse(span.to);
}

function stepped(day, days) {
  return new Date(Date.parse(`${day}T00:00Z`) + days * DAY).toISOString().slice(0, 10);
}
