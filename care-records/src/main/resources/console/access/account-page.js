// One's own account: password, where one is signed in, and tokens for programs.

import { h, reactive } from '../vendor.js';
import { t, word } from '../i18n.js';
import { OwnReach } from '../response/reach.js';
import { say } from '../toast.js';
import { clockTime } from '../time.js';
import { api } from './api.js';
import { choiceField, formOf, sendPart, shownOnce, textField } from './form.js';
import { JoinAlso } from './join-also.js';
import { load, standing } from './loaded.js';
import { recallSession, session } from './session.js';

const DAY = 86_400_000;

export const AccountPage = {
  setup() {
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'account-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'account-title', tabindex: -1 }, t('account.title'))),
        session.me.mustChangePassword ? h('p', { class: 'strip strip-urgent', role: 'status' }, t('account.mustChange')) : null,
        h('div', { class: 'sheet' }, h(OwnPassword)),
        session.me.mustChangePassword ? null : [session.me.role === 'family' ? h('div', { class: 'sheet' }, h(JoinAlso)) : null, h('div', { class: 'sheet' }, h(OwnReach)), h('div', { class: 'sheet' }, h(OwnSessions)), h('div', { class: 'sheet' }, h(OwnTokens))],
      ]);
  },
};

const OwnPassword = {
  setup() {
    const form = formOf({ old: '', fresh: '' }, async () => {
      await api.put('/api/me/password', { old: form.old, new: form.fresh });
      Object.assign(form, { old: '', fresh: '' });
      say(t('account.password.done'));
      await recallSession();
    });
    return () =>
      h('form', { class: 'register', onSubmit: form.submit }, [
        h('h2', t('account.password')),
        textField(form, 'old', t('account.password.old'), { type: 'password', autocomplete: 'current-password' }),
        textField(form, 'fresh', t('account.password.new'), { type: 'password', autocomplete: 'new-password', minlength: 10 }),
        h('p', { class: 'soft' }, t('account.password.rule')),
        sendPart(form, t('account.password.go'), 'change-password'),
      ]);
  },
};

const OwnSessions = {
  setup() {
    const list = load(
      () => '/api/me/sessions',
      (path) => api.get(path),
    );
    const ending = formOf({ path: '' }, async () => {
      await api.delete(ending.path);
      await list.again();
    });

    function end(path) {
      ending.path = path;
      ending.submit();
    }

    return () =>
      h('div', { class: 'register' }, [
        h('h2', t('account.sessions')),
        standing(list),
        h(
          'ul',
          { class: 'rows' },
          (list.value?.items ?? []).map((it) =>
            h('li', { class: 'row row-band', key: it.id, 'data-testid': 'session' }, [
              h('div', { class: 'row-main' }, [
                h('strong', it.device ?? t('account.device.unknown')),
                it.here ? h('span', { class: 'replay-word' }, t('account.here')) : null,
              ]),
              h('p', { class: 'soft' }, t('account.lastSeen', { time: clockTime(it.lastSeen), address: it.address ?? '' })),
              it.here
                ? null
                : h('button', { class: 'button button-later', onClick: () => end(`/api/me/sessions/${it.id}`) }, t('account.endSession')),
            ]),
          ),
        ),
        (list.value?.items.length ?? 0) > 1
          ? h('button', { class: 'button button-later', 'data-testid': 'end-others', onClick: () => end('/api/me/sessions') }, t('account.endOthers'))
          : null,
      ]);
  },
};

const OwnTokens = {
  setup() {
    const list = load(
      () => '/api/me/tokens',
      (path) => api.get(path),
    );
    const state = reactive({ secret: null });
    const form = formOf({ tokenName: '', scope: 'read', days: '90' }, async () => {
      const expires = new Date(Date.now() + Number(form.days) * DAY).toISOString();
      state.secret = (await api.post('/api/me/tokens', { name: form.tokenName.trim(), scope: form.scope, expires })).secret;
      form.tokenName = '';
      await list.again();
    });

    async function revoke(token) {
      await api.delete(`/api/me/tokens/${token.id}`).catch((problem) => {
        form.problem = problem;
      });
      await list.again();
    }

    return () =>
      h('div', { class: 'register' }, [
        h('h2', t('account.tokens')),
        h('p', { class: 'soft' }, t('account.tokens.what')),
        standing(list),
        h('ul', { class: 'rows' }, (list.value?.items ?? []).map((token) => tokenRow(token, () => revoke(token)))),
        state.secret
          ? shownOnce(t('account.token.secret'), state.secret, () => {
              state.secret = null;
            })
          : tokenForm(form),
      ]);
  },
};

function tokenRow(token, revoke) {
  const over = new Date(token.expires) < new Date();
  return h('li', { class: 'row row-band', key: token.id, 'data-testid': 'token' }, [
    h('div', { class: 'row-main' }, [h('strong', token.name), h('span', { class: 'soft' }, word('scope', token.scope))]),
    h('p', { class: 'soft' }, [
      t(over ? 'account.token.over' : 'account.token.until', { time: clockTime(token.expires) }),
      ' · ',
      token.lastUsed ? t('account.token.used', { time: clockTime(token.lastUsed) }) : t('account.token.unused'),
    ]),
    h('button', { class: 'button button-later', onClick: revoke }, t('account.token.revoke')),
  ]);
}

function tokenForm(form) {
  return h('form', { class: 'register', onSubmit: form.submit }, [
    textField(form, 'tokenName', t('account.token.name'), { maxlength: 64 }),
    choiceField(form, 'scope', t('account.token.scope'), ['read', 'write', 'fhir'].map((scope) => [scope, t(`scope.${scope}`)])),
    choiceField(form, 'days', t('account.token.lasts'), ['30', '90', '365'].map((n) => [n, t('account.token.days', { n })])),
    sendPart(form, t('account.token.make'), 'make-token'),
  ]);
}
