// A cell of the grid as a form: its name, code and level, the cell above, and where it lies.

import { computed, h } from '../vendor.js';
import { api } from '../access/api.js';
import { choiceField, labelled, sendPart, taking, textField } from '../access/form.js';
import { keptForm } from '../access/kept-form.js';
import { load, standing } from '../access/loaded.js';
import { t } from '../i18n.js';
import { Robots } from '../response/robots.js';
import { goTo, linkTo } from '../router.js';
import { say } from '../toast.js';
import { cellChoices } from './duty.js';
import { gridChanged } from './edition.js';
import { outlineIn } from './outline.js';
import { OutlineMap } from './outline-map.js';

const NEW = 'new';

export const EditCell = {
  props: { id: { type: String, required: true } },
  setup(props) {
    const fresh = props.id === NEW;
    const read = load(
      () => props.id,
      async (id) => {
        const [grid, cell] = await Promise.all([api.get('/api/grid'), fresh ? null : api.get(`/api/grid/${encodeURIComponent(id)}`)]);
        return { cells: grid.items, cell };
      },
    );
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'edit-cell-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'edit-cell-title', tabindex: -1 }, fresh ? t('cell.add') : t('cell.editOf', { name: read.value?.cell.name ?? '' }))),
        standing(read, t('grid.notFound')),
        read.value ? h(CellForm, read.value) : null,
        read.value?.cell ? h(Robots, { cell: read.value.cell.id }) : null,
      ]);
  },
};

const CellForm = {
  props: { cells: { type: Array, required: true }, cell: { type: Object, default: null } },
  setup(props) {
    const { cell } = props;
    const form = keptForm(`cell ${cell?.id ?? NEW}`, valuesOf(cell), {
      check: (typed) => wrongWith(typed, props),
      places: (problem) => (problem.status === 409 ? { code: t('cell.codeTaken') } : problem.message.startsWith('outline') ? { outline: t('fault.noOutline') } : null),
      send: async (typed) => {
        const kept = await (cell ? api.put(`/api/grid/${encodeURIComponent(cell.id)}`, bodyOf(typed)) : api.post('/api/grid', bodyOf(typed)));
        form.settle();
        gridChanged();
        say(t('cell.saved', { name: kept.name }));
        goTo(linkTo.cell(kept.id));
      },
    });
    const above = computed(() => cellChoices(props.cells.filter((it) => !isWithin(it, cell, props.cells))));
    const levels = [...new Set(props.cells.map((it) => it.level).filter(Boolean))];
    const drawn = computed(() => outlineIn(form.outline));

    return () =>
      h('form', { class: 'edit-form', novalidate: true, onSubmit: form.submit }, [
        h('div', { class: 'sheet' }, [
          h('div', { class: 'form-grid' }, [
            textField(form, 'cellName', t('cell.name'), { maxlength: 100, autocomplete: 'off' }),
            textField(form, 'level', t('cell.level'), { required: false, maxlength: 30, autocomplete: 'off', list: 'cell-levels' }),
            textField(form, 'code', t('cell.code'), { required: false, maxlength: 60, autocomplete: 'off' }),
            choiceField(form, 'parent', t('cell.parent'), [['', t('cell.top')], ...above.value]),
          ]),
          h('datalist', { id: 'cell-levels' }, levels.map((level) => h('option', { value: level }))),
        ]),
        h('div', { class: 'sheet' }, [
          h('h2', t('cell.outline')),
          labelled(
            form,
            'outline',
            t('cell.paste'),
            (marks) => h('textarea', { ...marks, rows: 4, spellcheck: false, class: 'topic', 'data-testid': 'outline', value: form.outline, onInput: taking(form, 'outline') }),
            t('cell.outlineHint'),
          ),
          drawn.value.outline ? h(OutlineMap, { outline: drawn.value.outline }) : null,
          drawn.value.fault && !form.faults.outline ? h('p', { class: 'fault' }, t(drawn.value.fault)) : null,
        ]),
        sendPart(form, t('edit.save'), 'save-cell'),
        h('a', { class: 'button button-later', href: cell ? linkTo.cell(cell.id) : linkTo.grid(), onClick: () => form.settle(form.base) }, t('edit.leave')),
      ]);
  },
};

function valuesOf(cell) {
  return {
    cellName: cell?.name ?? '',
    level: cell?.level ?? '',
    code: cell && cell.code !== cell.id ? cell.code : '',
    parent: cell?.parent ?? '',
    outline: cell?.outline ? JSON.stringify(cell.outline) : '',
  };
}

function bodyOf({ cellName, level, code, parent, outline }) {
  return { name: cellName.trim(), level: level.trim() || null, code: code.trim() || null, parent: parent || null, outline: outlineIn(outline).outline };
}

function wrongWith({ cellName, code, outline }, { cells, cell }) {
  const { fault } = outlineIn(outline);
  return {
    cellName: cellName.trim() ? null : t('fault.missing'),
    code: code.trim() && cells.some((it) => it.code === code.trim() && it.id !== cell?.id) ? t('cell.codeTaken') : null,
    outline: fault ? t(fault) : null,
  };
}

/** Whether a cell is that one or stands anywhere below it: it cannot be above it, too. */
function isWithin(it, cell, cells) {
  if (!cell || !it) {
    return false;
  }
  return it.id === cell.id || isWithin(cells.find((one) => one.id === it.parent), cell, cells);
}
