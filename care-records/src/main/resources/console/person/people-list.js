// The people the reader may see, with a search.

import { h } from '../vendor.js';
import { BreakGlassPart, mayBreakGlass } from '../access/break-glass.js';
import { endOfList, growingList } from '../access/growing-list.js';
import { keepsOffice } from '../access/session.js';
import { t, word } from '../i18n.js';
import { icon } from '../icons.js';
import { linkTo } from '../router.js';
import { ageOf } from '../time.js';

export const PeopleList = {
  props: { selected: { type: String, default: null } },
  setup(props) {
    const search = growingList('/api/people');
    return () =>
      h('section', { class: 'people', 'aria-labelledby': 'people-title' }, [
        h('header', { class: 'page-head' }, [
          h('h1', { id: 'people-title', tabindex: -1 }, t('people.title')),
          keepsOffice() ? h('a', { class: 'text-link', href: linkTo.personEdit('new'), 'data-testid': 'add-person' }, t('people.add')) : null,
        ]),
        searchField(search),
        howMany(search),
        h('ul', { class: 'rows' }, search.items.map((person) => h('li', { key: person.id }, row(person, props.selected)))),
        endOfList(search, t('people.none')),
        mayBreakGlass() ? h(BreakGlassPart) : null,
      ]);
  },
};

function searchField(search) {
  return h('label', { class: 'search' }, [
    icon('search'),
    h('span', { class: 'unseen' }, t('people.search')),
    h('input', {
      type: 'search',
      placeholder: t('people.search'),
      'data-testid': 'search',
      value: search.words,
      onInput: (event) => search.type(event.target.value),
    }),
  ]);
}

/** How many were found, and the way to those who are no longer cared for. */
function howMany(search) {
  return h('div', { class: 'how-many' }, [
    h('p', { class: 'soft', role: 'status', 'data-testid': 'how-many' }, search.total === null ? '' : t('people.total', { n: search.total })),
    h('label', { class: 'tick' }, [
      h('input', {
        type: 'checkbox',
        checked: search.only.closed === 'true',
        onChange: (event) => {
          search.narrow(event.target.checked ? { closed: 'true' } : {});
        },
      }),
      t('people.closedToo'),
    ]),
  ]);
}

function row(person, selected) {
  return h(
    'a',
    { class: 'row', href: linkTo.person(person.id), 'data-testid': 'person-row', 'aria-current': person.id === selected ? 'true' : null },
    [
      h('span', { class: 'row-main' }, [
        h('strong', person.name),
        h('span', { class: 'soft' }, describe(person)),
        person.risk === 'general' ? null : h('span', { class: `risk risk-${person.risk}` }, t(`person.risk.${person.risk}`)),
        person.closed ? h('span', { class: 'closed-mark' }, t(`person.closed.${person.closed.why}`)) : null,
      ]),
      h('span', { class: 'row-more soft' }, person.address),
    ],
  );
}

/** "女，84 岁". */
export function describe(person) {
  const age = ageOf(person.birthDate);
  return [word('person.sex', person.sex), age === null ? null : t('person.age', { n: age })].filter(Boolean).join(' · ');
}
