// Small charts over the last minutes.
import { html } from './dom.js';
import { useEffect, useRef } from 'preact/hooks';

let library;

/** Chart.js comes as a script that leaves a global name behind; it is loaded when the first chart is drawn. */
const chartJs = () => (library ??= import('/console/chart.js').then(() => globalThis.Chart));

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function options(unit, highest) {
  const quiet = colour('--tw-quiet');
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    interaction: { mode: 'index', intersect: false },
    layout: { padding: { top: 4 } },
    scales: {
      x: { display: false },
      y: {
        beginAtZero: true,
        suggestedMax: highest,
        border: { display: false },
        grid: { color: colour('--tw-line'), drawTicks: false },
        // All of one width, so that charts stand below each other.
        afterFit: (scale) => {
          scale.width = 54;
        },
        ticks: { count: 3, color: quiet, padding: 6, font: { size: 11 }, callback: (tick) => unit(tick) },
      },
    },
    plugins: {
      legend: { display: false },
      tooltip: {
        displayColors: false,
        callbacks: { label: ({ dataset, parsed }) => `${dataset.label}: ${unit(parsed.y)}` },
      },
    },
  };
}

const lineOf = ({ label, values, colour: name }, isFirst) => ({
  label,
  data: values,
  borderColor: colour(name),
  backgroundColor: `${colour(name)}22`,
  fill: isFirst,
  borderWidth: 1.75,
  pointRadius: values.map((each, at) => (each != null && values[at - 1] == null && values[at + 1] == null ? 2 : 0)),
  pointHitRadius: 8,
  spanGaps: true,
  cubicInterpolationMode: 'monotone',
});

/**
 * A chart of a few lines: [{ label, values, colour }], where colour is the name of a CSS variable. What it shows is said
 * in words beside it, and by `says` to those who do not see it.
 */
export function Chart({ times, lines, unit, highest, minutes, says }) {
  const canvas = useRef(null);
  const chart = useRef(null);

  const draw = async () => {
    const Library = await chartJs();
    if (!canvas.current) {
      return;
    }
    const data = { labels: times, datasets: lines.map((each, at) => lineOf(each, at === 0)) };
    if (chart.current) {
      chart.current.data = data;
      chart.current.options = options(unit, highest);
      chart.current.update('none');
    } else {
      chart.current = new Library(canvas.current, { type: 'line', data, options: options(unit, highest) });
    }
  };
  const redraw = useRef(draw);
  redraw.current = draw;

  useEffect(() => {
    draw();
  }, [times.at(-1)]);
  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const change = () => redraw.current();
    scheme.addEventListener('change', change);
    return () => {
      scheme.removeEventListener('change', change);
      chart.current?.destroy();
      chart.current = null;
    };
  }, []);
  return [
    html.div({ key: 'chart', class: 'chart' }, html.canvas({ ref: canvas, role: 'img', 'aria-label': says })),
    html.p({ key: 'span', class: 'span', 'aria-hidden': 'true' }, html.span(null, `${minutes} min ago`), html.span(null, 'now')),
  ];
}
