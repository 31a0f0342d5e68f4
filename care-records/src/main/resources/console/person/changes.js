// Who changed what in a person's file, the newest first; read when somebody opens it.

import { h, ref } from '../vendor.js';
import { endOfList, growingList } from '../access/growing-list.js';
import { t, word } from '../i18n.js';
import { clockTime } from '../time.js';

export const Changes = {
  props: { person: { type: String, required: true } },
  setup(props) {
    const open = ref(false);
    return () =>
      h('details', { class: 'changes', onToggle: (event) => (open.value = event.target.open) }, [
        h('summary', t('changes.title')),
        open.value ? h(ChangesList, { person: props.person }) : null,
      ]);
  },
};

const ChangesList = {
  props: { person: { type: String, required: true } },
  setup(props) {
    const changes = growingList(`/api/people/${encodeURIComponent(props.person)}/changes`);
    return () => [
      h('ol', { class: 'change-list' }, changes.items.map((change) => h('li', { key: change.id }, line(change)))),
      endOfList(changes, t('changes.none')),
    ];
  },
};

function line(change) {
  return [
    h('p', [h('strong', change.by), h('span', { class: 'soft' }, `${clockTime(change.at)} · ${word('changes.what', change.what)}`)]),
    change.what === 'added' ? null : h('dl', { class: 'facts' }, Object.keys({ ...change.before, ...change.after }).map((name) => field(name, change))),
  ];
}

function field(name, { before, after }) {
  return h('div', { key: name }, [
    h('dt', word('field', name)),
    h('dd', [h('del', wordsOf(name, before[name])), ' → ', h('ins', wordsOf(name, after[name]))]),
  ]);
}

/** A value as a person reads it; lists by what stands first in each of their items. */
function wordsOf(name, value) {
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) {
    return t('changes.empty');
  }
  if (value === 'changed' || value === '***') {
    return t('changes.untold');
  }
  if (Array.isArray(value)) {
    return value.map((item) => item?.text ?? item?.name ?? String(item)).join('、');
  }
  if (typeof value === 'object') {
    return Object.values(value).join(' ');
  }
  return word(name === 'risk' || name === 'sex' ? `person.${name}` : name, value);
}
