// The fields of the form: one line for a text, a choice of a closed set, and rows that can be added and taken out.

import { h } from '../vendor.js';
import { t, word } from '../i18n.js';

/** A field with its label; `clash` is what somebody else has written there meanwhile. */
export function field(form, name, { type = 'text', options = null, required = false, hint = '', none = 'edit.unknown' } = {}) {
  const label = t(`field.${name}`);
  const set = (event) => {
    form.mine[name] = event.target.value;
  };
  const shared = { required, 'data-testid': `edit-${name}`, value: form.mine[name], onInput: set };
  const control = options
    ? h('select', { ...shared, onChange: set }, [h('option', { value: '' }, t(none)), ...options.map(([value, words]) => h('option', { value }, words))])
    : type === 'lines'
      ? h('textarea', { ...shared, rows: 2, maxlength: 2000 })
      : h('input', { ...shared, type, maxlength: 400, autocomplete: 'off' });
  return h('label', { class: 'field', key: name }, [
    h('span', [label, required ? h('span', { class: 'must', 'aria-hidden': 'true' }, ' *') : null]),
    control,
    hint ? h('span', { class: 'hint' }, hint) : null,
    clashWord(form, name),
  ]);
}

export function clashWord(form, name) {
  if (!form.clash || !(name in form.clash.fields)) {
    return null;
  }
  const theirs = form.clash.fields[name];
  const words = Array.isArray(theirs) ? theirs.map((row) => row.text ?? row.name).join('、') : theirs;
  return h('span', { class: 'clash' }, t('edit.theirs', { value: words || t('changes.empty') }));
}

/** The words of a closed set, as options. */
export function choices(set, values) {
  return values.map((value) => [value, word(set, value)]);
}

/** Rows of small fields under one heading. */
export function rowsField(form, name, columns, empty) {
  const rows = form.mine[name];
  return h('div', { class: 'rows-field', key: name }, [
    h('h3', t(`field.${name}`)),
    rows.map((row, place) =>
      h('div', { class: 'rows-line', key: place }, [
        columns.map(([column, words]) =>
          h('input', {
            'aria-label': words,
            placeholder: words,
            maxlength: 300,
            'data-testid': `edit-${name}-${column}`,
            value: row[column],
            onInput: (event) => {
              row[column] = event.target.value;
            },
          }),
        ),
        smallButton(t('edit.takeOut'), '×', () => rows.splice(place, 1)),
      ]),
    ),
    h('button', { type: 'button', class: 'text-link text-button', 'data-testid': `add-${name}`, onClick: () => rows.push({ ...empty }) }, t('edit.addRow')),
    clashWord(form, name),
  ]);
}

export function smallButton(label, sign, onClick, disabled = false) {
  return h('button', { type: 'button', class: 'button button-small', 'aria-label': label, title: label, disabled, onClick }, sign);
}
