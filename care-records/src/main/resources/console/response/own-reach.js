// How one is reached oneself: on which ways, in which order, which of them are verified, and push to this browser.

import { h, onMounted, reactive, watch } from '../vendor.js';
import { api } from '../access/api.js';
import { formOf, sendPart, textField } from '../access/form.js';
import { load, standing, whyNotDone } from '../access/loaded.js';
import { t, word } from '../i18n.js';
import { say } from '../toast.js';
import { push, recallPush, switchPushOff, switchPushOn } from './push.js';

/** These are ours by the sign-in itself. */
const NEEDS_NO_CODE = ['page', 'push'];

export const OwnReach = {
  setup() {
    const reach = load(
      () => '/api/me/reach',
      (path) => api.get(path),
    );
    onMounted(recallPush);
    watch(() => push.state, reach.again);
    return () =>
      h('div', { class: 'register', 'data-testid': 'own-reach' }, [
        h('h2', t('reach.title')),
        h('p', { class: 'soft' }, t('reach.what')),
        standing(reach),
        h('ol', { class: 'rows' }, (reach.value?.ways ?? []).map((way) => h('li', { key: `${way.channel} ${way.to}` }, h(Way, { way, onVerified: reach.again })))),
        reach.value ? h(Wishes, { key: reach.value.owner, reach: reach.value, onSaved: reach.again }) : null,
        pushPart(),
      ]);
  },
};

const Way = {
  props: { way: { type: Object, required: true } },
  emits: ['verified'],
  setup(props, { emit }) {
    const asked = reactive({ id: null, problem: null });
    const form = formOf({ code: '' }, async () => {
      await api.post(`/api/verifications/${encodeURIComponent(asked.id)}`, { code: form.code.trim() });
      asked.id = null;
      emit('verified');
    });

    async function sendCode() {
      asked.problem = null;
      try {
        asked.id = (await api.post('/api/verifications', { owner: 'me', channel: props.way.channel, to: props.way.to })).id;
      } catch (problem) {
        asked.problem = problem;
      }
    }

    return () => {
      const { channel, to, verified } = props.way;
      const known = verified || NEEDS_NO_CODE.includes(channel);
      return h('div', { class: 'row row-band' }, [
        h('div', { class: 'row-main' }, [
          h('strong', word('way', channel)),
          to ? h('span', to) : null,
          h('span', { class: known ? 'soft' : 'still-unanswered' }, known ? t('reach.verified') : t('reach.unverified')),
        ]),
        known || asked.id ? null : h('button', { class: 'button button-later', 'data-testid': `verify-${channel}`, onClick: sendCode }, t('reach.sendCode')),
        asked.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(asked.problem)) : null,
        asked.id
          ? h('form', { class: 'times-filter', onSubmit: form.submit }, [
              textField(form, 'code', t('reach.code'), { inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 6 }),
              sendPart(form, t('reach.verify'), 'verify'),
            ])
          : null,
      ]);
    };
  },
};

const Wishes = {
  props: { reach: { type: Object, required: true } },
  emits: ['saved'],
  setup(props, { emit }) {
    const { reach } = props;
    const form = formOf({ phones: reach.phones.join(', '), email: reach.email ?? '' }, async () => {
      const { ntfy, webhook, channels, quiet, language } = reach;
      const phones = form.phones.split(/[,，、\s]+/).filter(Boolean);
      await api.put('/api/me/reach', { ntfy, webhook, channels, quiet, language, phones, email: form.email.trim() || null });
      say(t('reach.saved'));
      emit('saved');
    });
    return () =>
      h('form', { class: 'register', onSubmit: form.submit }, [
        textField(form, 'phones', t('reach.phones'), { required: false, inputmode: 'tel', autocomplete: 'tel' }),
        textField(form, 'email', t('reach.email'), { required: false, type: 'email', autocomplete: 'email' }),
        sendPart(form, t('reach.save'), 'save-reach'),
      ]);
  },
};

function pushPart() {
  const switchable = push.state === 'on' || push.state === 'off';
  return h('div', { class: 'row row-band', 'data-testid': 'push', 'data-state': push.state }, [
    h('div', { class: 'row-main' }, h('strong', t('reach.push'))),
    push.state === 'asking' ? null : h('p', { class: 'soft' }, t(`reach.push.${push.state}`)),
    push.problem ? h('p', { class: 'refusal', role: 'alert' }, push.problem.status ? whyNotDone(push.problem) : push.problem.message) : null,
    switchable
      ? h(
          'button',
          { class: 'button button-later', 'aria-busy': push.busy, 'data-testid': 'switch-push', onClick: push.state === 'on' ? switchPushOff : switchPushOn },
          t(push.state === 'on' ? 'reach.push.switchOff' : 'reach.push.switchOn'),
        )
      : null,
  ]);
}
