// Everybody who works on the grid: found by name, number, phone or cell.

import { computed, h, ref, watch } from '../vendor.js';
import { api } from '../access/api.js';
import { load, standing } from '../access/loaded.js';
import { edition } from '../grid/edition.js';
import { t, word } from '../i18n.js';
import { icon } from '../icons.js';
import { linkTo } from '../router.js';

const PAGE = 60;

/** What was searched for last: coming back from somebody's page finds the same list. */
const words = ref('');

export const StaffList = {
  props: { selected: { type: String, default: null } },
  setup(props) {
    const shown = ref(PAGE);
    const list = load(
      () => '/api/staff',
      (path) => api.get(path),
    );
    watch(edition, list.again);
    const found = computed(() => (list.value?.items ?? []).filter((one) => matches(one, words.value.trim().toLowerCase())));

    return () =>
      h('section', { class: 'page people', 'aria-labelledby': 'staff-title' }, [
        h('header', { class: 'page-head' }, [
          h('h1', { id: 'staff-title', tabindex: -1 }, t('staff.title')),
          h('a', { class: 'button button-later', href: linkTo.staffOne('new'), 'data-testid': 'add-staff' }, t('staff.add')),
        ]),
        search(shown),
        standing(list),
        list.value ? h('p', { class: 'how-many soft', role: 'status' }, t('people.total', { n: found.value.length })) : null,
        h('ul', { class: 'rows' }, found.value.slice(0, shown.value).map((one) => h('li', { key: one.id }, row(one, one.id === props.selected)))),
        found.value.length > shown.value
          ? h('button', { class: 'button button-later', onClick: () => (shown.value += PAGE) }, t('list.more'))
          : null,
      ]);
  },
};

function search(shown) {
  return h('label', { class: 'search' }, [
    h('span', { class: 'unseen' }, t('staff.search')),
    icon('search'),
    h('input', {
      type: 'search',
      placeholder: t('staff.search'),
      value: words.value,
      'data-testid': 'staff-search',
      onInput: (event) => {
        words.value = event.target.value;
        shown.value = PAGE;
      },
    }),
  ]);
}

function row(one, selected) {
  return h('a', { class: 'row', href: linkTo.staffOne(one.id), 'aria-current': selected ? 'true' : null, 'data-testid': 'staff-row' }, [
    h('span', { class: 'row-main' }, [
      h('strong', one.name),
      h('span', { class: 'cell-level' }, word('staffRole', one.role)),
      one.leftOn ? h('span', { class: 'closed-mark' }, t('staff.leftOn', { day: one.leftOn })) : null,
    ]),
    h('span', { class: 'soft' }, [one.code, one.phone, one.account ? t('staff.signsInAs', { account: one.account }) : null].filter(Boolean).join(' · ')),
    one.serving.length > 0 ? h('span', { class: 'row-more soft' }, one.serving.map(({ name }) => name).join(t('grid.comma'))) : null,
  ]);
}

function matches(one, sought) {
  return sought === '' || [one.name, one.code, one.phone, one.account, ...one.serving.map(({ name }) => name)].some((text) => text?.toLowerCase().includes(sought));
}
