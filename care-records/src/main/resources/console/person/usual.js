// What is usual for a person by the time of day, laid over a stretch of time.

const HOUR = 3_600_000;
const QUARTERS = ['night', 'morning', 'afternoon', 'evening'];
const LONGEST = 9 * 24 * HOUR;

const kept = new WeakMap();

/**
 * Strips of `from`, `to`, `low` and `high` (the median, less and more two spreads), a quarter of a day each; over more than
 * nine days, where these would be a blur, one strip from the lowest to the highest.
 */
export function usualWithin(baseline, trend) {
  if (!baseline) {
    return NONE;
  }
  if (kept.get(trend)?.baseline !== baseline) {
    kept.set(trend, { baseline, strips: stripsOf(baseline.parts, Date.parse(trend.from), Date.parse(trend.to)) });
  }
  return kept.get(trend).strips;
}

const NONE = [];

function stripsOf(parts, from, to) {
  const bounds = ({ median, spread }) => ({ low: median - 2 * spread, high: median + 2 * spread });
  const all = Object.values(parts).map(bounds);
  if (all.length === 0) {
    return NONE;
  }
  if (to - from > LONGEST) {
    const low = Math.min(...all.map((it) => it.low));
    return [strip(from, to, { low, high: Math.max(...all.map((it) => it.high)) })];
  }
  const strips = [];
  const at = new Date(from);
  at.setHours(Math.floor(at.getHours() / 6) * 6, 0, 0, 0);
  while (at.getTime() < to) {
    const begins = at.getTime();
    const part = parts[QUARTERS[Math.floor(at.getHours() / 6)]];
    at.setHours(at.getHours() + 6);
    if (part) {
      strips.push(strip(Math.max(from, begins), Math.min(to, at.getTime()), bounds(part)));
    }
  }
  return strips;
}

function strip(from, to, bounds) {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), ...bounds };
}
