// The rota of a cell as a form: spans of the week with A and B. What the rota leaves open is shown while it is written.

import { computed, h, onBeforeUnmount, shallowReactive, watch } from '../vendor.js';
import { api } from '../access/api.js';
import { labelled } from '../access/form.js';
import { load, standing } from '../access/loaded.js';
import { t } from '../i18n.js';
import { goTo, linkTo } from '../router.js';
import { say } from '../toast.js';
import { smallButton } from '../person/edit-fields.js';
import { dutyForm, gapsPart, savePart, tried } from './duty-form.js';
import { freshSpan, isOvernight, isWrong, rowsOf, spansOf, WEEKDAYS, wrongWithSpan } from './rota-rows.js';
import { nearChoices } from './staff-choice.js';

const TYPING = 600;

export const EditRota = {
  props: { id: { type: String, required: true } },
  setup(props) {
    const read = load(
      () => props.id,
      async (id) => {
        const path = `/api/grid/${encodeURIComponent(id)}`;
        const [cell, rota, staff] = await Promise.all([api.get(path), api.get(`${path}/rota`), api.get('/api/staff')]);
        return { cell, rota, staff: staff.items };
      },
    );
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'edit-rota-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'edit-rota-title', tabindex: -1 }, t('rota.editOf', { name: read.value?.cell.name ?? '' }))),
        standing(read, t('grid.notFound')),
        read.value ? h(RotaForm, read.value) : null,
      ]);
  },
};

const RotaForm = {
  props: { cell: { type: Object, required: true }, rota: { type: Object, required: true }, staff: { type: Array, required: true } },
  setup(props) {
    const path = `/api/grid/${encodeURIComponent(props.cell.id)}/rota`;
    const body = () => ({ rows: rowsOf(form.spans) });
    const shown = shallowReactive({ everybody: false, asked: false });
    const form = dutyForm(`rota ${props.cell.id}`, { spans: spansOf(props.rota.rows) }, {
      check: ({ spans }) => {
        shown.asked = true;
        return spans.some((span) => isWrong(wrongWithSpan(span))) ? { spans: t('fault.spans') } : {};
      },
      save: (_form, as) => api.put(as(path), body()),
      saved: () => {
        form.settle();
        say(t('rota.saved', { name: props.cell.name }));
        goTo(linkTo.cell(props.cell.id));
      },
    });
    const preview = previewOf(form, () => api.put(tried(path), body()));
    const named = computed(() => new Set(form.spans.flatMap((span) => [span.a, span.b])));
    const choices = computed(() => nearChoices(props.staff, props.cell.id, named.value, shown.everybody));
    const change = (place, values) => {
      form.spans = form.spans.map((span, at) => (at === place ? { ...span, ...values } : span));
    };
    const add = () => {
      form.spans = [...form.spans, { ...freshSpan(today()), ...(form.spans.length > 0 ? { a: form.spans.at(-1).a, b: form.spans.at(-1).b } : {}) }];
    };
    const takeOut = (place) => {
      form.spans = form.spans.filter((_span, at) => at !== place);
    };

    return () =>
      h('form', { class: 'edit-form', novalidate: true, onSubmit: form.submit }, [
        h('p', { class: 'soft' }, t('rota.how', { zone: props.rota.zone })),
        form.spans.length === 0 ? h('p', { class: 'plain-word' }, t('rota.noRows')) : null,
        form.spans.map((span, place) => spanCard(span, place, { change, takeOut, choices: choices.value, asked: shown.asked })),
        h('div', { class: 'buttons buttons-2' }, [
          h('button', { type: 'button', class: 'button button-later', 'data-testid': 'add-span', onClick: add }, t('rota.addSpan')),
          shown.everybody ? null : h('button', { type: 'button', class: 'button button-later', onClick: () => Object.assign(shown, { everybody: true }) }, t('rota.everybody')),
        ]),
        form.warned ? null : h('div', { class: 'sheet', 'aria-live': 'polite', 'data-testid': 'rota-preview' }, [h('h2', t('rota.preview')), previewPart(preview)]),
        form.faults.spans ? h('p', { class: 'refusal', role: 'alert' }, form.faults.spans) : null,
        savePart(form, t('edit.save'), 'save-rota'),
        h('a', { class: 'button button-later', href: linkTo.cell(props.cell.id), onClick: () => form.settle(form.base) }, t('edit.leave')),
      ]);
  },
};

function today() {
  const here = new Date();
  return new Date(here - here.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** Asks the service, a moment after the last key, which times the rota as it is typed would leave open. */
function previewOf(form, ask) {
  const preview = shallowReactive({ gaps: null, more: 0 });
  let round = 0;
  let timer = null;

  async function look() {
    const mine = ++round;
    if (form.spans.some((span) => isWrong(wrongWithSpan(span)))) {
      preview.gaps = null;
      return;
    }
    const answer = await ask().catch(() => null); // without it the rota can still be saved, which asks again
    if (mine === round) {
      Object.assign(preview, { gaps: answer?.gaps ?? null, more: answer?.more ?? 0 });
    }
  }

  watch(
    () => form.spans,
    () => {
      clearTimeout(timer);
      timer = setTimeout(look, TYPING);
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    round = Infinity;
    clearTimeout(timer);
  });
  return preview;
}

function previewPart({ gaps, more }) {
  if (gaps === null) {
    return h('p', { class: 'soft' }, t('rota.previewLater'));
  }
  return gaps.length === 0 ? h('p', { class: 'strip strip-calm', 'data-testid': 'no-gaps' }, t('rota.noGaps')) : gapsPart([...gaps].sort((one, other) => one.from.localeCompare(other.from)), more, t('rota.gaps'));
}

function spanCard(span, place, { change, takeOut, choices, asked }) {
  const wrong = asked ? wrongWithSpan(span) : {};
  const form = { ...span, faults: Object.fromEntries(Object.entries(wrong).map(([name, key]) => [name, key && t(key)])) };
  const set = (name) => (event) => change(place, { [name]: event.target.value });
  const input = (name, label, type, hint) =>
    labelled(form, name, label, (marks) => h('input', { type, ...marks, value: span[name], 'data-testid': `span-${name}`, onInput: set(name) }), hint);
  const who = (name, label, options) =>
    labelled(form, name, label, (marks) => h('select', { ...marks, value: span[name], 'data-testid': `span-${name}`, onChange: set(name) }, options.map(([value, words]) => h('option', { value }, words))));
  return h('fieldset', { class: 'sheet span-card', key: place, 'data-testid': 'span-card' }, [
    h('div', { class: 'card-head' }, [h('strong', t('rota.span', { n: place + 1 })), smallButton(t('edit.takeOut'), '×', () => takeOut(place))]),
    dayTicks(span, form.faults.days, (days) => change(place, { days })),
    h('div', { class: 'form-grid' }, [
      input('starts', t('contact.from'), 'time'),
      input('ends', t('contact.to'), 'time', isOvernight(span) ? t('rota.overnight') : ''),
      who('a', t('rota.a'), choices),
      who('b', t('rota.b'), [['', t('rota.nobody')], ...choices.slice(1)]),
      input('validFrom', t('rota.validFrom'), 'date'),
      input('validTo', t('rota.validTo'), 'date'),
    ]),
  ]);
}

function dayTicks(span, fault, change) {
  return h('fieldset', { class: 'ticks day-ticks' }, [
    h('legend', t('rota.days')),
    WEEKDAYS.map((day) =>
      h('label', { class: ['tick', 'day-tick', { 'day-tick-on': span.days.includes(day) }], key: day }, [
        h('input', {
          type: 'checkbox',
          checked: span.days.includes(day),
          'aria-invalid': fault ? 'true' : null,
          'data-testid': `span-day-${day}`,
          onChange: (event) => change(WEEKDAYS.filter((it) => (it === day ? event.target.checked : span.days.includes(it)))),
        }),
        t(`weekday.short.${day}`),
      ]),
    ),
    fault ? h('span', { class: 'fault', role: 'alert' }, fault) : null,
  ]);
}
