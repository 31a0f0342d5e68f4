// The sign-in page.

import { h, reactive } from '../vendor.js';
import { t } from '../i18n.js';
import { linkTo } from '../router.js';
import { api, Problem } from './api.js';
import { whyNotDone } from './loaded.js';
import { session, signIn } from './session.js';

export const SignInPage = {
  setup() {
    const form = reactive({ account: '', password: '', sending: false, problem: null });

    const ways = reactive({ openId: null });
    api.get('/api/sign-in-ways').then(
      (answer) => Object.assign(ways, answer),
      () => {}, // without an answer there is still account and password
    );

    async function submit(event) {
      event.preventDefault();
      if (form.sending) {
        return;
      }
      form.sending = true;
      form.problem = null;
      try {
        await signIn(form.account.trim(), form.password);
      } catch (problem) {
        form.problem = problem;
      } finally {
        form.sending = false;
      }
    }

    return () =>
      h('main', { class: 'sign-in', id: 'main' }, [
        h('div', { class: 'sign-in-head' }, [
          h('img', { src: '/favicon.svg', alt: '', width: 72, height: 72 }),
          h('h1', t('silverbell')),
          h('p', t('sign-in.motto')),
        ]),
        session.expired ? h('p', { class: 'strip strip-urgent', role: 'status' }, t('sign-in.expired')) : null,
        h('form', { class: 'sheet', onSubmit: submit, 'aria-label': t('sign-in.title') }, [
          field('account', 'text', 'username', form),
          field('password', 'password', 'current-password', form),
          form.problem ? h('p', { class: 'refusal', role: 'alert' }, wordsFor(form.problem)) : null,
          h('button', { class: 'button button-main', 'data-testid': 'sign-in', 'aria-busy': form.sending }, t(form.sending ? 'sign-in.sending' : 'sign-in.go')),
        ]),
        ways.openId
          ? h('a', { class: 'button', href: '/api/openid/sign-in', 'data-testid': 'sign-in-openid' }, t('sign-in.openid', { name: ways.openId.name }))
          : null,
        h('a', { class: 'back-link', href: linkTo.join(), 'data-testid': 'to-join' }, t('sign-in.join')),
      ]);
  },
};

function field(name, type, autocomplete, form) {
  return h('label', { class: 'field' }, [
    h('span', t(`sign-in.${name}`)),
    h('input', {
      type,
      name,
      autocomplete,
      autocapitalize: 'none',
      spellcheck: false,
      required: true,
      'data-testid': name,
      value: form[name],
      onInput: (event) => {
        form[name] = event.target.value;
      },
    }),
  ]);
}

function wordsFor(problem) {
  if (problem instanceof Problem && problem.status === 429) {
    return t('sign-in.wait');
  }
  return problem instanceof Problem && problem.status === 401 ? t('sign-in.wrong') : whyNotDone(problem);
}
