// Who is on duty, in words: A, the stand-in, or why there is nobody.

import { h } from '../vendor.js';
import { t, word } from '../i18n.js';

/** A with a way to phone them and B beside, or the gap with its reason in red. */
export function dutyLine({ a, b, gap }, phones = false) {
  if (gap) {
    return h('span', { class: 'duty duty-gap', 'data-testid': 'gap' }, [h('strong', t('duty.nobody')), h('span', word('gap', gap))]);
  }
  return h('span', { class: 'duty' }, [
    h('strong', { 'data-testid': 'duty-a' }, a.name),
    phones && a.phone ? h('a', { class: 'duty-phone', href: `tel:${a.phone}` }, a.phone) : null,
    h('span', { class: 'soft', 'data-testid': 'duty-b' }, b ? t('duty.standIn', { name: b.name }) : t('duty.noStandIn')),
  ]);
}

/** The office's own clock, as the service writes it: never the reader's zone. */
export function officeTime(iso) {
  return iso.slice(11, 16);
}

/** The same at the end of a stretch, where midnight is the end of the day before. */
export function officeEnd(iso, day) {
  return iso.slice(0, 10) > day && officeTime(iso) === '00:00' ? '24:00' : officeTime(iso);
}
