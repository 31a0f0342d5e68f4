// The week at a glance: a bar a day, a colour for everyone who is first, and red where nobody is.

import { h } from '../vendor.js';
import { t, word } from '../i18n.js';
import { dayOf, now } from '../time.js';
import { noon, officeEnd, officeTime } from './duty.js';

const COLOURS = 6;
const CLOCK = [0, 6, 12, 18, 24];

/** @param days as the service tells a week */
export function weekGlance(days) {
  const first = [...new Map(days.flatMap((day) => day.spans).filter((span) => span.a).map((span) => [span.a.id, span.a])).values()];
  const colour = new Map(first.map(({ id }, place) => [id, place % COLOURS]));
  return h('div', { class: 'glance', 'data-testid': 'week-glance', 'aria-hidden': 'true' }, [
    h('div', { class: 'glance-clock' }, CLOCK.map((hour) => h('span', { key: hour }, hour))),
    days.map((day) => dayBar(day, colour)),
    h('ul', { class: 'glance-key' }, [
      first.slice(0, 2 * COLOURS).map((one) => h('li', { key: one.id }, [h('i', { class: `glance-${colour.get(one.id)}` }), one.name])),
      days.some((day) => day.spans.some((span) => span.gap)) ? h('li', [h('i', { class: 'glance-gap' }), t('duty.nobody')]) : null,
    ]),
  ]);
}

function dayBar(day, colour) {
  const start = Date.parse(day.spans[0].from);
  const whole = Date.parse(day.spans.at(-1).to) - start;
  const passed = (now.value - start) / whole;
  return h('div', { key: day.date, class: 'glance-day' }, [
    h('span', { class: ['glance-name', { 'glance-holiday': day.holiday }] }, t(`weekday.short.${day.weekday}`)),
    h('div', { class: 'glance-bar', title: dayOf(noon(day.date)) }, [
      day.spans.map((span) =>
        h(
          'span',
          { key: span.from, class: ['glance-span', span.gap ? 'glance-gap' : `glance-${colour.get(span.a.id)}`], style: { flexGrow: (Date.parse(span.to) - Date.parse(span.from)) / whole }, title: titleOf(span, day) },
          span.gap ? t('duty.gapMark') : span.a.name,
        ),
      ),
      passed >= 0 && passed < 1 ? h('i', { class: 'glance-now', style: { left: `${100 * passed}%` } }) : null,
    ]),
  ]);
}

function titleOf(span, day) {
  const who = span.gap ? `${t('duty.nobody')}: ${word('gap', span.gap)}` : [span.a.name, span.b?.name].filter(Boolean).join(' / ');
  return `${officeTime(span.from)}–${officeEnd(span.to, day.date)} ${who}`;
}
