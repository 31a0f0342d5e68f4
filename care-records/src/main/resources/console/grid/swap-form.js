// A swap of duty: who is away, who stands there instead, from when to when on the office's clock.

import { computed, h } from '../vendor.js';
import { api } from '../access/api.js';
import { choiceField, textField } from '../access/form.js';
import { load } from '../access/loaded.js';
import { t } from '../i18n.js';
import { dutyForm, savePart } from './duty-form.js';
import { peopleChoices } from './staff-choice.js';

const NOTHING = { away: '', instead: '', starts: '', ends: '' };

export const SwapForm = {
  props: { cell: { type: String, required: true }, rota: { type: Object, required: true } },
  setup(props) {
    const path = `/api/grid/${encodeURIComponent(props.cell)}/swaps`;
    const form = dutyForm(`swap ${props.cell}`, NOTHING, {
      check: wrongWith,
      places: (problem) => (problem.status === 409 ? { away: t('swap.taken') } : null),
      save: ({ away, instead, starts, ends }, as) => api.post(as(path), { away, instead, starts, ends }),
      saved: () => form.settle(NOTHING),
    });
    const staff = load(
      () => 'staff',
      () => api.get('/api/staff'),
    );
    const onRota = computed(() => namedIn(props.rota));

    return () =>
      onRota.value.length === 0
        ? null
        : h('form', { class: 'sheet swap-form', novalidate: true, 'data-testid': 'swap-form', onSubmit: form.submit }, [
            h('h2', t('swap.add')),
            choiceField(form, 'away', t('swap.away'), [['', t('resolve.choose')], ...onRota.value.map((one) => [one.id, one.name])], { 'data-testid': 'swap-away' }),
            choiceField(form, 'instead', t('swap.instead'), [['', t('resolve.choose')], ...peopleChoices((staff.value?.items ?? []).filter((one) => one.id !== form.away))], { 'data-testid': 'swap-instead' }),
            h('div', { class: 'swap-times' }, [
              textField(form, 'starts', t('swap.from'), { type: 'datetime-local', 'data-testid': 'swap-starts' }),
              textField(form, 'ends', t('swap.to'), { type: 'datetime-local', 'data-testid': 'swap-ends' }),
            ]),
            savePart(form, t('swap.go'), 'add-swap'),
          ]);
  },
};

function wrongWith({ away, instead, starts, ends }) {
  return {
    away: away ? null : t('fault.choose'),
    instead: instead ? null : t('fault.choose'),
    ...wrongTimes({ starts, ends }),
  };
}

/** A time that has a beginning and an end after it. */
export function wrongTimes({ starts, ends }) {
  return {
    starts: starts ? null : t('fault.missing'),
    ends: ends ? (starts && ends <= starts ? t('fault.endsBefore') : null) : t('fault.missing'),
  };
}

/** Everybody whom the cell's rota or this week names, each once. */
function namedIn(rota) {
  const named = new Map();
  for (const { a, b } of [...rota.rows, ...rota.days.flatMap((day) => day.spans)]) {
    for (const one of [a, b]) {
      if (one) {
        named.set(one.id, one);
      }
    }
  }
  return [...named.values()];
}
