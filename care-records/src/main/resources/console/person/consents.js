// What may be shown to whom: given, and taken back. What was taken back stays to be read.

import { h, shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { load, standing, whyNotDone } from '../access/loaded.js';
import { keepsOffice } from '../access/session.js';
import { t, word } from '../i18n.js';
import { clockTime } from '../time.js';

/** What may be shown, and to whom each. */
const TO_WHOM = {
  health: ['family', 'grid'],
  readings: ['family', 'grid'],
  position: ['family', 'grid', 'volunteers'],
  calls: ['family'],
};

export const Consents = {
  props: { person: { type: String, required: true } },
  setup(props) {
    const path = () => `/api/people/${encodeURIComponent(props.person)}/consents`;
    const consents = load(path, (at) => api.get(at));
    const form = shallowReactive({ open: false, toWhom: 'family', what: 'readings', givenBy: '', sending: false, problem: null });

    async function done(work) {
      Object.assign(form, { sending: true, problem: null });
      try {
        await work();
        Object.assign(form, { open: false, givenBy: '' });
        await consents.again();
      } catch (problem) {
        form.problem = problem;
      } finally {
        form.sending = false;
      }
    }

    const give = (event) => {
      event.preventDefault();
      done(() => api.post(path(), { toWhom: TO_WHOM[form.what].includes(form.toWhom) ? form.toWhom : 'family', what: form.what, givenBy: form.givenBy }));
    };
    const revoke = (id) => done(() => api.post(`${path()}/${encodeURIComponent(id)}/revoke`));

    return () => [
      h('h2', t('consent.title')),
      standing(consents),
      keepsOffice() ? h('p', { class: 'soft' }, t('consent.note')) : null,
      consents.value?.items.length === 0 ? h('p', { class: 'soft' }, t('consent.none')) : null,
      h('ul', { class: 'consents' }, (consents.value?.items ?? []).map((consent) => h('li', { key: consent.id }, line(consent, revoke, form.sending)))),
      form.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(form.problem)) : null,
      keepsOffice() ? (form.open ? giveForm(form, give) : openButton(form)) : null,
    ];
  },
};

function line(consent, revoke, sending) {
  const time = clockTime(consent.since);
  return h('div', { class: ['consent', { 'consent-ended': consent.until }] }, [
    h('p', [
      h('strong', t('consent.line', { what: word('consent.what', consent.what), whom: word('consent.to', consent.toWhom) })),
      h('span', { class: 'soft' }, t('consent.by', { by: consent.givenBy, time })),
      consent.until ? h('span', { class: 'soft' }, t('consent.until', { time: clockTime(consent.until) })) : null,
    ]),
    !consent.until && keepsOffice() ? h('button', { class: 'button button-later', disabled: sending, onClick: () => revoke(consent.id) }, t('consent.revoke')) : null,
  ]);
}

function openButton(form) {
  return h(
    'button',
    {
      class: 'text-link text-button',
      onClick: () => {
        form.open = true;
      },
    },
    t('consent.add'),
  );
}

function giveForm(form, give) {
  return h('form', { class: 'register', onSubmit: give }, [
    choice(form, 'what', Object.keys(TO_WHOM), 'consent.what'),
    choice(form, 'toWhom', TO_WHOM[form.what], 'consent.to'),
    h('label', { class: 'field' }, [
      h('span', t('consent.givenBy')),
      h('input', {
        required: true,
        maxlength: 100,
        value: form.givenBy,
        onInput: (event) => {
          form.givenBy = event.target.value;
        },
      }),
    ]),
    h('button', { class: 'button button-later', 'aria-busy': form.sending }, t('consent.give')),
  ]);
}

function choice(form, name, values, set) {
  return h('label', { class: 'field' }, [
    h('span', t(`consent.${name}`)),
    h(
      'select',
      {
        value: form[name],
        onChange: (event) => {
          form[name] = event.target.value;
        },
      },
      values.map((value) => h('option', { value }, word(set, value))),
    ),
  ]);
}
