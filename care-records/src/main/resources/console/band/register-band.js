// Registers a band: its serial in, its secret out, once.

import { h, shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { whyNotDone } from '../access/loaded.js';
import { language, t } from '../i18n.js';

export const RegisterBand = {
  emits: ['registered'],
  setup(_props, { emit }) {
    const form = shallowReactive({ serial: '', profile: 'contract', profiles: [], sending: false, problem: null, made: null });

    api.get('/api/band-profiles').then(
      ({ items }) => {
        form.profiles = items;
      },
      () => {}, // without the catalogue a band is registered as the contract has it
    );

    async function submit(event) {
      event.preventDefault();
      if (form.sending) {
        return;
      }
      Object.assign(form, { sending: true, problem: null });
      try {
        Object.assign(form, { made: await api.post('/api/bands', { serial: form.serial.trim(), profile: form.profile }), serial: '' });
        emit('registered');
      } catch (problem) {
        form.problem = problem;
      } finally {
        form.sending = false;
      }
    }

    return () => h('div', { class: 'sheet' }, form.made ? h(SecretShown, { made: form.made, onClosed: () => (form.made = null) }) : serialPart(form, submit));
  },
};

function serialPart(form, submit) {
  return h('form', { class: 'register', onSubmit: submit }, [
    h('h2', t('bands.register')),
    h('label', { class: 'field' }, [
      h('span', t('bands.serial')),
      h('input', {
        required: true,
        maxlength: 64,
        autocapitalize: 'none',
        spellcheck: false,
        autocomplete: 'off',
        'data-testid': 'new-serial',
        value: form.serial,
        onInput: (event) => {
          form.serial = event.target.value;
        },
      }),
    ]),
    form.profiles.length > 0 ? profilePart(form) : null,
    form.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(form.problem)) : null,
    h(
      'button',
      { class: 'button button-main', 'data-testid': 'register-band', 'aria-busy': form.sending },
      t(form.sending ? 'tap.sending' : 'bands.registerGo'),
    ),
  ]);
}

function profilePart(form) {
  return h('label', { class: 'field' }, [
    h('span', t('bands.profile')),
    h(
      'select',
      {
        'data-testid': 'new-profile',
        value: form.profile,
        onChange: (event) => {
          form.profile = event.target.value;
        },
      },
      form.profiles.map((profile) => h('option', { value: profile.id }, profile.name[language.value] ?? profile.name.en)),
    ),
  ]);
}

/** A secret, once: it stays until it is closed by hand, and cannot be shown again. */
export const SecretShown = {
  props: { made: { type: Object, required: true } },
  emits: ['closed'],
  setup(props, { emit }) {
    const copied = shallowReactive({ yes: false });
    return () => {
      const { serial, secret } = props.made;
      return h('div', { class: 'register', role: 'status' }, [
        h('p', t('bands.secret', { serial })),
        h('code', { class: 'secret', 'data-testid': 'new-secret' }, secret),
        h('div', { class: 'buttons buttons-2' }, [
          h('button', { class: 'button button-later', onClick: () => copy(secret, copied) }, t(copied.yes ? 'bands.copied' : 'bands.copy')),
          h('button', { class: 'button button-text', onClick: () => emit('closed') }, t('bands.secretKept')),
        ]),
      ]);
    };
  },
};

/** Over plain HTTP a browser offers no clipboard: the secret is then selected, ready for the reader's own copy. */
async function copy(secret, copied) {
  try {
    await navigator.clipboard.writeText(secret);
    copied.yes = true;
  } catch {
    getSelection().selectAllChildren([...document.querySelectorAll('.secret')].find((shown) => shown.textContent === secret));
  }
}
