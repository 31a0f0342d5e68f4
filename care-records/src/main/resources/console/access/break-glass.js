// Opening the file of somebody who is not one's own, because it cannot wait: who, and why.

import { h, shallowReactive } from '../vendor.js';
import { t } from '../i18n.js';
import { goTo, linkTo } from '../router.js';
import { api } from './api.js';
import { whyNotDone } from './loaded.js';
import { session } from './session.js';

const MAY = ['doctor', 'grid', 'desk'];

export function mayBreakGlass() {
  return MAY.includes(session.me?.role);
}

export const BreakGlassPart = {
  setup() {
    const form = shallowReactive({ name: '', birthDate: '', reason: '', sending: false, problem: null });

    async function open(event) {
      event.preventDefault();
      Object.assign(form, { sending: true, problem: null });
      try {
        const { name, birthDate, reason } = form;
        const opened = await api.post('/api/break-glass', { name, birthDate, reason });
        goTo(linkTo.person(opened.person));
      } catch (problem) {
        form.problem = problem;
      } finally {
        form.sending = false;
      }
    }

    return () =>
      h('details', { class: 'sheet', 'data-testid': 'break-glass' }, [
        h('summary', h('h2', t('glass.title'))),
        h('p', { class: 'soft' }, t('glass.what')),
        h('form', { class: 'form', onSubmit: open }, [
          field(form, 'name', { autocomplete: 'off' }),
          field(form, 'birthDate', { type: 'date' }),
          field(form, 'reason', { minlength: 8 }),
          form.problem ? h('p', { class: 'strip strip-urgent', role: 'alert' }, whyNotDone(form.problem)) : null,
          h('button', { class: 'button button-main', 'data-testid': 'glass-open', disabled: form.sending }, t('glass.open')),
        ]),
      ]);
  },
};

function field(form, name, more) {
  return h('label', { class: 'field' }, [
    h('span', t(`glass.${name}`)),
    h('input', {
      required: true,
      ...more,
      'data-testid': `glass-${name}`,
      value: form[name],
      onInput: (event) => {
        form[name] = event.target.value;
      },
    }),
  ]);
}
