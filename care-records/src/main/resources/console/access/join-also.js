// A family that is signed in takes one more of theirs to itself, with the code the office gave for that one.

import { h } from '../vendor.js';
import { t } from '../i18n.js';
import { goTo, linkTo } from '../router.js';
import { say } from '../toast.js';
import { api, Problem } from './api.js';
import { formOf, sendPart, textField, wordsOf } from './form.js';

export const JoinAlso = {
  props: { code: { type: String, default: '' } },
  setup(props) {
    const form = formOf({ code: props.code }, async () => {
      await api.post('/api/invitations/redeem', { code: form.code });
      form.code = '';
      say(t('join.also.done'));
      goTo(linkTo.people());
    });
    return () =>
      h('form', { class: 'register', onSubmit: form.submit }, [
        h('h2', t('join.also')),
        h('p', { class: 'soft' }, t('join.also.what')),
        textField(form, 'code', t('join.code'), { maxlength: 20, autocapitalize: 'characters', autocomplete: 'off' }),
        sendPart(form, t('join.go'), 'join-also', wordsFor),
      ]);
  },
};

function wordsFor(problem) {
  return problem instanceof Problem && problem.status === 404 ? t('join.unknown') : wordsOf(problem);
}
