// How an incident ended, in words that fit what it was about.

import { t, word } from '../i18n.js';

export const OUTCOMES = ['helped', 'hospital', 'accidental', 'test', 'other'];

/** Nobody presses by accident what a rule has found: there it says that nothing was wrong. */
export function outcomeWord(outcome, kind) {
  return outcome === 'accidental' && kind !== 'call' ? t('outcome.nothing') : word('outcome', outcome);
}
