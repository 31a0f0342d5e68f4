// How a person's day goes: what the rules that conclude something from hearing nothing go by.

import { h } from '../vendor.js';
import { api } from '../access/api.js';
import { formOf, sendPart, textField } from '../access/form.js';
import { load, standing, whyNotDone } from '../access/loaded.js';
import { session } from '../access/session.js';
import { t } from '../i18n.js';
import { say } from '../toast.js';

export const PersonDay = {
  props: { person: { type: String, required: true } },
  setup(props) {
    const path = () => `/api/people/${encodeURIComponent(props.person)}/day`;
    const day = load(path, (at) => api.get(at));
    return () => [
      h('h2', t('day.title')),
      standing(day),
      day.value ? (['desk', 'doctor'].includes(session.me.role) ? h(DayForm, { key: JSON.stringify(day.value), day: day.value, path: path(), onSaved: day.again }) : h('p', words(day.value))) : null,
    ];
  },
};

const DayForm = {
  props: { day: { type: Object, required: true }, path: { type: String, required: true } },
  emits: ['saved'],
  setup(props, { emit }) {
    const { day } = props;
    const form = formOf({ wakes: day.wakes, sleeps: day.sleeps, greetingBy: day.greetingBy ?? '', still: String(day.stillAtMostMinutes) }, async () => {
      await api.put(props.path, { companions: day.companions, wakes: form.wakes, sleeps: form.sleeps, greetingBy: form.greetingBy || null, stillAtMostMinutes: Number(form.still) });
      say(t('day.saved'));
      emit('saved');
    });
    return () =>
      h('form', { class: 'register', 'data-testid': 'person-day', onSubmit: form.submit }, [
        h('div', { class: 'form-grid' }, [
          textField(form, 'wakes', t('day.wakes'), { type: 'time' }),
          textField(form, 'sleeps', t('day.sleeps'), { type: 'time' }),
          textField(form, 'greetingBy', t('day.greetingBy'), { type: 'time', required: false }),
          textField(form, 'still', t('day.still'), { type: 'number', min: 60, max: 1440, inputmode: 'numeric' }),
        ]),
        sendPart(form, t('edit.save'), 'save-day', whyNotDone),
      ]);
  },
};

function words({ wakes, sleeps, greetingBy, stillAtMostMinutes }) {
  return [t('day.words', { wakes, sleeps, n: stillAtMostMinutes }), greetingBy ? t('day.greetingWords', { time: greetingBy }) : ''].filter(Boolean).join(' · ');
}
