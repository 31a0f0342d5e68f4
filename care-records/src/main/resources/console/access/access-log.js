// Who looked at what of a person, when and why: open to the family.

import { h } from '../vendor.js';
import { t, word } from '../i18n.js';
import { clockTime } from '../time.js';
import { api, withQuery } from './api.js';
import { load, standing } from './loaded.js';

const LINES = 100;

export const AccessLogPart = {
  props: { person: { type: String, required: true } },
  setup(props) {
    const path = () => `/api/people/${encodeURIComponent(props.person)}/access-log`;
    const log = load(path, (at) => api.get(withQuery(at, { limit: LINES })));
    return () =>
      h('details', { class: 'sheet access-log', 'data-testid': 'access-log' }, [
        h('summary', h('h2', t('access-log.title'))),
        log.value ? lines(log.value) : standing(log),
      ]);
  },
};

function lines({ items, breakGlass }) {
  return [
    breakGlass.map((opened) =>
      h('p', { class: 'strip strip-urgent', key: opened.since }, t('access-log.glass', { name: opened.name, time: clockTime(opened.since), reason: opened.reason })),
    ),
    items.length === 0 ? h('p', { class: 'soft' }, t('access-log.none')) : null,
    h(
      'ul',
      { class: 'rows' },
      items.map((line) =>
        h('li', { class: 'row', key: [line.at, line.account, line.name, line.what, line.purpose, line.reason].join() }, [
          h('span', { class: 'row-main' }, looker(line)),
          h('span', { class: 'row-more soft' }, [
            `${clockTime(line.at)} · ${word('looked', line.what)} · ${word('purpose', line.purpose)}`,
            line.reason ? ` · ${t('access-log.reason', { reason: line.reason })}` : '',
            line.times > 1 ? ` · ${t('access-log.times', { n: line.times })}` : '',
          ]),
        ]),
      ),
    ),
  ];
}

/** Whoever holds a link has no account: the line says to whom it was sent, or who made the card. */
function looker({ account, name, role, what }) {
  return account === null
    ? [h('strong', t(`access-log.by.${what}`, { name }))]
    : [h('strong', name), h('span', { class: 'soft' }, word('role', role))];
}
