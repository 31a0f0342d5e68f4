// A button that takes away something of the duty: a swap, a leave, a holiday, that somebody serves. It asks once more
// where a cell would then be without anybody.

import { h } from '../vendor.js';
import { api } from '../access/api.js';
import { formOf } from '../access/form.js';
import { whyNotDone } from '../access/loaded.js';
import { t } from '../i18n.js';
import { gapsPart, tried } from './duty-form.js';
import { gridChanged } from './edition.js';

export const DutyButton = {
  props: { path: { type: String, required: true }, words: { type: String, required: true }, testId: { type: String, default: 'take-away' } },
  emits: ['done'],
  setup(props, { emit }) {
    const form = formOf({ gaps: [] }, async () => {
      if (form.gaps.length === 0) {
        const fresh = (await api.delete(tried(props.path))).gaps.filter((gap) => gap.new);
        if (fresh.length > 0) {
          form.gaps = fresh;
          return;
        }
      }
      await api.delete(props.path);
      gridChanged();
      emit('done');
    });
    const leaveIt = () => Object.assign(form, { gaps: [], problem: null });

    return () => [
      form.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(form.problem)) : null,
      gapsPart(form.gaps),
      form.gaps.length > 0
        ? h('div', { class: 'buttons buttons-2' }, [button(form, t('gaps.anyway'), props.testId), h('button', { type: 'button', class: 'button button-later', onClick: leaveIt }, t('no'))])
        : button(form, props.words, props.testId),
    ];
  },
};

function button(form, words, testId) {
  return h('button', { type: 'button', class: 'button button-later', 'data-testid': testId, disabled: form.sending, 'aria-busy': form.sending, onClick: form.submit }, words);
}
