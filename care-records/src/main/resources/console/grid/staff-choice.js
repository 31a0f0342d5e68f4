// Somebody of the staff as a choice: those who are there, with their number where a name is not enough.

import { t } from '../i18n.js';

/** @param staff as the service lists them; who has left is not offered, unless `named` holds them */
export function peopleChoices(staff, named = new Set()) {
  const there = staff.filter((one) => !one.leftOn || named.has(one.id));
  const names = new Map();
  there.forEach(({ name }) => names.set(name, (names.get(name) ?? 0) + 1));
  return there.map((one) => [one.id, names.get(one.name) > 1 ? `${one.name} (${one.code})` : one.name]);
}

/**
 * The few among hundreds: who serves the cell, whom its rota names, and all who are not assistants. The rest are
 * offered once `all` is asked for.
 */
export function nearChoices(staff, cell, named, all) {
  const near = staff.filter((one) => all || named.has(one.id) || one.role !== 'assistant' || one.serving.some((it) => it.cell === cell));
  const here = (one) => one.serving.some((it) => it.cell === cell);
  return [['', t('resolve.choose')], ...peopleChoices([...near.filter(here), ...near.filter((one) => !here(one))], named)];
}
