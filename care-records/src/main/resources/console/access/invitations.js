// Who was invited to a person's family, and what became of it; an open invitation can be taken back.

import { h, reactive } from '../vendor.js';
import { t } from '../i18n.js';
import { clockTime } from '../time.js';
import { api } from './api.js';
import { formOf } from './form.js';
import { whyNotDone } from './loaded.js';

/** `list` is a load of `/api/people/{id}/invitations`. */
export const Invitations = {
  props: { list: { type: Object, required: true }, path: { type: String, required: true } },
  setup(props) {
    return () => {
      const items = props.list.value?.items ?? [];
      return items.length === 0
        ? null
        : h('ul', { class: 'rows' }, items.map((it) => h('li', { key: it.id }, h(Invitation, { it, path: props.path, onWithdrawn: props.list.again }))));
    };
  },
};

const Invitation = {
  props: { it: { type: Object, required: true }, path: { type: String, required: true } },
  emits: ['withdrawn'],
  setup(props, { emit }) {
    const state = reactive({ asking: false });
    const form = formOf({}, async () => {
      await api.delete(`${props.path}/${encodeURIComponent(props.it.id)}`);
      state.asking = false;
      emit('withdrawn');
    });
    const ask = (asking) => Object.assign(state, { asking });

    return () =>
      h('div', { class: 'row row-band', 'data-testid': 'invitation', 'data-state': props.it.state }, [
        h('div', { class: 'row-main' }, [h('strong', props.it.name), h('span', { class: 'soft' }, props.it.relation)]),
        h('p', { class: ['invitation-state', { soft: props.it.state !== 'open' }] }, stateWords(props.it)),
        form.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(form.problem)) : null,
        props.it.state === 'open' ? controls(props.it, state.asking, ask, form) : null,
      ]);
  },
};

function stateWords({ state, by, created, expires, since, who }) {
  const invited = t('invitation.by', { by, time: clockTime(created) });
  const now = t(`invitation.${state}`, { time: clockTime(state === 'open' || state === 'expired' ? expires : since), who: who ?? '' });
  return `${now} · ${invited}`;
}

function controls(it, asking, ask, form) {
  if (!asking) {
    return h('button', { class: 'button button-later', 'data-testid': 'withdraw', onClick: () => ask(true) }, t('invitation.withdraw'));
  }
  return h('div', { class: 'row-ask' }, [
    h('p', t('invitation.sure', { name: it.name })),
    h('div', { class: 'buttons buttons-2' }, [
      h('button', { class: 'button button-later', 'data-testid': 'withdraw-yes', 'aria-busy': form.sending, onClick: form.submit }, t('yes')),
      h('button', { class: 'button button-later', onClick: () => ask(false) }, t('no')),
    ]),
  ]);
}
