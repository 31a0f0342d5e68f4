// How an incident ended: an outcome that must be chosen, a note that may be left out.

import { h, onMounted, reactive, ref } from '../vendor.js';
import { linesField } from '../access/form.js';
import { t } from '../i18n.js';
import { OUTCOMES, outcomeWord } from './outcome.js';

export const ResolveForm = {
  props: { kind: { type: String, required: true } },
  emits: ['confirm', 'back'],
  setup(props, { emit }) {
    const form = reactive({ outcome: '', note: '' });
    const first = ref(null);
    onMounted(() => first.value.focus());

    function submit(event) {
      event.preventDefault();
      emit('confirm', { outcome: form.outcome, note: form.note.trim() });
    }

    return () =>
      h('form', { class: 'resolve', onSubmit: submit, 'aria-label': t('resolve.title') }, [
        h('h3', t('resolve.title')),
        h('label', { class: 'field' }, [h('span', t('resolve.outcome')), outcomes(form, first, props.kind)]),
        linesField(form, 'note', t('resolve.note'), 'note'),
        h('div', { class: 'buttons buttons-resolve' }, [
          h('button', { class: 'button button-main', 'data-testid': 'confirm-resolve' }, t('resolve.confirm')),
          h('button', { class: 'button button-later', type: 'button', onClick: () => emit('back') }, t('resolve.back')),
        ]),
      ]);
  },
};

function outcomes(form, first, kind) {
  return h(
    'select',
    {
      ref: first,
      required: true,
      'data-testid': 'outcome',
      value: form.outcome,
      onChange: (event) => {
        form.outcome = event.target.value;
      },
    },
    [h('option', { value: '', disabled: true }, t('resolve.choose')), OUTCOMES.map((outcome) => h('option', { value: outcome }, outcomeWord(outcome, kind)))],
  );
}
