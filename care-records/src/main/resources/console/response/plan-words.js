// A response plan's parts in the reader's words.

import { t, word } from '../i18n.js';

/** The built-in plans have names of their own in each language. */
export function planName(plan) {
  return plan.builtIn || !plan.id ? word('plan', plan.name) : plan.name;
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
