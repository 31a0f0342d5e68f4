// A small form: its fields, its one button, and why it was not taken.

import { h, shallowReactive } from '../vendor.js';
import { t, word } from '../i18n.js';
import { whyNotDone } from './loaded.js';

/** Remembers what was typed; `send` is given it and may throw. */
export function formOf(values, send) {
  const form = shallowReactive({ ...values, sending: false, problem: null, submit });

  async function submit(event) {
    event?.preventDefault();
    if (form.sending) {
      return;
    }
    Object.assign(form, { sending: true, problem: null });
    try {
      await send(form);
    } catch (problem) {
      form.problem = problem;
    } finally {
      form.sending = false;
    }
  }

  return form;
}

export function textField(form, name, label, more = {}) {
  return h('label', { class: 'field' }, [
    h('span', label),
    h('input', {
      required: true,
      autocapitalize: 'none',
      spellcheck: false,
      'data-testid': name,
      ...more,
      value: form[name],
      onInput: (event) => {
        form[name] = event.target.value;
      },
    }),
  ]);
}

/** @param options pairs of a value and its word */
export function choiceField(form, name, label, options) {
  return h('label', { class: 'field' }, [
    h('span', label),
    h(
      'select',
      {
        'data-testid': name,
        value: form[name],
        onChange: (event) => {
          form[name] = event.target.value;
        },
      },
      options.map(([value, word]) => h('option', { value }, word)),
    ),
  ]);
}

export function sendPart(form, words, testId, wordsFor = wordsOf) {
  return [
    form.problem ? h('p', { class: 'refusal', role: 'alert', 'data-testid': `${testId}-problem` }, wordsFor(form.problem)) : null,
    h('button', { class: 'button button-main', 'data-testid': testId, 'aria-busy': form.sending }, form.sending ? t('tap.sending') : words),
  ];
}

/** The page's own words for the kind of problem, where it has them. */
export function wordsOf(problem) {
  return problem.type?.startsWith('password-') ? word('problem', problem.type) : whyNotDone(problem);
}

/** Something shown only once; stays until it is closed by hand. */
export function shownOnce(words, secret, close) {
  return h('div', { class: 'register', role: 'status' }, [
    h('p', words),
    h('code', { class: 'secret', 'data-testid': 'shown-once' }, secret),
    h('button', { class: 'button button-text', 'data-testid': 'shown-once-kept', onClick: close }, t('bands.secretKept')),
  ]);
}
