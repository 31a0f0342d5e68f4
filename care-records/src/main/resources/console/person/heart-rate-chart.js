// A day of heart rate drawn by uPlot: a ribbon from lowest to highest, a line for the mean, and where nothing was
// measured nothing is drawn.

import { h, loadChart, onBeforeUnmount, onMounted, ref, watch } from '../vendor.js';
import { language, t } from '../i18n.js';
import { clockTime } from '../time.js';

const EVERY = 300;
const HEIGHT = 240;

// NEWS2 (Royal College of Physicians): pulse ≤40, 41–50, 51–90, 91–110, 111–130, ≥131 fall in bands 3, 1, 0, 1, 2, 3.
const NEWS2 = [
  { below: 40.5, band: 3 },
  { below: 50.5, band: 1 },
  { below: 90.5, band: 0 },
  { below: 110.5, band: 1 },
  { below: 130.5, band: 2 },
  { below: Infinity, band: 3 },
];

export const HeartRateChart = {
  props: { buckets: { type: Array, required: true }, from: { type: Number, required: true }, to: { type: Number, required: true } },
  setup(props) {
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
      plot = new uPlot(optionsFor(props, frame.value, under), columnsOf(props.buckets), frame.value);
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
    watch(() => [props.buckets, language.value], draw);

    return () => [
      h('div', {
        ref: frame,
        class: 'heart-rate-chart',
        'data-testid': 'heart-rate-chart',
        role: 'img',
        'aria-label': `${t('chart.title')}: ${summaryOf(props.buckets)}`,
      }),
      h('p', { class: 'chart-under' }, under.value === null ? summaryOf(props.buckets) : bucketWords(props.buckets, under.value)),
    ];
  },
};

/** uPlot's columns, with an empty row wherever a bucket is missing, so that no line is drawn across the gap. */
export function columnsOf(buckets) {
  const columns = [[], [], [], []];
  const add = (...row) => row.forEach((value, column) => columns[column].push(value));
  let before = null;
  for (const bucket of buckets) {
    const at = Date.parse(bucket.at) / 1000;
    if (before !== null && at - before > EVERY * 1.5) {
      add(before + EVERY, null, null, null);
    }
    add(at, bucket.max, bucket.min, bucket.mean);
    before = at;
  }
  return columns;
}

function optionsFor(props, frame, under) {
  const colour = coloursOf(frame);
  const lowest = Math.min(...props.buckets.map((bucket) => bucket.min));
  const highest = Math.max(...props.buckets.map((bucket) => bucket.max));
  const axis = { stroke: colour.ink, grid: { stroke: colour.grid, width: 1 }, ticks: { show: false }, font: '13px system-ui, sans-serif' };
  return {
    width: frame.clientWidth,
    height: HEIGHT,
    padding: [8, 22, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 9 } },
    scales: {
      x: { time: true, range: [props.from / 1000, props.to / 1000] },
      y: { range: [Math.min(40, Math.floor(lowest / 10) * 10 - 5), Math.max(120, Math.ceil(highest / 10) * 10 + 5)] },
    },
    series: [
      {},
      { stroke: 'transparent', points: { show: false } },
      { stroke: 'transparent', points: { show: false } },
      { stroke: colour.line, width: 2, points: { show: true, filter: loneBuckets, size: 5, fill: colour.line } },
    ],
    bands: [{ series: [1, 2], fill: colour.ribbon }],
    axes: [
      { ...axis, values: (_plot, ticks) => ticks.map(hourOf), space: 56, size: 28 },
      { ...axis, size: 40 },
    ],
    hooks: {
      drawClear: [(plot) => paintBands(plot, colour)],
      setCursor: [(plot) => (under.value = bucketUnder(plot, props.buckets))],
    },
  };
}

/** A bucket with a gap on either side has no line through it: it is shown as a point. */
export function loneBuckets(plot, series, from, to) {
  const means = plot.data[series];
  const lone = [];
  for (let i = from; i <= to; i++) {
    if (means[i] !== null && (means[i - 1] ?? null) === null && (means[i + 1] ?? null) === null) {
      lone.push(i);
    }
  }
  return lone;
}

export function paintBands(plot, colour) {
  const { left, top, width, height } = plot.bbox;
  const { min, max } = plot.scales.y;
  let floor = -Infinity;
  plot.ctx.save();
  for (const { below, band } of NEWS2) {
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

function bucketUnder(plot, buckets) {
  const at = plot.cursor.idx === null || plot.cursor.idx === undefined ? null : plot.data[0][plot.cursor.idx];
  const found = buckets.findIndex((bucket) => Date.parse(bucket.at) / 1000 === at);
  return found < 0 ? null : found;
}

function bucketWords(buckets, index) {
  const bucket = buckets[index];
  if (!bucket) {
    return summaryOf(buckets);
  }
  return t('chart.bucket', { time: clockTime(bucket.at), min: Math.round(bucket.min), max: Math.round(bucket.max), mean: Math.round(bucket.mean) });
}

function summaryOf(buckets) {
  const count = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  const mean = buckets.reduce((sum, bucket) => sum + bucket.mean * bucket.count, 0) / count;
  return t('chart.summary', {
    min: Math.round(Math.min(...buckets.map((bucket) => bucket.min))),
    max: Math.round(Math.max(...buckets.map((bucket) => bucket.max))),
    mean: Math.round(mean),
  });
}

function hourOf(seconds) {
  const date = new Date(seconds * 1000);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}

/** The canvas cannot read style sheets: the colours of the day or the night are handed to it. */
export function coloursOf(frame) {
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
