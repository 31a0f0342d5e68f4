// Who serves a cell, or which cells somebody serves: from when to when, with a way to add and to end it.

import { h, shallowReactive, watch } from '../vendor.js';
import { api, withQuery } from '../access/api.js';
import { choiceField, textField } from '../access/form.js';
import { load, standing } from '../access/loaded.js';
import { t, word } from '../i18n.js';
import { DutyButton } from './duty-button.js';
import { dutyForm, savePart } from './duty-form.js';
import { cellChoices, clockField, stretch } from './duty.js';
import { edition } from './edition.js';
import { peopleChoices } from './staff-choice.js';

/** Of many assistants these are shown before one asks for all. */
const FEW = 8;

/** `of` is `cell` or `staff`: whose page it stands on. */
export const Servings = {
  props: { of: { type: String, required: true }, id: { type: String, required: true } },
  setup(props) {
    const shown = shallowReactive({ all: false, editing: null, adding: false });
    const list = load(
      () => withQuery('/api/servings', { [props.of]: props.id }),
      (path) => api.get(path),
    );
    watch(edition, list.again);
    const close = () => Object.assign(shown, { editing: null, adding: false });

    return () => {
      const items = list.value?.items ?? [];
      const rows = shown.all ? items : items.slice(0, FEW);
      return h('div', { class: 'sheet', 'data-testid': 'servings' }, [
        h('h2', t(`serving.of.${props.of}`)),
        standing(list),
        list.value && items.length === 0 ? h('p', { class: 'soft' }, t('serving.none')) : null,
        h('ul', { class: 'rows' }, rows.map((it) => h('li', { key: it.id, class: 'row row-band', 'data-testid': 'serving-row' }, row(props, it, shown, close)))),
        items.length > rows.length ? h('button', { class: 'button button-later', onClick: () => Object.assign(shown, { all: true }) }, t('serving.all', { n: items.length })) : null,
        shown.adding
          ? h(ServingForm, { ...props, onDone: close })
          : h('button', { class: 'button button-later', 'data-testid': 'add-serving', onClick: () => Object.assign(shown, { adding: true, editing: null }) }, t(`serving.add.${props.of}`)),
      ]);
    };
  },
};

function row(props, it, shown, close) {
  const over = it.until && Date.parse(it.until) <= Date.now();
  return [
    h('div', { class: ['row-main', { soft: over }] }, [
      h('strong', props.of === 'cell' ? it.staffName : it.cellName),
      props.of === 'cell' ? h('span', { class: 'cell-level' }, word('staffRole', it.role)) : null,
      h('span', { class: 'soft' }, stretch(it.since, it.until)),
    ]),
    shown.editing === it.id
      ? [h(ServingForm, { ...props, serving: it, onDone: close }), over ? null : h(DutyButton, { path: `/api/servings/${it.id}`, words: t('serving.end'), testId: 'end-serving' })]
      : h('button', { class: 'button button-later', 'data-testid': 'change-serving', onClick: () => Object.assign(shown, { editing: it.id, adding: false }) }, t('serving.change')),
  ];
}

const ServingForm = {
  props: { of: { type: String, required: true }, id: { type: String, required: true }, serving: { type: Object, default: null } },
  emits: ['done'],
  setup(props, { emit }) {
    const old = props.serving;
    const form = dutyForm(`serving ${old?.id ?? props.id}`, { who: '', since: clockField(old?.since), until: clockField(old?.until) }, {
      check: ({ who, since, until }) => ({
        who: old || who ? null : t('fault.choose'),
        since: old && !since ? t('fault.missing') : null,
        until: since && until && until <= since ? t('fault.endsBefore') : null,
      }),
      places: (problem) => (problem.status === 409 ? { [old ? 'since' : 'who']: t('serving.taken') } : null),
      save: ({ who, since, until }, as) => {
        const time = { since: since || null, until: until || null };
        const other = props.of === 'cell' ? 'staff' : 'cell';
        return old ? api.put(as(`/api/servings/${old.id}`), time) : api.post(as('/api/servings'), { [props.of]: props.id, [other]: who, ...time });
      },
      saved: () => {
        form.settle();
        emit('done');
      },
    });
    const others = load(
      () => (props.of === 'cell' ? '/api/staff' : '/api/grid'),
      async (path) => (old ? { items: [] } : api.get(path)),
    );
    const leave = () => {
      form.settle();
      emit('done');
    };

    return () => {
      const items = others.value?.items ?? [];
      const choices = props.of === 'cell' ? peopleChoices(items) : cellChoices(items);
      return h('form', { class: 'register inner-form', novalidate: true, onSubmit: form.submit }, [
        old ? null : choiceField(form, 'who', t(props.of === 'cell' ? 'serving.who' : 'serving.cell'), [['', t('resolve.choose')], ...choices], { 'data-testid': 'serving-who' }),
        h('div', { class: 'swap-times' }, [
          textField(form, 'since', t(old ? 'contact.since' : 'serving.since'), { type: 'datetime-local', required: false, 'data-testid': 'serving-since' }),
          textField(form, 'until', t('serving.until'), { type: 'datetime-local', required: false, 'data-testid': 'serving-until' }),
        ]),
        savePart(form, t('edit.save'), 'save-serving'),
        h('button', { type: 'button', class: 'button button-text', onClick: leave }, t('edit.leave')),
      ]);
    };
  },
};
