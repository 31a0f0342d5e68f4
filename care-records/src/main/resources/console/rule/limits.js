// The limits a doctor has set for a person, and what is usual for them: what the rules go by.

import { h } from '../vendor.js';
import { api } from '../access/api.js';
import { choiceField, formOf, sendPart, textField } from '../access/form.js';
import { load, standing } from '../access/loaded.js';
import { session } from '../access/session.js';
import { t, word } from '../i18n.js';
import { say } from '../toast.js';
import { dateOf, dayOf, now } from '../time.js';
import { triedPart, trialFor, trialOfAll, trialOn, tryIt, tryPart, whyNotSet } from './back-test.js';

const SIGNS = ['heartRate', 'spo2', 'systolic', 'diastolic', 'temperature'];
const MINUTE = 60;
const EMPTY = { low: '', high: '', minutes: '', reason: '', until: '' };

export const Limits = {
  props: { person: { type: String, required: true }, own: { type: Boolean, required: true } },
  setup(props) {
    const path = () => `/api/people/${encodeURIComponent(props.person)}`;
    const limits = load(path, (at) => api.get(`${at}/limits`));
    const usual = load(path, (at) => api.get(`${at}/baseline`));
    const trial = trialOn(() => `${path()}/back-tests`);
    const ofAll = trialOn(() => '/api/back-tests');
    const form = formOf({ sign: SIGNS[0], ...EMPTY }, async () => {
      await trial.guarding(() => api.post(`${path()}/limits`, { ...limitIn(form), reason: form.reason.trim(), until: endOf(form.until) }));
      Object.assign(form, EMPTY);
      trial.clear();
      ofAll.clear();
      say(t('limits.saved'));
      limits.again();
    });

    async function end(id) {
      try {
        await api.post(`${path()}/limits/${encodeURIComponent(id)}/end`);
        limits.again();
      } catch (problem) {
        form.problem = problem;
      }
    }

    return () =>
      h('div', { class: 'sheet register', 'data-testid': 'limits' }, [
        h('h2', t('limits.title')),
        usual.value ? h('p', { class: 'soft' }, usualWords(usual.value)) : null,
        standing(limits),
        limits.value?.items.length === 0 ? h('p', { class: 'soft' }, t('limits.none')) : null,
        h('ul', { class: 'rows' }, (limits.value?.items ?? []).map((limit) => h('li', { key: limit.id }, row(limit, props.own, end)))),
        props.own && session.me.role === 'doctor' ? setForm(form, trial, ofAll) : null,
      ]);
  },
};

function limitIn(form) {
  return {
    sign: form.sign,
    low: numberIn(form.low),
    high: numberIn(form.high),
    lastingSeconds: form.minutes === '' ? null : Math.round(Number(form.minutes) * MINUTE),
  };
}

/** First it is tried; when what came of it stands there, it can be set. What is changed then is tried anew. */
function setForm(form, trial, ofAll) {
  const number = { required: false, type: 'number', min: 0, max: 400, step: 'any', inputmode: 'decimal' };
  const limit = limitIn(form);
  const tried = trial.isSeen(limit);
  return h('form', { class: 'register', onSubmit: tried ? form.submit : (event) => tryIt(event, form, trial, limit) }, [
    h('h3', t('limits.set')),
    choiceField(form, 'sign', t('limits.sign'), SIGNS.map((sign) => [sign, word('limits.of', sign)]), { 'data-testid': 'limit-sign' }),
    h('div', { class: 'form-grid' }, [
      textField(form, 'low', t('limits.low'), { ...number, 'data-testid': 'limit-low' }),
      textField(form, 'high', t('limits.high'), { ...number, 'data-testid': 'limit-high' }),
      textField(form, 'minutes', t('limits.minutes'), { ...number, max: 1440, 'data-testid': 'limit-minutes' }),
    ]),
    trialFor(trial, limit, 'trial'),
    tried ? trialOfAll(ofAll, limit) : null,
    tried
      ? [
          textField(form, 'reason', t('limits.reason'), { maxlength: 200, autocapitalize: 'sentences', 'data-testid': 'limit-reason' }),
          textField(form, 'until', t('limits.lastDay'), { required: false, type: 'date', min: dateOf(now.value), 'data-testid': 'limit-until' }),
          sendPart(form, t('limits.set'), 'set-limit', whyNotSet),
        ]
      : tryPart(trial, 'try-limit'),
  ]);
}

function row(limit, own, end) {
  const ended = limit.until && Date.parse(limit.until) <= now.value;
  return h('div', { class: ['row', 'row-band', { 'consent-ended': ended }] }, [
    h('div', { class: 'row-main' }, [h('strong', `${word('limits.of', limit.sign)} ${rangeWords(limit)}`), limit.lastingSeconds ? h('span', t('limits.for', { n: Math.round(limit.lastingSeconds / MINUTE) })) : null]),
    h('p', { class: 'soft' }, t('limits.why', { reason: limit.reason, by: limit.by, since: dayOf(limit.since) }) + (limit.until ? t('limits.until', { day: dayOf(Date.parse(limit.until) - 1) }) : '')),
    triedPart(limit.tried),
    !ended && own && session.me.role === 'doctor' ? h('button', { type: 'button', class: 'button button-later', 'data-testid': 'end-limit', onClick: () => end(limit.id) }, t('limits.end')) : null,
  ]);
}

function rangeWords({ low, high }) {
  return [low === null ? null : `≤ ${low}`, high === null ? null : `≥ ${high}`].filter(Boolean).join(' · ');
}

/** "Usual at rest: 62–78 by day": the newest night's reckoning, or how many days are still missing. */
function usualWords({ daysNeeded, items }) {
  const [newest] = items;
  if (!newest?.inUse) {
    return t('limits.learning', { n: newest?.days ?? 0, needed: daysNeeded });
  }
  const parts = Object.entries(newest.parts).map(([part, { median, spread }]) => `${word('limits.part', part)} ${Math.round(median - 2 * spread)}–${Math.round(median + 2 * spread)}`);
  return t('limits.usual', { parts: parts.join(' · ') });
}

/** A day is meant with its last minute; null for no day. */
function endOf(day) {
  if (!day) {
    return null;
  }
  const end = new Date(`${day}T00:00`);
  end.setDate(end.getDate() + 1);
  return end.toISOString();
}

function numberIn(text) {
  return text === '' ? null : Number(text);
}
