// Where the family joins with the code the office gave them.

import { h } from '../vendor.js';
import { t } from '../i18n.js';
import { goTo, linkTo } from '../router.js';
import { api, Problem } from './api.js';
import { formOf, sendPart, textField, wordsOf } from './form.js';
import { recallSession } from './session.js';

export const JoinPage = {
  props: { code: { type: String, default: '' } },
  setup(props) {
    const form = formOf({ code: props.code, joinName: '', joinAccount: '', joinPassword: '' }, async () => {
      await api.post('/api/invitations/redeem', {
        code: form.code,
        name: form.joinName.trim(),
        account: form.joinAccount.trim(),
        password: form.joinPassword,
      });
      await recallSession();
      goTo(linkTo.people());
    });
    return () =>
      h('main', { class: 'sign-in', id: 'main' }, [
        h('div', { class: 'sign-in-head' }, [
          h('img', { src: '/favicon.svg', alt: '', width: 72, height: 72 }),
          h('h1', { tabindex: -1 }, t('join.title')),
          h('p', t('join.what')),
        ]),
        h('form', { class: 'sheet', onSubmit: form.submit }, [
          textField(form, 'code', t('join.code'), { maxlength: 20, autocapitalize: 'characters', autocomplete: 'off' }),
          textField(form, 'joinName', t('join.name'), { maxlength: 64, autocomplete: 'name' }),
          textField(form, 'joinAccount', t('join.account'), { maxlength: 64, autocomplete: 'username' }),
          textField(form, 'joinPassword', t('join.password'), { type: 'password', minlength: 10, autocomplete: 'new-password' }),
          h('p', { class: 'soft' }, t('account.password.rule')),
          sendPart(form, t('join.go'), 'join', wordsFor),
        ]),
        h('a', { class: 'back-link', href: linkTo.board() }, t('join.haveAccount')),
      ]);
  },
};

function wordsFor(problem) {
  const known = problem instanceof Problem && { 404: 'join.unknown', 409: 'join.taken' }[problem.status];
  return known ? t(known) : wordsOf(problem);
}
