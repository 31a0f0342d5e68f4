// Who is on duty, in words: A, the stand-in, or why there is nobody.

import { h } from '../vendor.js';
import { t, word } from '../i18n.js';
import { dayOf } from '../time.js';

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

/** "11月25日 08:00" on the office's clock. */
export function moment(iso) {
  return `${dayOf(noon(iso.slice(0, 10)))} ${officeTime(iso)}`;
}

/** A day without a zone is shown as itself wherever the reader is. */
export function noon(day) {
  return `${day}T12:00`;
}

/** From when to when, without an end where there is none; the day once where it is the same. */
export function stretch(from, to) {
  if (!to) {
    return t('duty.sinceMoment', { time: moment(from) });
  }
  return `${moment(from)} – ${from.slice(0, 10) === to.slice(0, 10) ? officeTime(to) : moment(to)}`;
}

/** A time of the service as a field takes it: the office's own clock. */
export function clockField(iso) {
  return iso ? iso.slice(0, 16) : '';
}

/** Every cell under the cells it is in, as a choice. */
export function cellChoices(cells) {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const path = (cell) => (byId.has(cell.parent) ? [...path(byId.get(cell.parent)), cell.name] : [cell.name]);
  return cells.map((cell) => [cell.id, path(cell).join(' / ')]).sort(([, one], [, other]) => one.localeCompare(other, 'zh-CN'));
}
