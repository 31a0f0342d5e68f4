// The details of a timeline's lines in the reader's language: the service keeps them as wire names and short English.

import { t, word } from '../i18n.js';
import { clockTime } from '../time.js';
import { outcomeWord } from './outcome.js';

const WAY = /^(page|push|voice|sms|wecom|dingtalk|ntfy|webhook|email|canary)(?:: (.*))?$/;
const OWN_REASONS = [
  'no page is open',
  'no answer',
  'busy',
  'nothing was heard of it',
  'nobody pressed a key',
  'nobody looked at it',
  'not delivered',
  'not a telephone number',
  'not set up',
  'left alone',
];

export function detailWords(entry, kind) {
  switch (entry.what) {
    case 'search-card':
      return t('search.card.line', { time: clockTime(entry.detail) });
    case 'resolved':
      return entry.detail.replace(/^(helped|hospital|accidental|test|other)\b/, (outcome) => outcomeWord(outcome, kind));
    case 'nobody':
      return each(entry.detail, (why) => word('nobody', why));
    case 'opened':
    case 'pressed':
    case 'wearer-fine':
      return each(entry.detail, pressWords);
    case 'sent':
    case 'told':
    case 'acknowledged':
    case 'other-way':
    case 'unreached':
      return waysIn(entry.detail);
    case 'not-counted':
      return waysIn(entry.detail).replace(/\b(accept|pass)$/, (answer) => word('answer', answer));
    default:
      return entry.detail;
  }
}

function each(detail, words) {
  return detail.split('; ').map(words).join(t('timeline.and'));
}

/** What a band said with a press; what nobody foresaw stays as it is. */
function pressWords(part) {
  const [, said, value] = /^(battery|impact|made at) (\S+)/.exec(part) ?? [];
  switch (said) {
    case 'battery':
      return t('press.battery', { n: value });
    case 'impact':
      return t('press.impact', { n: value });
    case 'made at':
      return t('press.madeAt', { time: clockTime(value, 'second') });
    default:
      return part === 'payload could not be read' ? t('press.unreadable') : part;
  }
}

/** Only what the service itself says is put into words; what a provider said stays as it was said. */
export function reasonWords(reason) {
  const status = /^answered (\d{3})$/.exec(reason);
  if (status) {
    return t('failure.answered', { code: status[1] });
  }
  const own = OWN_REASONS.find((it) => reason.startsWith(it));
  return own ? word('failure', own.replaceAll(' ', '-')) + reason.slice(own.length) : reason;
}

function waysIn(detail) {
  return detail
    .split(/(; | → )/)
    .map((part) => part.replace(WAY, (_, way, why) => word('way', way) + (why ? `: ${reasonWords(why)}` : '')))
    .join('');
}
