// Where the house stands, and the cell of the grid that holds it: found when asked, chosen by hand all the same.

import { h, shallowReactive } from '../vendor.js';
import { api } from '../access/api.js';
import { whyNotDone } from '../access/loaded.js';
import { t } from '../i18n.js';
import { field } from './edit-fields.js';
import { houseOf } from './edit-values.js';

/** What came of looking, and for which words. */
export function houseSearch() {
  return shallowReactive({ house: '', words: '', finding: false });
}

export function houseField(form, search) {
  return h('div', { class: 'house-field', key: 'house' }, [
    field(form, 'house', { hint: t('edit.house') }),
    h(
      'button',
      { type: 'button', class: 'button', 'data-testid': 'find-cell', disabled: search.finding || form.mine.house.trim() === '', 'aria-busy': search.finding, onClick: () => find(form, search) },
      t('edit.findCell'),
    ),
    h('span', { class: 'hint', role: 'status', 'data-testid': 'cell-found' }, search.house === form.mine.house ? search.words : ''),
  ]);
}

async function find(form, search) {
  const house = form.mine.house;
  Object.assign(search, { house, words: '', finding: true });
  try {
    const { cell } = await api.get(`/api/grid/cell-at?${new URLSearchParams(houseOf(house))}`);
    if (form.mine.house !== house) {
      return; // typed on meanwhile
    }
    search.words = cell ? t('edit.cellFound', { cell: cell.name }) : t('edit.noCellThere');
    if (cell) {
      form.mine.cell = cell.id;
    }
  } catch (problem) {
    search.words = whyNotDone(problem);
  } finally {
    search.finding = false;
  }
}
