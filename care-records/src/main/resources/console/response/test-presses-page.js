// Test presses: every band once a month, announced first, marked as a test wherever it is seen.

import { h, reactive } from '../vendor.js';
import { api } from '../access/api.js';
import { choiceField, formOf, sendPart, textField } from '../access/form.js';
import { load, standing, whyNotDone } from '../access/loaded.js';
import { t } from '../i18n.js';
import { linkTo } from '../router.js';
import { clockTime } from '../time.js';

const HOUR = 3_600_000;

export const TestPressesPage = {
  setup() {
    const shown = reactive({ overdue: true, problem: null });
    const presses = load(
      () => '/api/test-presses',
      (path) => api.get(path),
    );
    const cells = load(
      () => '/api/grid',
      (path) => api.get(path),
    );

    async function takeBack(announced) {
      shown.problem = null;
      await api.delete(`/api/test-presses/${encodeURIComponent(announced.id)}`).catch((problem) => {
        shown.problem = problem;
      });
      await presses.again();
    }

    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'tests-title' }, [
        h('header', { class: 'page-head' }, [
          h('h1', { id: 'tests-title', tabindex: -1 }, t('tests.title')),
          presses.value?.overdue ? h('span', { class: 'still-unanswered' }, t('tests.overdue.count', { n: presses.value.overdue })) : null,
        ]),
        h('p', { class: 'soft' }, t('tests.what')),
        h(Announce, { cells: cells.value?.items ?? [], onDone: presses.again }),
        (presses.value?.announced ?? []).map((it) => announcedPart(it, () => takeBack(it))),
        shown.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(shown.problem)) : null,
        h('div', { class: 'band-states', role: 'group' }, [
          h('button', { class: 'button button-later', 'aria-pressed': shown.overdue, onClick: () => (shown.overdue = true) }, t('tests.only')),
          h('button', { class: 'button button-later', 'aria-pressed': !shown.overdue, onClick: () => (shown.overdue = false) }, t('tests.all')),
        ]),
        standing(presses),
        h('ul', { class: 'rows', 'data-testid': 'test-presses' }, rowsOf(presses.value, shown.overdue)),
      ]);
  },
};

function rowsOf(presses, onlyOverdue) {
  const items = (presses?.items ?? []).filter((it) => it.overdue || !onlyOverdue);
  return items.map((it) =>
    h('li', { key: `${it.band} ${it.person?.id}` }, [
      h('div', { class: 'row row-band' }, [
        h('div', { class: 'row-main' }, [
          it.person ? h('a', { class: 'text-link', href: linkTo.person(it.person.id) }, it.person.name) : null,
          h('span', { class: 'soft' }, `${it.band} · ${it.cell}`),
          it.overdue ? h('strong', { class: 'still-unanswered' }, t('tests.overdue')) : null,
        ]),
        h('p', { class: 'soft' }, it.lastTest ? t('tests.last', { time: clockTime(it.lastTest) }) : t('tests.never')),
      ]),
    ]),
  );
}

function announcedPart(announced, takeBack) {
  return h('div', { key: announced.id, class: 'strip strip-urgent announced', role: 'status', 'data-testid': 'announced' }, [
    h('span', [h('strong', announced.name), ` ${t('tests.announced', { time: clockTime(announced.to) })}`]),
    h('button', { class: 'button button-on-colour', onClick: takeBack }, t('tests.takeBack')),
  ]);
}

const Announce = {
  props: { cells: { type: Array, required: true } },
  emits: ['done'],
  setup(props, { emit }) {
    const form = formOf({ cell: '', hours: '1' }, async () => {
      await api.post('/api/test-presses', { cell: form.cell, to: new Date(Date.now() + Number(form.hours) * HOUR).toISOString() });
      emit('done');
    });
    return () =>
      h('form', { class: 'sheet', 'data-testid': 'announce', onSubmit: form.submit }, [
        h('h2', t('tests.announce')),
        h('div', { class: 'times-filter' }, [
          choiceField(form, 'cell', t('tests.cell'), [['', t('resolve.choose')], ...props.cells.map((cell) => [cell.id, cell.name])], { required: true }),
          textField(form, 'hours', t('tests.hours'), { type: 'number', min: 1, max: 4 }),
        ]),
        sendPart(form, t('tests.announce'), 'announce-go'),
      ]);
  },
};
