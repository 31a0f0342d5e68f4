// A response plan's parts in the reader's words.

import { t, word } from '../i18n.js';

/** The built-in plans have names in each language; those of the office stand as they were written. */
export function planName(plan) {
  return word('plan', plan.name);
}

export function whoWords(who) {
  switch (who.kind) {
    case 'above':
      return t('who.aboveN', { n: who.levels });
    case 'named':
      return who.name ?? word('who', 'named');
    default:
      return word('who', who.kind);
  }
}
