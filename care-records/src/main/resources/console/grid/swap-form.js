// A swap of duty: who is away, who stands there instead, from when to when on the office's clock.

import { computed, h, shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { load, whyNotDone } from '../access/loaded.js';
import { t } from '../i18n.js';

export const SwapForm = {
  props: { cell: { type: String, required: true }, rota: { type: Object, required: true } },
  emits: ['added'],
  setup(props, { emit }) {
    const form = shallowReactive({ away: '', instead: '', starts: '', ends: '', sending: false, problem: null });
    const staff = load(
      () => 'staff',
      () => api.get('/api/staff'),
    );
    const onRota = computed(() => namedIn(props.rota));
    const others = computed(() => (staff.value?.items ?? []).filter((one) => !one.leftOn && one.id !== form.away));

    async function submit(event) {
      event.preventDefault();
      if (form.sending) {
        return;
      }
      Object.assign(form, { sending: true, problem: null });
      const { away, instead, starts, ends } = form;
      try {
        await api.post(`/api/grid/${encodeURIComponent(props.cell)}/swaps`, { away, instead, starts, ends });
        Object.assign(form, { away: '', instead: '', starts: '', ends: '' });
        emit('added');
      } catch (problem) {
        form.problem = problem;
      } finally {
        form.sending = false;
      }
    }

    return () =>
      onRota.value.length === 0
        ? null
        : h('form', { class: 'sheet swap-form', 'data-testid': 'swap-form', onSubmit: submit }, [
            h('h2', t('swap.add')),
            choice(form, 'away', t('swap.away'), onRota.value),
            choice(form, 'instead', t('swap.instead'), others.value),
            h('div', { class: 'swap-times' }, [time(form, 'starts', t('swap.from')), time(form, 'ends', t('swap.to'))]),
            form.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(form.problem)) : null,
            h(
              'button',
              { class: 'button button-main', 'data-testid': 'add-swap', 'aria-busy': form.sending },
              t(form.sending ? 'tap.sending' : 'swap.go'),
            ),
          ]);
  },
};

function choice(form, name, label, people) {
  return h('label', { class: 'field' }, [
    h('span', label),
    h(
      'select',
      {
        required: true,
        value: form[name],
        'data-testid': `swap-${name}`,
        onChange: (event) => {
          form[name] = event.target.value;
        },
      },
      [h('option', { value: '' }, t('resolve.choose')), ...people.map((one) => h('option', { key: one.id, value: one.id }, one.name))],
    ),
  ]);
}

function time(form, name, label) {
  return h('label', { class: 'field' }, [
    h('span', label),
    h('input', {
      type: 'datetime-local',
      required: true,
      value: form[name],
      'data-testid': `swap-${name}`,
      onInput: (event) => {
        form[name] = event.target.value;
      },
    }),
  ]);
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
