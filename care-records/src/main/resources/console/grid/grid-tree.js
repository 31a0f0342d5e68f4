// The grid as a tree: every cell with its level, who serves it, and who is on duty now.

import { computed, h, onBeforeUnmount, watch } from '../vendor.js';
import { api } from '../access/api.js';
import { load, standing } from '../access/loaded.js';
import { isAdmin } from '../access/session.js';
import { t } from '../i18n.js';
import { linkTo } from '../router.js';
import { dutyLine } from './duty.js';
import { edition, onTheMinute } from './edition.js';

const REREAD = 20_000;
const NAMES = 3;

export const GridTree = {
  props: { selected: { type: String, default: null } },
  setup(props) {
    const grid = load(
      () => 'grid',
      () => api.get('/api/grid'),
    );
    const timer = setInterval(grid.again, REREAD);
    onBeforeUnmount(() => clearInterval(timer));
    watch(edition, grid.again);
    onTheMinute(grid.again);
    const rows = computed(() => inOrder(grid.value?.items ?? []));
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'grid-title' }, [
        h('header', { class: 'page-head' }, [h('h1', { id: 'grid-title', tabindex: -1 }, t('grid.title')), gaps(rows.value)]),
        isAdmin() ? h('a', { class: 'button button-later', href: linkTo.cellEdit('new'), 'data-testid': 'add-cell' }, t('cell.add')) : null,
        standing(grid),
        grid.value && rows.value.length === 0 ? h('p', { class: 'plain-word' }, t('grid.none')) : null,
        h(
          'ul',
          { class: 'rows' },
          rows.value.map(({ cell, depth }) => h('li', { key: cell.id }, cellRow(cell, depth, cell.id === props.selected))),
        ),
      ]);
  },
};

function gaps(rows) {
  const open = rows.filter(({ cell }) => cell.onDuty.gap).length;
  return open > 0 ? h('span', { class: 'duty-gap', 'data-testid': 'gap-count' }, t('grid.gaps', { n: open })) : null;
}

function cellRow(cell, depth, selected) {
  return h(
    'a',
    {
      class: 'row cell-row',
      href: linkTo.cell(cell.id),
      style: { '--depth': Math.min(depth, 6) },
      'aria-current': selected ? 'true' : null,
      'data-testid': 'cell-row',
      'data-cell': cell.id,
    },
    [
      h('span', { class: 'row-main' }, [h('strong', cell.name), cell.level ? h('span', { class: 'cell-level' }, cell.level) : null]),
      dutyLine(cell.onDuty),
      cell.servedBy.length ? h('span', { class: 'row-more soft' }, t('grid.servedBy', { names: namesOf(cell.servedBy) })) : null,
    ],
  );
}

function namesOf(served) {
  const names = served.slice(0, NAMES).map((one) => one.name);
  return served.length > NAMES ? t('grid.andMore', { names: names.join(t('grid.comma')), n: served.length }) : names.join(t('grid.comma'));
}

/** Each cell after its parent, one step further in. */
function inOrder(cells) {
  const below = new Map();
  for (const cell of cells) {
    below.set(cell.parent, [...(below.get(cell.parent) ?? []), cell]);
  }
  const rows = [];
  const walk = (parent, depth) => {
    for (const cell of below.get(parent) ?? []) {
      rows.push({ cell, depth });
      walk(cell.id, depth + 1);
    }
  };
  walk(null, 0);
  return rows;
}
