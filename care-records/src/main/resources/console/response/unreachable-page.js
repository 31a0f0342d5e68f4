// People whom a press would bring nobody to: found before it matters, with the reason.

import { h } from '../vendor.js';
import { api } from '../access/api.js';
import { load, standing } from '../access/loaded.js';
import { t, word } from '../i18n.js';
import { icon } from '../icons.js';
import { linkTo } from '../router.js';
import { clockTime } from '../time.js';

const MOST_HOLES = 4;

export const UnreachablePage = {
  setup() {
    const list = load(
      () => '/api/unreachable',
      (path) => api.get(path),
    );
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'unreachable-title' }, [
        h('header', { class: 'page-head' }, [
          h('h1', { id: 'unreachable-title', tabindex: -1 }, t('unreachable.title')),
          list.value ? h('span', { class: list.value.items.length ? 'still-unanswered' : 'soft' }, t('unreachable.count', { n: list.value.items.length })) : null,
        ]),
        h('p', { class: 'soft' }, t('unreachable.what')),
        list.value?.at ? h('p', { class: 'soft' }, t('unreachable.at', { time: clockTime(list.value.at), n: list.value.people })) : null,
        standing(list),
        list.value && list.value.items.length === 0 ? h('p', { class: 'plain-word' }, t('unreachable.none')) : null,
        h('ul', { class: 'rows', 'data-testid': 'unreachable' }, (list.value?.items ?? []).map((one) => h('li', { key: one.person.id }, personRow(one)))),
      ]);
  },
};

function personRow(one) {
  return h('div', { class: 'row row-band', 'data-testid': 'unreachable-row', 'data-reason': one.reason }, [
    h('div', { class: 'row-main' }, [
      h('a', { class: 'text-link', href: linkTo.person(one.person.id) }, one.person.name),
      h('span', { class: 'soft' }, one.cell.name),
      one.now ? h('strong', { class: 'hole-now' }, t('unreachable.now')) : null,
    ]),
    h('ul', { class: 'holes' }, one.holes.slice(0, MOST_HOLES).map(holePart)),
    one.holes.length > MOST_HOLES ? h('p', { class: 'soft' }, t('unreachable.more', { n: one.holes.length - MOST_HOLES })) : null,
    h('a', { class: 'more-link', href: linkTo.simulate(one.person.id) }, [t('unreachable.simulate'), icon('next')]),
  ]);
}

/** A hole in the cover of a person, here and in the simulator. */
export function holePart(hole, index) {
  return h('li', { key: index, class: ['hole', `hole-${hole.reason}`] }, [
    h('strong', word('hole', hole.reason)),
    h('span', { class: 'soft' }, hole.to ? t('unreachable.fromTo', { from: clockTime(hole.from), to: clockTime(hole.to) }) : t('unreachable.allWeek', { from: clockTime(hole.from) })),
    hole.second ? h('span', { class: 'soft' }, t('unreachable.second', { n: hole.second })) : null,
    h('p', { class: 'soft' }, hole.because.map(({ who, why }) => `${word('who', who)}: ${word('nobody', why)}`).join(' · ')),
  ]);
}
