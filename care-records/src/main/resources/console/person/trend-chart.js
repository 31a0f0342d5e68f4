// A sign over any stretch of time, drawn by uPlot: a ribbon from lowest to highest and a line for the mean. Nothing is
// drawn across a gap; a stretch that is dragged over is shown larger.

import { h, loadChart, onBeforeUnmount, onMounted, ref, watch } from '../vendor.js';
import { language, t } from '../i18n.js';
import { clockTime, dayOf } from '../time.js';
import { coloursOf, loneBuckets, paintBands } from './heart-rate-chart.js';

const HEIGHT = 300;
const NARROWEST = 60;

export const TrendChart = {
  props: { trend: { type: Object, required: true }, banded: Boolean, incidents: { type: Array, default: () => [] } },
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

    const size = new ResizeObserver(() => plot?.setSize({ width: frame.value.clientWidth, height: HEIGHT }));
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
      h('div', { ref: frame, class: 'heart-rate-chart', 'data-testid': 'trend-chart', role: 'img', 'aria-label': summaryOf(props.trend) }),
      h('p', { class: 'chart-under' }, pieceWords(props.trend, under.value)),
    ];
  },
};

/** uPlot's columns, with an empty row in each gap, so that nothing is drawn across it. */
export function columnsOf({ items, gaps }) {
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
    height: HEIGHT,
    padding: [8, 22, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { size: 9 } },
    scales: { x: { time: true, range: [from, to] }, y: { range: heightOf(trend.items, props.banded) } },
    series: [
      {},
      { stroke: 'transparent', points: { show: false } },
      { stroke: 'transparent', points: { show: false } },
      { stroke: colour.line, width: 2, points: { show: true, filter: loneBuckets, size: 5, fill: colour.line } },
    ],
    bands: [{ series: [1, 2], fill: colour.ribbon }],
    axes: [
      { ...axis, values: (_plot, ticks) => ticks.map((tick) => tickWords(tick, to - from)), space: 64, size: 28 },
      { ...axis, size: 40 },
    ],
    hooks: {
      drawClear: [(plot) => props.banded && paintBands(plot, colour)],
      draw: [(plot) => paintIncidents(plot, props.incidents, colour)],
      setCursor: [(plot) => (under.value = plot.cursor.idx ?? null)],
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

function pieceWords(trend, index) {
  const at = index === null ? null : columnsOf(trend)[0][index];
  const piece = at === null ? null : trend.items.find((it) => Date.parse(it.at) / 1000 === at);
  if (!piece) {
    return summaryOf(trend);
  }
  return t('chart.bucket', { time: clockTime(piece.at), min: shown(piece.min), max: shown(piece.max), mean: shown(piece.mean) });
}

function summaryOf({ items }) {
  if (items.length === 0) {
    return t('chart.none');
  }
  const count = items.reduce((sum, piece) => sum + piece.count, 0);
  return t('chart.summary', {
    min: shown(Math.min(...items.map((piece) => piece.min))),
    max: shown(Math.max(...items.map((piece) => piece.max))),
    mean: shown(items.reduce((sum, piece) => sum + piece.mean * piece.count, 0) / count),
  });
}

function shown(value) {
  return Number.isInteger(value) ? value : Math.abs(value) < 50 ? value.toFixed(1) : Math.round(value);
}
