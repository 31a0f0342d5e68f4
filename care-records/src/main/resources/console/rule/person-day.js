// How a person's day goes: what the rules that conclude something from hearing nothing go by.

import { h } from '../vendor.js';
import { api } from '../access/api.js';
import { choiceField, formOf, sendPart, textField } from '../access/form.js';
import { load, standing } from '../access/loaded.js';
import { session } from '../access/session.js';
import { t } from '../i18n.js';
import { say } from '../toast.js';
import { Companions } from './companions.js';
import { triedPart, trialFor, trialOfAll, trialOn, tryIt, tryPart, whyNotSet } from './back-test.js';

/** Languages call themselves by their own names. */
const LANGUAGES = [
  ['', null],
  ['zh-CN', '中文'],
  ['en', 'English'],
];

export const PersonDay = {
  props: { person: { type: String, required: true }, own: { type: Boolean, required: true } },
  setup(props) {
    const path = () => `/api/people/${encodeURIComponent(props.person)}/day`;
    const day = load(path, (at) => api.get(at));
    const sets = () => props.own && ['desk', 'doctor'].includes(session.me.role);
    return () => [
      h('h2', t('day.title')),
      standing(day),
      day.value ? (sets() ? h(DayForm, { key: JSON.stringify({ ...day.value, companions: [] }), day: day.value, path: path(), onSaved: day.again }) : h('p', words(day.value))) : null,
      triedPart(day.value?.tried),
      day.value && sets() ? h(Companions, { key: props.person, person: props.person, day: day.value, path: path(), onSaved: day.again }) : null,
    ];
  },
};

const DayForm = {
  props: { day: { type: Object, required: true }, path: { type: String, required: true } },
  emits: ['saved'],
  setup(props, { emit }) {
    const { day } = props;
    const form = formOf({ wakes: day.wakes, sleeps: day.sleeps, greetingBy: day.greetingBy ?? '', still: String(day.stillAtMostMinutes ?? ''), wristLanguage: day.wristLanguage ?? '', fallAtOnce: day.fallAtOnce }, async () => {
      await trial.guarding(() => api.put(props.path, { companions: props.day.companions, ...hoursIn(form), wristLanguage: form.wristLanguage || null, fallAtOnce: form.fallAtOnce })).catch((problem) => {
        if (problem.type === 'back-test-needed') {
          say(JSON.stringify(hoursIn(form)) === set ? t('day.changedMeanwhile') : t('backTest.needed'));
          emit('saved'); // read anew
        }
        throw problem;
      });
      say(t('day.saved'));
      emit('saved');
    });
    const trial = trialOn(() => `${props.path}/back-tests`);
    const ofAll = trialOn(() => '/api/back-tests');
    const set = JSON.stringify(hoursIn(form));
    return () => {
      const hours = hoursIn(form);
      const other = JSON.stringify(hours) !== set;
      const tried = trial.isSeen(hours);
      return h('form', { class: 'register', 'data-testid': 'person-day', onSubmit: other && !tried ? (event) => tryIt(event, form, trial, hours) : form.submit }, [
        h('div', { class: 'form-grid' }, [
          textField(form, 'wakes', t('day.wakes'), { type: 'time' }),
          textField(form, 'sleeps', t('day.sleeps'), { type: 'time' }),
          textField(form, 'greetingBy', t('day.greetingBy'), { type: 'time', required: false }),
          textField(form, 'still', t('day.still'), { type: 'number', min: 60, max: 1440, inputmode: 'numeric', required: false, placeholder: t('day.stillLearnt') }),
          choiceField(form, 'wristLanguage', t('day.wristLanguage'), LANGUAGES.map(([tag, words]) => [tag, words ?? t('day.wristLanguage.own')])),
        ]),
        h('label', { class: 'tick' }, [
          h('input', { type: 'checkbox', 'data-testid': 'fall-at-once', checked: form.fallAtOnce, onChange: (event) => (form.fallAtOnce = event.target.checked) }),
          h('span', t('day.fallAtOnce')),
        ]),
        other ? trialFor(trial, hours, 'day-trial') : null,
        other && tried && session.me.role === 'doctor' ? ofAllPart(ofAll, hours) : null,
        other && !tried ? tryPart(trial, 'try-day') : sendPart(form, t('edit.save'), 'save-day', whyNotSet),
      ]);
    };
  },
};

function hoursIn({ wakes, sleeps, greetingBy, still }) {
  return { wakes, sleeps, greetingBy: greetingBy || null, stillAtMostMinutes: still ? Number(still) : null };
}

/** On everybody only what can be said of everybody: when each of them is up stays their own. */
function ofAllPart(trial, { greetingBy, stillAtMostMinutes }) {
  return greetingBy || stillAtMostMinutes ? trialOfAll(trial, { greetingBy, stillAtMostMinutes }) : null;
}

function words({ wakes, sleeps, greetingBy, stillAtMostMinutes, fallAtOnce }) {
  return [
    stillAtMostMinutes === null ? t('day.wordsLearnt', { wakes, sleeps }) : t('day.words', { wakes, sleeps, n: stillAtMostMinutes }),
    greetingBy ? t('day.greetingWords', { time: greetingBy }) : '',
    fallAtOnce ? t('day.fallAtOnceWords') : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
