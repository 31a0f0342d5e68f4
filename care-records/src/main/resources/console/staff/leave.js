// Who is away from when to when: listed, added, taken back. The administrator's for everybody, one's own for the rest.

import { h, watch } from '../vendor.js';
import { api, withQuery } from '../access/api.js';
import { choiceField, textField } from '../access/form.js';
import { load, standing } from '../access/loaded.js';
import { isAdmin } from '../access/session.js';
import { DutyButton } from '../grid/duty-button.js';
import { dutyForm, savePart } from '../grid/duty-form.js';
import { stretch } from '../grid/duty.js';
import { edition } from '../grid/edition.js';
import { peopleChoices } from '../grid/staff-choice.js';
import { wrongTimes } from '../grid/swap-form.js';
import { t } from '../i18n.js';

/** `staff` is whose; without it the caller's own, or everybody's for the administrator. */
export const Leave = {
  props: { staff: { type: String, default: null } },
  setup(props) {
    const list = load(
      () => withQuery('/api/leave', { staff: props.staff }),
      (path) => api.get(path),
    );
    watch(edition, list.again);
    return () => [
      h('div', { class: 'sheet', 'data-testid': 'leave' }, [
        h('h2', t('leave.coming')),
        standing(list),
        list.value && list.value.items.length === 0 ? h('p', { class: 'soft' }, t('leave.none')) : null,
        h('ul', { class: 'rows' }, (list.value?.items ?? []).map((it) => h('li', { key: it.id, class: 'row row-band', 'data-testid': 'leave-row' }, row(it)))),
        list.value ? h('p', { class: 'soft' }, t('rota.zone', { zone: list.value.zone })) : null,
      ]),
      list.value ? (isAdmin() || list.value.own ? h(LeaveForm, { staff: props.staff }) : h('p', { class: 'plain-word' }, t('leave.notStaff'))) : null,
    ];
  },
};

export const LeavePage = {
  setup() {
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'leave-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'leave-title', tabindex: -1 }, t(isAdmin() ? 'leave.title' : 'leave.own'))),
        h(Leave),
      ]);
  },
};

function row(it) {
  return [
    h('div', { class: 'row-main' }, [h('strong', it.staff.name), h('span', { class: 'soft' }, stretch(it.from, it.to))]),
    h(DutyButton, { path: `/api/leave/${it.id}`, words: t(Date.parse(it.from) < Date.now() ? 'leave.endNow' : 'leave.takeBack'), testId: 'take-leave-back' }),
  ];
}

const NOTHING = { who: '', starts: '', ends: '' };

const LeaveForm = {
  props: { staff: { type: String, default: null } },
  setup(props) {
    const asks = isAdmin() && !props.staff;
    const form = dutyForm(`leave ${props.staff}`, NOTHING, {
      check: ({ who, starts, ends }) => ({ who: asks && !who ? t('fault.choose') : null, ...wrongTimes({ starts, ends }) }),
      places: (problem) => (problem.status === 409 ? { starts: t('leave.taken') } : null),
      save: ({ who, starts, ends }, as) => api.post(as('/api/leave'), { staff: props.staff ?? (who || null), starts, ends }),
      saved: () => form.settle(NOTHING),
    });
    const staff = load(
      () => asks,
      async () => (asks ? api.get('/api/staff') : { items: [] }),
    );

    return () =>
      h('form', { class: 'sheet', novalidate: true, onSubmit: form.submit }, [
        h('h2', t('leave.add')),
        asks ? choiceField(form, 'who', t('leave.who'), [['', t('resolve.choose')], ...peopleChoices(staff.value?.items ?? [])], { 'data-testid': 'leave-who' }) : null,
        h('div', { class: 'swap-times' }, [
          textField(form, 'starts', t('swap.from'), { type: 'datetime-local', 'data-testid': 'leave-starts' }),
          textField(form, 'ends', t('swap.to'), { type: 'datetime-local', 'data-testid': 'leave-ends' }),
        ]),
        savePart(form, t('leave.go'), 'add-leave'),
      ]);
  },
};
