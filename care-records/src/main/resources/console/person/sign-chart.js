// A sign over any stretch of time, drawn by uPlot: a ribbon from lowest to highest and a line for the mean. Nothing is
// drawn across a gap; where it may be zoomed, a stretch that is dragged over is handed on to be shown larger.

import { h, loadChart, onBeforeUnmount, onMounted, ref, watch } from '../vendor.js';
import { language, t } from '../i18n.js';
import { clockTime, dayOf } from '../time.js';
import { PULSE_BANDS } from './news2.js';

const NARROWEST = 60;

/**
 * `trend`: `from` and `to` in ISO, `items` of `at`, `min`, `mean`, `max` and `count`, and the `gaps` between them; `name`:
 * what a test finds it by; `height`: pixels; `banded`: on the shades of NEWS2, as a pulse is.
 */
export const SignChart = {
  props: {
    trend: { type: Object, required: true },
    title: { type: String, required: true },
    name: { type: String, required: true },
    height: { type: Number, required: true },
    banded: Boolean,
    zooming: Boolean,
    incidents: { type: Array, default: () => [] },
  },
  emits: ['zoom'],
  setup(props, { emit }) {
    const frame = ref(null);
    const under = ref(null);
    let plot = null;
    let gone = false;

    async function draw() {
      const uPlot = await loadChart();
      if (gone || !frame.value) {
        return;
      }
      plot?.destroy();
      plot = new uPlot(optionsFor(props, frame.value, under, emit), columnsOf(props.trend), frame.value);
    }

    const size = new ResizeObserver(() => plot?.setSize({ width: frame.value.clientWidth, height: props.height }));
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    onMounted(() => {
      size.observe(frame.value);
      scheme.addEventListener('change', draw);
      draw();
    });
    onBeforeUnmount(() => {
      gone = true;
      size.disconnect();
      scheme.removeEventListener('change', draw);
      plot?.destroy();
    });
    watch(() => [props.trend, language.value], draw);

    return () => [
      h('div', {
        ref: frame,
        class: 'sign-chart',
        'data-testid': props.name,
        role: 'img',
        'aria-label': `${props.title}: ${summaryOf(props.trend)}`,
      }),
      h('p', { class: 'chart-under' }, pieceWords(props.trend, under.value)),
    ];
  },
};

/** uPlot's columns, with an empty row in each gap, so that nothing is drawn across it. */
function columnsOf({ items, gaps }) {
  const rows = items.map((piece) => [Date.parse(piece.at) / 1000, piece.max, piece.min, piece.mean]);
  const empty = gaps.map((gap) => [(Date.parse(gap.from) + Date.parse(gap.to)) / 2000, null, null, null]);
  const all = [...rows, ...empty].sort((a, b) => a[0] - b[0]);
  return [0, 1, 2, 3].map((column) => all.map((row) => row[column]));
}

function optionsFor(props, frame, under, emit) {
  const { trend } = props;
  const colour = coloursOf(frame);
  const from = Date.parse(trend.from) / 1000;
  const to = Date.parse(trend.to) / 1000;
  const axis = { stroke: colour.ink, grid: { stroke: colour.grid, width: 1 }, ticks: { show: false }, font: '13px system-ui, sans-serif' };
  return {
    width: frame.clientWidth,
    height: props.height,
    padding: [8, 22, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: props.zooming, y: false, setScale: false }, points: { size: 9 } },
    scales: { x: { time: true, range: [from, to] }, y: { range: heightOf(trend.items, props.banded) } },
    series: [
      {},
      { stroke: 'transparent', points: { show: false } },
      { stroke: 'transparent', points: { show: false } },
      { stroke: colour.line, width: 2, points: { show: true, filter: lonePieces, size: 5, fill: colour.line } },
    ],
    bands: [{ series: [1, 2], fill: colour.ribbon }],
    axes: [
      { ...axis, values: (_plot, ticks) => ticks.map((tick) => tickWords(tick, to - from)), space: 64, size: 28 },
      { ...axis, size: 40 },
    ],
    hooks: {
      drawClear: [(plot) => props.banded && paintBands(plot, colour)],
      draw: [(plot) => paintIncidents(plot, props.incidents, colour)],
      setCursor: [(plot) => (under.value = plot.data[0][plot.cursor.idx] ?? null)],
      setSelect: [(plot) => zoom(plot, emit)],
    },
  };
}

function heightOf(items, banded) {
  if (items.length === 0) {
    return banded ? [40, 120] : [0, 100];
  }
  const lowest = Math.min(...items.map((piece) => piece.min));
  const highest = Math.max(...items.map((piece) => piece.max));
  const room = Math.max(1, (highest - lowest) * 0.1);
  return banded ? [Math.min(40, lowest - 5), Math.max(120, highest + 5)] : [lowest - room, highest + room];
}

function zoom(plot, emit) {
  if (plot.select.width < 8) {
    return;
  }
  const from = plot.posToVal(plot.select.left, 'x');
  const to = plot.posToVal(plot.select.left + plot.select.width, 'x');
  plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  if (to - from >= NARROWEST) {
    emit('zoom', { from: new Date(from * 1000), to: new Date(to * 1000) });
  }
}

/** A piece with a gap on either side has no line through it: it is shown as a point. */
function lonePieces(plot, series, from, to) {
  const means = plot.data[series];
  const lone = [];
  for (let i = from; i <= to; i++) {
    if (means[i] !== null && (means[i - 1] ?? null) === null && (means[i + 1] ?? null) === null) {
      lone.push(i);
    }
  }
  return lone;
}

function paintBands(plot, colour) {
  const { left, top, width, height } = plot.bbox;
  const { min, max } = plot.scales.y;
  let floor = -Infinity;
  plot.ctx.save();
  for (const { to, band } of PULSE_BANDS) {
    const below = to + 0.5;
    const low = Math.max(floor, min);
    const high = Math.min(below, max);
    if (high > low && band > 0) {
      const y = top + (height * (max - high)) / (max - min);
      plot.ctx.fillStyle = colour.bands[band - 1];
      plot.ctx.fillRect(left, y, width, (height * (high - low)) / (max - min));
    }
    floor = below;
  }
  plot.ctx.restore();
}

/** An incident is a line at its moment. */
function paintIncidents(plot, incidents, colour) {
  const { left, top, width, height } = plot.bbox;
  plot.ctx.save();
  plot.ctx.strokeStyle = colour.alarm;
  plot.ctx.lineWidth = 2;
  for (const incident of incidents) {
    const x = plot.valToPos(Date.parse(incident.openedAt) / 1000, 'x', true);
    if (x >= left && x <= left + width) {
      plot.ctx.beginPath();
      plot.ctx.moveTo(x, top);
      plot.ctx.lineTo(x, top + height);
      plot.ctx.stroke();
    }
  }
  plot.ctx.restore();
}

function tickWords(tick, span) {
  return span > 2 * 86_400 ? dayOf(tick * 1000) : clockTime(tick * 1000).replace(/^.* /, '');
}

function pieceWords(trend, under) {
  const piece = trend.items.find(({ at }) => Date.parse(at) / 1000 === under);
  if (!piece) {
    return summaryOf(trend);
  }
  return t('chart.bucket', { time: clockTime(piece.at), min: figure(piece.min), max: figure(piece.max), mean: figure(piece.mean) });
}

function summaryOf({ items }) {
  if (items.length === 0) {
    return t('chart.none');
  }
  const count = items.reduce((sum, piece) => sum + piece.count, 0);
  return t('chart.summary', {
    min: figure(Math.min(...items.map((piece) => piece.min))),
    max: figure(Math.max(...items.map((piece) => piece.max))),
    mean: figure(items.reduce((sum, piece) => sum + piece.mean * piece.count, 0) / count),
  });
}

/** A value as it is read: whole, but to a tenth below 50, where a tenth of a degree counts. */
export function figure(value) {
  return Math.abs(value) < 50 && !Number.isInteger(value) ? value.toFixed(1) : String(Math.round(value));
}

/** The canvas cannot read style sheets: the colours of the day or the night are handed to it. */
function coloursOf(frame) {
  const style = getComputedStyle(frame);
  const named = (name) => style.getPropertyValue(name).trim();
  return {
    ink: named('--ink-soft'),
    grid: named('--line'),
    line: named('--pulse'),
    alarm: named('--alarm'),
    ribbon: named('--pulse-ribbon'),
    bands: [named('--news-1'), named('--news-2'), named('--news-3')],
  };
}
