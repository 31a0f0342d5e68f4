// What the rules found in data that came too late to ring for anybody: there to be read, by whoever is told of calls.

import { h } from '../vendor.js';
import { language, t, word } from '../i18n.js';
import { clockTime } from '../time.js';

/** The findings of a stretch of time that rang for nobody, the newest first. */
export function foundLatePart(items) {
  const late = items.filter(({ forTheRecord }) => forTheRecord).reverse();
  return late.length
    ? h('div', { class: 'sheet', 'data-testid': 'found-late' }, [
        h('h2', t('trend.foundLate')),
        h('p', { class: 'soft' }, t('trend.foundLateIs')),
        h('ul', { class: 'rows' }, late.map(rowOf)),
      ])
    : null;
}

function rowOf(finding) {
  const why = language.value === 'zh-CN' ? finding.whyZh : finding.why;
  return h('li', { key: `${finding.kind} ${finding.since}`, class: 'row', 'data-testid': 'found-late-row' }, [
    h('div', { class: 'row-main' }, [
      h('strong', word('kind', finding.kind)),
      why ? h('span', why) : null,
      h('span', { class: 'soft' }, clockTime(finding.at)),
    ]),
  ]);
}
