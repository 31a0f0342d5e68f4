// A sign over any stretch of time, drawn by uPlot: a ribbon from lowest to highest and a line for the mean. Nothing is
// drawn across a gap; where it may be zoomed, a stretch that is dragged over is handed on to be shown larger.

import { h, loadChart, onBeforeUnmount, onMounted, ref, watch } from '../vendor.js';
import { language, t, word } from '../i18n.js';
import { icon } from '../icons.js';
import { linkTo } from '../router.js';
import { clockTime, dayOf } from '../time.js';
import { marksOf, paintBands, paintGaps, paintIncidents, paintLimits, paintUsual } from './chart-marks.js';

const NARROWEST = 60;

/**
 * `trend`: `from` and `to` in ISO, `items` of `at`, `min`, `mean`, `max` and `count`, and the `gaps` between them; `name`:
 * what a test finds it by; `height`: pixels; `banded`: on the shades of NEWS2, as a pulse is; `heights`: lowest and highest
 * of the scale, where more than one chart has it; `limits`, `usual` and `incidents` as chart-marks.js paints them.
 */
export const SignChart = {
  props: {
    trend: { type: Object, required: true },
    title: { type: String, required: true },
    name: { type: String, required: true },
    height: { type: Number, required: true },
    banded: Boolean,
    zooming: Boolean,
    heights: { type: Array, default: null },
    limits: { type: Array, default: () => [] },
    usual: { type: Array, default: () => [] },
    incidents: { type: Array, default: () => [] },
  },
  emits: ['zoom'],
  setup(props, { emit }) {
    const frame = ref(null);
    const under = ref(null);
    const marks = ref([]);
    let plot = null;
    let gone = false;

    async function draw() {
      const uPlot = await loadChart();
      if (gone || !frame.value) {
        return;
      }
      plot?.destroy();
      plot = new uPlot(optionsFor(props, frame.value, { under, marks }, emit), columnsOf(props.trend), frame.value);
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
    watch(() => [props.trend, props.heights, props.limits, props.usual, props.incidents, language.value], draw);

    return () => [
      h('div', { class: 'chart-frame' }, [
        h('div', {
          ref: frame,
          class: 'sign-chart',
          'data-testid': props.name,
          role: 'img',
          'aria-label': `${props.title}: ${summaryOf(props.trend)}`,
        }),
        marks.value.map((mark) => markPart(mark, emit)),
      ]),
      h('p', { class: 'chart-under' }, pieceWords(props.trend, under.value)),
    ];
  },
};

/** A mark opens its incident; several that stand too close open the stretch they are in. */
function markPart({ x, incidents }, emit) {
  const [first] = incidents;
  const place = { class: ['chart-mark', `chart-mark-${first.severity}`], style: { left: `${x}px` }, 'data-testid': 'chart-mark' };
  if (incidents.length === 1) {
    const words = `${word('kind', first.kind)}, ${clockTime(first.openedAt)}`;
    return h('a', { ...place, key: first.id, href: linkTo.incident(first.id), 'aria-label': words, title: words }, icon('bell'));
  }
  const words = t('trend.incidents', { n: incidents.length });
  const [from, to] = [Date.parse(first.openedAt), Date.parse(incidents.at(-1).openedAt)];
  const room = Math.max(NARROWEST * 1000, (to - from) / 4);
  const open = () => emit('zoom', { from: new Date(from - room), to: new Date(to + room) });
  return h('button', { ...place, key: first.id, type: 'button', 'aria-label': words, title: words, onClick: open }, String(incidents.length));
}

/** uPlot's columns, with an empty row in each gap, so that nothing is drawn across it. */
function columnsOf({ items, gaps }) {
  const rows = items.map((piece) => [Date.parse(piece.at) / 1000, piece.max, piece.min, piece.mean]);
  const empty = gaps.map((gap) => [(Date.parse(gap.from) + Date.parse(gap.to)) / 2000, null, null, null]);
  const all = [...rows, ...empty].sort((a, b) => a[0] - b[0]);
  return [0, 1, 2, 3].map((column) => all.map((row) => row[column]));
}

function optionsFor(props, frame, { under, marks }, emit) {
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
    scales: { x: { time: true, range: [from, to] }, y: { range: props.heights ?? heightOf(trend.items, props.banded) } },
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
      drawClear: [(plot) => paintBehind(plot, props, colour)],
      draw: [(plot) => paintBefore(plot, props, colour), (plot) => (marks.value = marksOf(plot, props.incidents))],
      setCursor: [(plot) => (under.value = plot.data[0][plot.cursor.idx] ?? null)],
      setSelect: [(plot) => zoom(plot, emit)],
    },
  };
}

function paintBehind(plot, props, colour) {
  if (props.banded) {
    paintBands(plot, colour);
  }
  paintUsual(plot, props.usual, colour);
  paintGaps(
    plot,
    props.trend.gaps.filter(({ why }) => why),
    colour,
  );
}

function paintBefore(plot, props, colour) {
  paintLimits(plot, props.limits, colour);
  paintIncidents(plot, props.incidents, colour);
}

/** The lowest and the highest of a scale on which all of those values have room. */
export function heightOf(items, banded) {
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
    limit: named('--alarm-word'),
    sunk: named('--sunk'),
    paper: named('--paper'),
    usual: named('--usual'),
    ribbon: named('--pulse-ribbon'),
    bands: [named('--news-1'), named('--news-2'), named('--news-3')],
  };
}
