// What is painted on a sign's chart beside the values: the shades of NEWS2, gaps with their reason, a person's limits, what is
// usual for them, and incidents as marks.

import { t, word } from '../i18n.js';
import { PULSE_BANDS } from './news2.js';

const HATCH = 7;
const WORD = '12px system-ui, sans-serif';

/** Marks nearer to each other than a finger is broad are one. */
const FINGER = 30;

function paint(plot, work) {
  const { left, top, width, height } = plot.bbox;
  plot.ctx.save();
  plot.ctx.beginPath();
  plot.ctx.rect(left, top, width, height);
  plot.ctx.clip();
  work(plot.ctx, { left, top, width, height, right: left + width, bottom: top + height, pixel: devicePixelRatio || 1 });
  plot.ctx.restore();
}

const xOf = (plot, time) => plot.valToPos(Date.parse(time) / 1000, 'x', true);
const yOf = (plot, value) => plot.valToPos(value, 'y', true);

export function paintBands(plot, colour) {
  paint(plot, (ctx, { left, width }) => {
    const { min, max } = plot.scales.y;
    let floor = -Infinity;
    for (const { to, band } of PULSE_BANDS) {
      const below = to + 0.5;
      const low = Math.max(floor, min);
      const high = Math.min(below, max);
      if (high > low && band > 0) {
        ctx.fillStyle = colour.bands[band - 1];
        ctx.fillRect(left, yOf(plot, high), width, yOf(plot, low) - yOf(plot, high));
      }
      floor = below;
    }
  });
}

/** A gap is hatched and bears its reason in words, upright where it is too narrow for them. */
export function paintGaps(plot, gaps, colour) {
  paint(plot, (ctx, { top, bottom, left, right, pixel }) => {
    ctx.font = WORD.replace('12px', `${12 * pixel}px`);
    for (const gap of gaps) {
      const from = Math.max(left, xOf(plot, gap.from));
      const to = Math.min(right, xOf(plot, gap.to));
      if (to - from >= 1) {
        hatch(ctx, from, to, top, bottom, colour, pixel);
        say(ctx, from, to, top, word('trend.why', gap.why), colour, pixel);
      }
    }
  });
}

function hatch(ctx, from, to, top, bottom, colour, pixel) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(from, top, to - from, bottom - top);
  ctx.clip();
  ctx.fillStyle = colour.sunk;
  ctx.fill();
  ctx.strokeStyle = colour.grid;
  ctx.lineWidth = pixel;
  ctx.beginPath();
  for (let x = from - (bottom - top); x < to; x += HATCH * pixel) {
    ctx.moveTo(x, bottom);
    ctx.lineTo(x + bottom - top, top);
  }
  ctx.stroke();
  ctx.restore();
}

function say(ctx, from, to, top, words, colour, pixel) {
  const long = ctx.measureText(words).width;
  const room = to - from - 6 * pixel;
  if (room < 7 * pixel) {
    return;
  }
  ctx.save();
  ctx.translate((from + to) / 2, top + 8 * pixel);
  if (long > room) {
    ctx.rotate(Math.PI / 2);
    ctx.translate(long / 2 + 2 * pixel, 0);
  } else {
    ctx.translate(0, 8 * pixel);
  }
  ctx.fillStyle = colour.paper;
  ctx.fillRect(-long / 2 - 3 * pixel, -9 * pixel, long + 6 * pixel, 18 * pixel);
  ctx.fillStyle = colour.ink;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillText(words, 0, 0);
  ctx.restore();
}

/** What is usual by the time of day, as a strip two spreads broad. */
export function paintUsual(plot, usual, colour) {
  paint(plot, (ctx) => {
    ctx.fillStyle = colour.usual;
    for (const { from, to, low, high } of usual) {
      const left = xOf(plot, from);
      ctx.fillRect(left, yOf(plot, high), xOf(plot, to) - left, yOf(plot, low) - yOf(plot, high));
    }
  });
}

/** A limit is a broken line, as long as it stood, with its value. */
export function paintLimits(plot, limits, colour) {
  paint(plot, (ctx, { left, right, pixel }) => {
    ctx.strokeStyle = colour.limit;
    ctx.fillStyle = colour.limit;
    ctx.lineWidth = 2 * pixel;
    ctx.font = WORD.replace('12px', `600 ${12 * pixel}px`);
    ctx.textAlign = 'left';
    ctx.textBaseline = 'alphabetic';
    ctx.setLineDash([6 * pixel, 4 * pixel]);
    for (const limit of limits) {
      const from = Math.max(left, xOf(plot, limit.since));
      const to = limit.until ? Math.min(right, xOf(plot, limit.until)) : right;
      for (const value of [limit.low, limit.high].filter((it) => it !== null && to > from)) {
        const y = yOf(plot, value);
        ctx.beginPath();
        ctx.moveTo(from, y);
        ctx.lineTo(to, y);
        ctx.stroke();
        const words = t('trend.limitLine', { value });
        ctx.fillText(words, Math.min(from + 4 * pixel, right - ctx.measureText(words).width - 4 * pixel), y - 4 * pixel);
      }
    }
  });
}

/** An incident is a line at its moment. */
export function paintIncidents(plot, incidents, colour) {
  paint(plot, (ctx, { top, bottom, left, right, pixel }) => {
    ctx.strokeStyle = colour.alarm;
    ctx.lineWidth = 1.5 * pixel;
    for (const { openedAt } of incidents) {
      const x = xOf(plot, openedAt);
      if (x >= left && x <= right) {
        ctx.beginPath();
        ctx.moveTo(x, top);
        ctx.lineTo(x, bottom);
        ctx.stroke();
      }
    }
  });
}

/** Where incidents stand, in CSS pixels from the chart's left side; those that a finger cannot tell apart together. */
export function marksOf(plot, incidents) {
  const marks = [];
  const left = plot.over.getBoundingClientRect().left - plot.root.closest('.chart-frame').getBoundingClientRect().left;
  const sorted = [...incidents].sort((a, b) => a.openedAt.localeCompare(b.openedAt));
  for (const incident of sorted) {
    const x = left + plot.valToPos(Date.parse(incident.openedAt) / 1000, 'x');
    const last = marks.at(-1);
    if (last && x - last.x < FINGER) {
      last.incidents.push(incident);
    } else {
      marks.push({ x, incidents: [incident] });
    }
  }
  return marks;
}
