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
  return labelled(form, name, label, (marks) =>
    h('input', { required: true, autocapitalize: 'none', spellcheck: false, 'data-testid': name, ...marks, ...more, value: form[name], onInput: taking(form, name) }),
  );
}

/** Some lines of text. */
export function linesField(form, name, label, testId) {
  return labelled(form, name, label, (marks) =>
    h('textarea', { rows: 2, maxlength: 2000, 'data-testid': testId, ...marks, value: form[name], onInput: taking(form, name) }),
  );
}

/** @param options pairs of a value and its word */
export function choiceField(form, name, label, options, more = {}) {
  return labelled(form, name, label, (marks) =>
    h(
      'select',
      { 'data-testid': name, ...marks, ...more, value: form[name], onChange: taking(form, name) },
      options.map(([value, word]) => h('option', { value }, word)),
    ),
  );
}

/** A field with its label, and beside it what is wrong with what was typed there (`form.faults`). */
export function labelled(form, name, label, control, hint = '') {
  const fault = form.faults?.[name];
  const marks = fault ? { 'aria-invalid': 'true', 'aria-describedby': `fault-${name}` } : {};
  return h('label', { class: ['field', { 'field-fault': fault }] }, [
    h('span', label),
    control(marks),
    hint ? h('span', { class: 'hint' }, hint) : null,
    fault ? h('span', { class: 'fault', id: `fault-${name}`, role: 'alert', 'data-testid': `fault-${name}` }, fault) : null,
  ]);
}

/** Takes over what is typed; what was wrong there is no longer said. */
export function taking(form, name) {
  return (event) => {
    form[name] = event.target.value;
    if (form.faults?.[name]) {
      form.faults = { ...form.faults, [name]: undefined };
    }
  };
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
