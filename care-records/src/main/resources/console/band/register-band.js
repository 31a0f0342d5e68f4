// Registers a band: its serial in, its secret out, once.

import { h, shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { whyNotDone } from '../access/loaded.js';
import { t } from '../i18n.js';

export const RegisterBand = {
  emits: ['registered'],
  setup(_props, { emit }) {
    const form = shallowReactive({ serial: '', sending: false, problem: null, made: null, copied: false });

    async function submit(event) {
      event.preventDefault();
      if (form.sending) {
        return;
      }
      Object.assign(form, { sending: true, problem: null });
      try {
        Object.assign(form, { made: await api.post('/api/bands', { serial: form.serial.trim() }), serial: '', copied: false });
        emit('registered');
      } catch (problem) {
        form.problem = problem;
      } finally {
        form.sending = false;
      }
    }

    return () => h('div', { class: 'sheet' }, form.made ? secretPart(form) : serialPart(form, submit));
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
    form.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(form.problem)) : null,
    h(
      'button',
      { class: 'button button-main', 'data-testid': 'register-band', 'aria-busy': form.sending },
      t(form.sending ? 'tap.sending' : 'bands.registerGo'),
    ),
  ]);
}

/** Stays until it is closed by hand: it cannot be shown again. */
function secretPart(form) {
  const { serial, secret } = form.made;
  return h('div', { class: 'register', role: 'status' }, [
    h('p', t('bands.secret', { serial })),
    h('code', { class: 'secret', 'data-testid': 'new-secret' }, secret),
    h('div', { class: 'buttons buttons-2' }, [
      h('button', { class: 'button button-later', onClick: () => copy(form) }, t(form.copied ? 'bands.copied' : 'bands.copy')),
      h(
        'button',
        {
          class: 'button button-text',
          onClick: () => {
            form.made = null;
          },
        },
        t('bands.secretKept'),
      ),
    ]),
  ]);
}

/** Over plain HTTP a browser offers no clipboard: the secret is then selected, ready for the reader's own copy. */
async function copy(form) {
  try {
    await navigator.clipboard.writeText(form.made.secret);
    form.copied = true;
  } catch {
    getSelection().selectAllChildren(document.querySelector('.secret'));
  }
}
