// Who of a doctor's people needs a look first, and why.

import { h } from '../vendor.js';
import { api } from '../access/api.js';
import { load, standing } from '../access/loaded.js';
import { t, word } from '../i18n.js';
import { icon } from '../icons.js';
import { linkTo } from '../router.js';
import { Ago, dayOf } from '../time.js';
import { figure } from './sign-chart.js';

const CHARGING = 4;

export const NeedsALookPage = {
  setup() {
    const list = load(
      () => '/api/needs-a-look',
      (path) => api.get(path),
    );
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'look-title' }, [
        h('header', { class: 'page-head' }, [
          h('h1', { id: 'look-title', tabindex: -1 }, t('look.title')),
          list.value ? h('span', { class: 'soft' }, t('look.count', { n: list.value.items.length })) : null,
        ]),
        h('p', { class: 'soft' }, t('look.what')),
        standing(list),
        list.value && list.value.items.length === 0 ? h('p', { class: 'plain-word' }, t('look.none')) : null,
        h('ul', { class: 'rows', 'data-testid': 'needs-a-look' }, (list.value?.items ?? []).map((one) => h('li', { key: one.person.id }, rowOf(one)))),
      ]);
  },
};

function rowOf(one) {
  return h('div', { class: 'row row-band', 'data-testid': 'look-row', 'data-person': one.person.id }, [
    h('div', { class: 'row-main' }, [h('a', { class: 'text-link', href: linkTo.person(one.person.id) }, one.person.name), h('span', { class: 'soft' }, one.person.cell)]),
    h('ul', { class: 'looks' }, [
      one.incidents.map((incident) => h('li', { key: incident.id, class: `look-${incident.severity}` }, incidentPart(incident))),
      one.outside.map((out) => h('li', { key: out.sign }, outsideWords(out))),
      one.resting?.standsOut ? h('li', { key: 'resting' }, restingWords(one.resting)) : null,
      one.unknownHours > CHARGING ? h('li', { key: 'gap' }, t('look.gap', { n: one.unknownHours })) : null,
    ]),
    h('a', { class: 'more-link', href: linkTo.trend(one.person.id), 'data-testid': 'look-trend' }, [t('look.trend'), icon('next')]),
  ]);
}

function incidentPart({ id, kind, severity, openedAt }) {
  return [h('a', { class: 'text-link', href: linkTo.incident(id) }, word('kind', kind)), ' ', h('span', word('severity', severity)), ' ', h(Ago, { at: openedAt })];
}

function outsideWords({ sign, hours, lowest, highest, low, high, byDoctor }) {
  const bounds = [low === null ? null : `≤ ${low}`, high === null ? null : `≥ ${high}`].filter(Boolean).join(', ');
  return t(byDoctor ? 'look.outside.doctor' : 'look.outside', { sign: word('limits.of', sign), n: hours, lowest: figure(lowest), highest: figure(highest), bounds });
}

function restingWords({ day, now, usual, days }) {
  const change = Math.round(now - usual);
  return t('look.resting', { day: dayOf(`${day}T12:00`), now: figure(now), usual: figure(usual), change: change > 0 ? `+${change}` : change, n: days });
}
