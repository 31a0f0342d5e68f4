// The holidays of a cell, which hold for all below it: listed, added, taken away.

import { h, watch } from '../vendor.js';
import { api } from '../access/api.js';
import { choiceField, textField } from '../access/form.js';
import { load, standing } from '../access/loaded.js';
import { t } from '../i18n.js';
import { dayOf } from '../time.js';
import { DutyButton } from './duty-button.js';
import { dutyForm, savePart } from './duty-form.js';
import { noon } from './duty.js';
import { edition } from './edition.js';

const WEEKDAYS = [8, 1, 2, 3, 4, 5, 6, 7];
const NOTHING = { day: '', holidayName: '', treatedAs: '8' };

export const HolidaysPage = {
  props: { id: { type: String, required: true } },
  setup(props) {
    const path = `/api/grid/${encodeURIComponent(props.id)}`;
    const cell = load(
      () => path,
      (it) => api.get(it),
    );
    const list = load(
      () => `${path}/holidays`,
      (it) => api.get(it),
    );
    watch(edition, list.again);
    const form = dutyForm(`holiday ${props.id}`, NOTHING, {
      check: ({ day, holidayName }) => ({ day: day ? null : t('fault.missing'), holidayName: holidayName.trim() ? null : t('fault.missing') }),
      save: ({ day, holidayName, treatedAs }, as) => api.put(as(`${path}/holidays/${day}`), { name: holidayName.trim(), treatedAs: Number(treatedAs) }),
      saved: () => form.settle(NOTHING),
    });

    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'holidays-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'holidays-title', tabindex: -1 }, t('holidays.of', { name: cell.value?.name ?? '' }))),
        h('p', { class: 'soft' }, t('holidays.what')),
        standing(list, t('grid.notFound')),
        list.value && list.value.items.length === 0 ? h('p', { class: 'plain-word' }, t('holidays.none')) : null,
        h('ul', { class: 'rows' }, (list.value?.items ?? []).map((it) => h('li', { key: it.day, class: 'row row-band', 'data-testid': 'holiday-row' }, row(it, path)))),
        h('form', { class: 'sheet', novalidate: true, onSubmit: form.submit }, [
          h('h2', t('holidays.add')),
          h('div', { class: 'form-grid' }, [
            textField(form, 'day', t('holidays.day'), { type: 'date' }),
            textField(form, 'holidayName', t('cell.name'), { maxlength: 60, autocomplete: 'off' }),
            choiceField(form, 'treatedAs', t('holidays.treatedAs'), WEEKDAYS.map((day) => [String(day), t(day === 8 ? 'holidays.own' : `weekday.${day}`)])),
          ]),
          savePart(form, t('holidays.go'), 'add-holiday'),
        ]),
      ]);
  },
};

function row({ day, name, treatedAs }, path) {
  return [
    h('div', { class: 'row-main' }, [h('strong', `${dayOf(noon(day))} ${name}`), h('span', { class: 'soft' }, t('holidays.as', { weekday: t(treatedAs === 8 ? 'holidays.own' : `weekday.${treatedAs}`) }))]),
    h(DutyButton, { path: `${path}/holidays/${day}`, words: t('holidays.remove'), testId: 'remove-holiday' }),
  ];
}
