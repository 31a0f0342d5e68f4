// A rota as a form holds it: a span with all the weekdays that have it, instead of a row for each.

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7, 8];

const KEYS = ['starts', 'ends', 'a', 'b', 'validFrom', 'validTo'];

/** Rows that differ in their weekday only become one span. */
export function spansOf(rows) {
  const spans = new Map();
  for (const row of rows) {
    const span = { starts: row.starts.slice(0, 8), ends: row.ends.slice(0, 8), a: row.a?.id ?? '', b: row.b?.id ?? '', validFrom: row.validFrom, validTo: row.validTo ?? '' };
    const key = JSON.stringify(span);
    const known = spans.get(key) ?? { ...span, days: [] };
    spans.set(key, { ...known, days: [...known.days, row.weekday] });
  }
  return [...spans.values()];
}

/** The spans as the service takes them, a row for each weekday. */
export function rowsOf(spans) {
  return spans.flatMap((span) => span.days.map((weekday) => ({ weekday, starts: span.starts, ends: span.ends, a: span.a, b: span.b || null, validFrom: span.validFrom, validTo: span.validTo || null })));
}

export function freshSpan(today) {
  return { starts: '08:00', ends: '17:00', a: '', b: '', validFrom: today, validTo: '', days: [1, 2, 3, 4, 5] };
}

/** What is wrong with a span, by field, as keys of the words. */
export function wrongWithSpan(span) {
  return {
    days: span.days.length === 0 ? 'fault.days' : null,
    starts: span.starts ? null : 'fault.missing',
    ends: span.ends ? null : 'fault.missing',
    a: span.a ? null : 'fault.choose',
    b: span.b && span.b === span.a ? 'fault.sameStandIn' : null,
    validFrom: span.validFrom ? null : 'fault.missing',
    validTo: span.validTo && span.validTo < span.validFrom ? 'fault.toBeforeFrom' : null,
  };
}

/** Whether a span ends the day after it starts. */
export function isOvernight({ starts, ends }) {
  return starts !== '' && ends !== '' && ends <= starts;
}

export function isWrong(faults) {
  return KEYS.concat('days').some((key) => faults[key]);
}
