// The office's button on a person's page: makes a code for one of the family.

import { h, reactive } from '../vendor.js';
import { t } from '../i18n.js';
import { api } from './api.js';
import { formOf, sendPart, shownOnce, textField } from './form.js';
import { Invitations } from './invitations.js';
import { load } from './loaded.js';
import { keepsOffice } from './session.js';

export const InviteFamily = {
  props: { person: { type: String, required: true } },
  setup(props) {
    const state = reactive({ open: false, code: null });
    const path = () => `/api/people/${encodeURIComponent(props.person)}/invitations`;
    const list = load(path, async (it) => (keepsOffice() ? api.get(it) : { items: [] }));
    const form = formOf({ relation: '', invited: '' }, async () => {
      state.code = (await api.post(path(), { relation: form.relation.trim(), name: form.invited.trim() })).code;
      list.again();
    });

    function close() {
      Object.assign(state, { open: false, code: null });
      Object.assign(form, { relation: '', invited: '' });
    }

    return () =>
      keepsOffice()
        ? h('div', { class: 'sheet', 'data-testid': 'invitations' }, [h('h2', t('invite.title')), h(Invitations, { list, path: path() }), part(state, form, close)])
        : null;
  },
};

function part(state, form, close) {
  if (state.code) {
    const address = `${location.origin}/#/join/${state.code}`;
    return [
      shownOnce(t('invite.code', { name: form.invited }), `${state.code.slice(0, 5)}-${state.code.slice(5)}`, close),
      h('p', { class: 'soft topic' }, address),
    ];
  }
  if (!state.open) {
    const open = () => {
      state.open = true;
    };
    return h('button', { class: 'button button-later', 'data-testid': 'invite', onClick: open }, t('invite.go'));
  }
  return h('form', { class: 'register', onSubmit: form.submit }, [
    h('h2', t('invite.go')),
    textField(form, 'invited', t('invite.name'), { maxlength: 64, autocomplete: 'off' }),
    textField(form, 'relation', t('invite.relation'), { maxlength: 32, autocomplete: 'off' }),
    sendPart(form, t('invite.make'), 'invite-go'),
  ]);
}
