// Who may sign in: for the administrator, who adds, disables, and hands out one-time passwords.

import { h, reactive } from '../vendor.js';
import { cellChoices } from '../grid/duty.js';
import { t, word } from '../i18n.js';
import { api } from './api.js';
import { choiceField, formOf, sendPart, shownOnce, textField } from './form.js';
import { load, standing, whyNotDone } from './loaded.js';
import { session } from './session.js';

const ROLES = ['doctor', 'grid', 'family', 'admin'];

export const AccountsPage = {
  setup() {
    const list = load(
      () => '/api/accounts',
      (path) => api.get(path),
    );
    const ways = load(
      () => '/api/sign-in-ways',
      (path) => api.get(path),
    );
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'accounts-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'accounts-title', tabindex: -1 }, t('accounts.title'))),
        h('div', { class: 'sheet' }, h(NewAccount, { onMade: list.again })),
        standing(list),
        h(
          'ul',
          { class: 'rows' },
          (list.value?.items ?? []).map((account) => h('li', { key: account.account }, h(AccountRow, { account, provider: ways.value?.openId?.name ?? null, onChanged: list.again }))),
        ),
      ]);
  },
};

const NewAccount = {
  emits: ['made'],
  setup(_props, { emit }) {
    const state = reactive({ made: null });
    const cells = load(
      () => '/api/grid',
      (path) => api.get(path),
    );
    const form = formOf({ newAccount: '', newName: '', role: 'doctor', cell: '' }, async () => {
      const draft = { account: form.newAccount.trim(), name: form.newName.trim(), role: form.role };
      state.made = await api.post('/api/accounts', form.role === 'grid' ? { ...draft, cell: form.cell } : draft);
      Object.assign(form, { newAccount: '', newName: '' });
      emit('made');
    });

    return () =>
      state.made
        ? shownOnce(t('accounts.oneTime', { account: state.made.account }), state.made.oneTimePassword, () => {
            state.made = null;
          })
        : h('form', { class: 'register', onSubmit: form.submit }, [
            h('h2', t('accounts.add')),
            textField(form, 'newAccount', t('sign-in.account'), { maxlength: 64, autocomplete: 'off' }),
            textField(form, 'newName', t('accounts.name'), { maxlength: 64, autocomplete: 'off' }),
            choiceField(form, 'role', t('accounts.role'), ROLES.map((role) => [role, t(`role.${role}`)])),
            form.role === 'grid' ? choiceField(form, 'cell', t('accounts.cell'), [['', t('resolve.choose')], ...cellChoices(cells.value?.items ?? [])]) : null,
            sendPart(form, t('accounts.addGo'), 'add-account'),
          ]);
  },
};

const AccountRow = {
  props: { account: { type: Object, required: true }, provider: { type: String, default: null } },
  emits: ['changed'],
  setup(props, { emit }) {
    const state = reactive({ asking: null, oneTime: null });
    const path = () => `/api/accounts/${encodeURIComponent(props.account.account)}`;
    const form = formOf({}, async () => {
      if (state.asking === 'oneTime') {
        state.oneTime = (await api.post(`${path()}/one-time-password`)).oneTimePassword;
      } else {
        await api.put(`${path()}/disabled`, { disabled: !props.account.disabled });
      }
      state.asking = null;
      emit('changed');
    });

    function linked(changed) {
      state.asking = null;
      if (changed) {
        emit('changed');
      }
    }

    return () =>
      h('div', { class: 'row row-band', 'data-testid': 'account-row', 'data-account': props.account.account }, [
        h('div', { class: 'row-main' }, [h('strong', props.account.name), h('span', { class: 'soft' }, props.account.account)]),
        h('p', { class: 'soft' }, [word('role', props.account.role), standingWord(props.account)]),
        form.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(form.problem)) : null,
        state.oneTime
          ? shownOnce(t('accounts.oneTime', { account: props.account.account }), state.oneTime, () => {
              state.oneTime = null;
            })
          : state.asking === 'link'
            ? h(LinkAccount, { account: props.account, provider: props.provider, onDone: linked })
            : rowControls(props.account, state, form, props.provider),
      ]);
  },
};

/** Which person of the sign-in provider opens the account: by the number that they are shown who is not linked yet. */
const LinkAccount = {
  props: { account: { type: Object, required: true }, provider: { type: String, required: true } },
  emits: ['done'],
  setup(props, { emit }) {
    const form = formOf({ subject: props.account.subject ?? '' }, async () => {
      await api.put(`/api/accounts/${encodeURIComponent(props.account.account)}/subject`, { subject: form.subject.trim() || null });
      emit('done', true);
    });
    return () =>
      h('form', { class: 'register', onSubmit: form.submit }, [
        textField(form, 'subject', t('accounts.subject', { provider: props.provider }), { maxlength: 255, autocomplete: 'off', required: false }),
        h('p', { class: 'soft' }, t('accounts.subjectNote')),
        sendPart(form, t('accounts.linkGo'), 'link-account'),
        h('button', { class: 'button button-text', type: 'button', onClick: () => emit('done', false) }, t('no')),
      ]);
  },
};

function standingWord(account) {
  if (account.disabled) {
    return ` · ${t('accounts.disabled')}`;
  }
  return account.mustChangePassword ? ` · ${t('accounts.mustChange')}` : '';
}

function rowControls(account, state, form, provider) {
  const ask = (what) => {
    state.asking = what;
  };
  if (state.asking) {
    return h('div', { class: 'row-ask' }, [
      h('p', t(`accounts.sure.${state.asking}`, { name: account.name })),
      h('div', { class: 'buttons buttons-2' }, [
        h('button', { class: 'button button-later', 'data-testid': 'account-yes', onClick: form.submit }, t('yes')),
        h('button', { class: 'button button-later', onClick: () => ask(null) }, t('no')),
      ]),
    ]);
  }
  const own = account.account === session.me.account;
  const turn = account.disabled ? 'enable' : 'disable';
  return h('div', { class: 'buttons buttons-2' }, [
    h('button', { class: 'button button-later', 'data-testid': 'one-time', onClick: () => ask('oneTime') }, t('accounts.oneTimeGo')),
    provider
      ? h('button', { class: 'button button-later', 'data-testid': 'link', onClick: () => ask('link') }, t(account.subject ? 'accounts.linked' : 'accounts.link', { provider }))
      : null,
    own ? null : h('button', { class: 'button button-later', 'data-testid': turn, onClick: () => ask(turn) }, t(`accounts.${turn}`)),
  ]);
}
