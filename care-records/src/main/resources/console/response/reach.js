// How somebody is reached: on which ways, in which order, which of them are verified; one's own with push to this browser.

import { h, onMounted, reactive, ref, watch } from '../vendor.js';
import { api } from '../access/api.js';
import { choiceField, formOf, sendPart, textField } from '../access/form.js';
import { load, standing, whyNotDone } from '../access/loaded.js';
import { t, word } from '../i18n.js';
import { say } from '../toast.js';
import { push, recallPush, switchPushOff, switchPushOn } from './push.js';

/** These are theirs by the sign-in itself. */
const NEEDS_NO_CODE = ['page', 'push'];
const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** One's own ways, with push to this browser. */
export const OwnReach = {
  setup() {
    const reach = reachAt(() => '/api/me/reach');
    onMounted(recallPush);
    watch(() => push.state, reach.again);
    return () => h('div', { class: 'register', 'data-testid': 'own-reach' }, [h('h2', t('reach.title')), waysOf(reach, '/api/me/reach', 'me'), pushPart()]);
  },
};

/** Somebody else's ways, for the office; read once it is opened. */
export const ReachOf = {
  props: { path: { type: String, required: true }, name: { type: String, required: true } },
  setup(props) {
    const open = ref(false);
    return () =>
      h('details', { class: 'register', 'data-testid': 'reach-of', onToggle: (event) => (open.value = event.target.open) }, [
        h('summary', t('reach.of', { name: props.name })),
        open.value ? h(OpenReach, { path: props.path }) : null,
      ]);
  },
};

const OpenReach = {
  props: { path: { type: String, required: true } },
  setup(props) {
    const reach = reachAt(() => props.path);
    return () => h('div', waysOf(reach, props.path, reach.value?.owner));
  },
};

function reachAt(path) {
  return load(path, (at) => api.get(at));
}

function waysOf(reach, path, owner) {
  const ways = reach.value?.ways ?? [];
  return [
    h('p', { class: 'soft' }, t('reach.what')),
    standing(reach),
    reach.value && ways.length === 0 ? h('p', { class: 'still-unanswered' }, t('reach.noWay')) : null,
    h('ol', { class: 'rows' }, ways.map((way) => h('li', { key: `${way.channel} ${way.to}` }, h(Way, { way, owner, onVerified: reach.again })))),
    reach.value ? h(Wishes, { key: JSON.stringify(reach.value), reach: reach.value, path, onSaved: reach.again }) : null,
  ];
}

const Way = {
  props: { way: { type: Object, required: true }, owner: { type: String, required: true } },
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
        asked.id = (await api.post('/api/verifications', { owner: props.owner, channel: props.way.channel, to: props.way.to })).id;
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
  props: { reach: { type: Object, required: true }, path: { type: String, required: true } },
  emits: ['saved'],
  setup(props, { emit }) {
    const { reach } = props;
    const form = formOf(valuesOf(reach), async () => {
      await api.put(props.path, bodyOf(reach, form));
      say(t('reach.saved'));
      emit('saved');
    });
    const firsts = [...new Set([...reach.ways.map(({ channel }) => channel), ...reach.channels])];
    return () =>
      h('form', { class: 'register', onSubmit: form.submit }, [
        textField(form, 'phones', t('reach.phones'), { required: false, inputmode: 'tel', autocomplete: 'off' }),
        textField(form, 'email', t('reach.email'), { required: false, type: 'email', autocomplete: 'off' }),
        reach.available.includes('ntfy') ? textField(form, 'ntfy', t('reach.ntfy'), { required: false, maxlength: 64, autocomplete: 'off' }) : null,
        choiceField(form, 'first', t('reach.first'), [['', t('reach.first.none')], ...firsts.map((channel) => [channel, word('way', channel)])]),
        choiceField(form, 'language', t('reach.language'), [['', t('reach.language.none')], ['zh-CN', '中文'], ['en', 'English']]),
        isOneSpan(reach.quiet)
          ? h('div', { class: 'times-filter' }, [
              textField(form, 'quietFrom', t('reach.quietFrom'), { required: false, type: 'time' }),
              textField(form, 'quietTo', t('reach.quietTo'), { required: false, type: 'time' }),
            ])
          : h('p', { class: 'soft' }, `${t('reach.quiet')} ${reach.quiet.map(({ from, to }) => `${from}–${to}`).join(', ')}`),
        h('p', { class: 'soft' }, t('reach.quietWhat')),
        sendPart(form, t('reach.save'), 'save-reach'),
      ]);
  },
};

/** None, or the same every day: what two fields can say. */
function isOneSpan(quiet) {
  return quiet.length === 0 || (quiet.length === 1 && quiet[0].days.length === WEEK.length);
}

function valuesOf({ phones, email, ntfy, channels, language, quiet }) {
  const [span] = isOneSpan(quiet) ? quiet : [];
  return {
    phones: phones.join(', '),
    email: email ?? '',
    ntfy: ntfy ?? '',
    first: channels[0] ?? '',
    language: language ?? '',
    quietFrom: span?.from ?? '',
    quietTo: span?.to ?? '',
  };
}

function bodyOf({ webhook, channels, quiet }, form) {
  const { quietFrom: from, quietTo: to } = form;
  return {
    webhook,
    phones: form.phones.split(/[,，、\s]+/).filter(Boolean),
    email: form.email.trim() || null,
    ntfy: form.ntfy.trim() || null,
    channels: form.first ? [form.first, ...channels.filter((it) => it !== form.first)] : [],
    language: form.language || null,
    quiet: isOneSpan(quiet) ? (from && to ? [{ days: WEEK, from, to }] : []) : quiet,
  };
}

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
