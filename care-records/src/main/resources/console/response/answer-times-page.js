// The answer-time book: how fast calls were answered and attended against what is promised, and why some were late.

import { h, reactive } from '../vendor.js';
import { api, withQuery } from '../access/api.js';
import { choiceField, formOf, sendPart, textField } from '../access/form.js';
import { load, standing } from '../access/loaded.js';
import { t, word } from '../i18n.js';
import { linkTo } from '../router.js';
import { clockTime, elapsed, midnight } from '../time.js';

const DAY = 86_400_000;
const BY = ['grid', 'shift', 'month'];
const REASONS = ['not-reached', 'nobody-free', 'no-way-to-tell', 'too-far', 'way-in', 'device', 'wearer-fine', 'other'];

export const AnswerTimesPage = {
  setup() {
    const asked = reactive({ by: 'grid', from: dayText(midnight(29)), to: dayText(midnight()) });
    const query = () => ({ from: midnightOf(asked.from, 0), to: midnightOf(asked.to, 1), by: asked.by });
    const book = load(
      () => JSON.stringify(query()),
      () => api.get(withQuery('/api/incidents/answer-times', query())),
    );
    const misses = load(
      () => `${asked.from} ${asked.to}`,
      () => api.get(withQuery('/api/incidents/misses', { from: query().from, to: query().to })),
    );
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'times-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'times-title', tabindex: -1 }, t('times.title'))),
        h('p', { class: 'soft' }, t('times.what')),
        filterPart(asked, withQuery('/api/incidents/answer-times.csv', query())),
        standing(book),
        book.value ? bookPart(book.value) : null,
        h('div', { class: 'sheet' }, [h('h2', t('times.misses')), standing(misses), missesPart(misses)]),
      ]);
  },
};

function filterPart(asked, csv) {
  return h('div', { class: 'sheet' }, [
    h(
      'div',
      { class: 'band-states', role: 'group' },
      BY.map((by) =>
        h('button', { class: 'button button-later', 'aria-pressed': asked.by === by, 'data-testid': `times-by-${by}`, onClick: () => (asked.by = by) }, t(`times.by.${by}`)),
      ),
    ),
    h('div', { class: 'times-filter' }, [dayField(asked, 'from'), dayField(asked, 'to'), h('a', { class: 'text-link', href: csv, download: '' }, t('times.csv'))]),
  ]);
}

function dayField(asked, name) {
  return h('label', { class: 'field' }, [
    h('span', t(`times.${name}`)),
    h('input', {
      type: 'date',
      required: true,
      value: asked[name],
      onChange: (event) => {
        if (event.target.value) {
          asked[name] = event.target.value;
        }
      },
    }),
  ]);
}

function bookPart(book) {
  if (book.total.incidents === 0) {
    return h('p', { class: 'plain-word' }, t('times.none'));
  }
  const rows = [{ key: 'total', name: t('times.total'), ...book.total }, ...book.items.filter((row) => row.incidents > 0)];
  return h('ul', { class: 'rows', 'data-testid': 'answer-times' }, rows.map((row) => h('li', { key: row.key }, figuresPart(row, book))));
}

function figuresPart(row, { bars, by }) {
  return h('div', { class: 'row row-band times-row' }, [
    h('div', { class: 'row-main' }, [
      h('strong', by === 'shift' && row.key !== 'total' ? word('shift', row.key) : row.name),
      h('span', { class: 'soft' }, t('times.count', { n: row.incidents })),
      row.answer.medianSeconds === null ? null : h('span', { class: 'soft' }, t('times.median', { answer: elapsed(row.answer.medianSeconds * 1000), attend: row.attend.medianSeconds === null ? '–' : elapsed(row.attend.medianSeconds * 1000) })),
    ]),
    [...row.answer.bars, ...row.attend.bars].filter((bar) => bar.counted > 0).map((bar) => barPart(bar, bars.find((it) => it.bar === bar.bar))),
  ]);
}

function barPart(bar, promised) {
  const words = `${word('bar', bar.bar)}: ${percent(bar.share)} (${bar.within}/${bar.counted}), ${t('times.bar')} ${percent(promised.share)}`;
  return h('div', { key: bar.bar, class: ['times-bar', { 'times-short': !bar.kept }] }, [
    h('span', word('bar', bar.bar)),
    h('span', { class: 'times-track', role: 'img', 'aria-label': words, title: words }, [h('i', { style: { width: `${100 * bar.share}%` } }), h('b', { style: { left: `calc(${100 * promised.share}% - 1px)` } })]),
    h('span', { class: 'times-share' }, `${percent(bar.share)} ${bar.kept ? '✓' : ''}`),
  ]);
}

function percent(share) {
  return `${Math.floor(share * 1000) / 10} %`;
}

function missesPart(misses) {
  const items = misses.value?.items ?? [];
  if (misses.value && items.length === 0) {
    return h('p', { class: 'soft' }, t('times.misses.none'));
  }
  return h('ul', { class: 'rows' }, items.map((miss) => h('li', { key: miss.incident }, h(Miss, { miss, onKept: misses.again }))));
}

const Miss = {
  props: { miss: { type: Object, required: true } },
  emits: ['kept'],
  setup(props, { emit }) {
    const form = formOf({ reason: REASONS[0], note: '' }, async () => {
      await api.post(`/api/incidents/${encodeURIComponent(props.miss.incident)}/miss-reason`, { reason: form.reason, note: form.note.trim() || null });
      emit('kept');
    });
    return () => {
      const { miss } = props;
      return h('div', { class: 'row row-band', 'data-testid': 'miss' }, [
        h('div', { class: 'row-main' }, [
          h('a', { class: 'text-link', href: linkTo.incident(miss.incident) }, miss.person?.name ?? t('incident.unknown')),
          h('span', { class: 'soft' }, clockTime(miss.openedAt)),
          h('span', { class: 'still-unanswered' }, miss.missed.map((bar) => word('bar', bar)).join(' · ')),
        ]),
        h('p', { class: 'soft' }, [took('times.answer', miss.answerSeconds), ' · ', took('times.attend', miss.attendSeconds)]),
        miss.reason
          ? h('p', [h('strong', word('late', miss.reason.reason)), miss.reason.note ? ` ${miss.reason.note}` : '', h('span', { class: 'soft' }, ` ${miss.reason.by}`)])
          : h('form', { class: 'times-filter', onSubmit: form.submit }, [
              choiceField(form, 'reason', t('times.reason'), REASONS.map((it) => [it, word('late', it)])),
              textField(form, 'note', t('after.note'), { required: form.reason === 'other', maxlength: 500, autocapitalize: 'sentences' }),
              sendPart(form, t('times.keep'), 'keep-reason'),
            ]),
      ]);
    };
  },
};

function took(words, seconds) {
  return t('times.over', { what: t(words), time: seconds === null ? t('times.never') : elapsed(seconds * 1000) });
}

function dayText(date) {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** The reader's midnight at the beginning of a day, or some days later. */
function midnightOf(day, later) {
  return new Date(new Date(`${day}T00:00`).getTime() + later * DAY).toISOString();
}
