// Times as a reader in a hurry wants them: how long ago, and what the clock on the wall said (the reader's zone).

import { computed, h, ref } from './vendor.js';
import { language, t } from './i18n.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// A phone's clock may be minutes off; "how long ago" is counted on the service's clock.
let aheadOfUs = 0;

export const now = ref(Date.now());
setInterval(() => {
  now.value = Date.now() + aheadOfUs;
}, SECOND);

export function learnServiceTime(iso) {
  const at = Date.parse(iso);
  if (Number.isFinite(at)) {
    aheadOfUs = at - Date.now();
    now.value = at;
  }
}

/** "1 min 05 s": milliseconds between two moments, in the reader's language. */
export function elapsed(milliseconds) {
  const whole = Math.max(0, milliseconds);
  const part = (unit, wrap) => Math.floor(whole / unit) % wrap;
  const seconds = part(SECOND, 60);
  if (whole < MINUTE) {
    return t('elapsed.s', { s: seconds });
  }
  if (whole < HOUR) {
    return t('elapsed.m', { m: part(MINUTE, 60), s: String(seconds).padStart(2, '0') });
  }
  if (whole < DAY) {
    return t('elapsed.h', { h: part(HOUR, 24), m: part(MINUTE, 60) });
  }
  return t('elapsed.d', { d: Math.floor(whole / DAY), h: part(HOUR, 24) });
}

export function since(iso) {
  return now.value - Date.parse(iso);
}

const formats = computed(() => ({
  clock: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  second: format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
  day: format({ month: 'short', day: 'numeric' }),
  year: format({ year: 'numeric', month: 'short', day: 'numeric' }),
}));

function format(options) {
  return new Intl.DateTimeFormat(language.value, options);
}

/** "21:03", with the day in front when it was not today. */
export function clockTime(when, precision = 'clock') {
  const date = new Date(when);
  if (Number.isNaN(date.getTime())) {
    return '–';
  }
  const clock = formats.value[precision].format(date);
  return isToday(date) ? clock : `${dayOf(date)} ${clock}`;
}

/** "11月22日", with the year when it is not this one. */
export function dayOf(when) {
  const date = new Date(when);
  const sameYear = date.getFullYear() === new Date(now.value).getFullYear();
  return formats.value[sameYear ? 'day' : 'year'].format(date);
}

/** "2026-11-22", as a field for a day wants it. */
export function dateOf(when) {
  const day = new Date(when);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
}

export function midnight(daysBack = 0) {
  const day = new Date(now.value);
  // Noon first: stepping days from midnight goes wrong where daylight saving begins at midnight.
  day.setHours(12, 0, 0, 0);
  day.setDate(day.getDate() - daysBack);
  day.setHours(0, 0, 0, 0);
  return day;
}

/** Whole years lived; null when the date cannot be read. */
export function ageOf(birthDate) {
  const [year, month, day] = String(birthDate).split('-').map(Number);
  if (!year || !month || !day) {
    return null;
  }
  const today = new Date(now.value);
  const before = today.getMonth() + 1 < month || (today.getMonth() + 1 === month && today.getDate() < day);
  return today.getFullYear() - year - (before ? 1 : 0);
}

function isToday(date) {
  return date.toDateString() === new Date(now.value).toDateString();
}

/** A ticking "1 min 05 s ago": a component of its own, so that a tick redraws this text and not the board. */
export const Ago = {
  props: { at: { type: String, required: true } },
  setup(props) {
    return () =>
      h('time', { class: 'ago', datetime: props.at, title: clockTime(props.at, 'second') }, t('incident.ago', { elapsed: elapsed(since(props.at)) }));
  },
};
