// What is happening now, and in the quarter of an hour before.
import { component, Empty, Failure, html, useLoaded, useValue, Waiting } from './dom.js';
import { get } from './api.js';
import { Badge, Marks, route } from './alert.js';
import { Chart } from './charts.js';
import { connections, onAlerts, pulse, withNewest } from './live.js';
import * as words from './words.js';
import { useEffect, useState } from 'preact/hooks';

const SPANS = [2, 5, 15];
const RECENT = 6;
const LATE_SECONDS = 1;
const OLD_LAW_SECONDS = 90 * 86_400;
const FOREIGN =
  "Some transfers are not in the partition that Kafka's default partitioner chooses: use one partitioner for all producers, or corrections leave stale alerts.";

function Tile({ title, says, value, unit, mood = '', chart, note }) {
  return html.section(
    { class: `tile ${mood}`, 'aria-label': title },
    html.h2(null, title),
    html.p({ class: 'value' }, html.strong(null, value), unit && html.span(null, ` ${unit}`)),
    html.p({ class: 'note' }, note || '\u00a0'),
    chart && component(Chart, { ...chart, says: `${title}, last ${chart.minutes} minutes. ${says ?? ''}` }),
  );
}

const last = (points, name) => points.at(-1)?.[name] ?? null;
const latest = (points, name) => points.findLast((each) => each[name] != null)?.[name] ?? null;
const highest = (points, name) => points.reduce((most, each) => Math.max(most, each[name] ?? 0), 0);
const sum = (counts) => Object.values(counts).reduce((all, each) => all + each, 0);
const perSecond = (tick) => words.rate(tick);

/** Minutes that charts span: the fewest that hold all points, so that a young application shows more than a dot. */
const spanOf = (points, interval) => SPANS.find((minutes) => minutes * 60 >= points.length * interval) ?? SPANS.at(-1);

function tiles({ points, intervalSeconds, lag, law, rescreening, transfers, alerts, deadLetters }) {
  const minutes = spanOf(points, intervalSeconds);
  const wide = (minutes * 60) / intervalSeconds;
  const over = (read) => [...Array.from({ length: Math.max(0, wide - points.length) }, () => null), ...points.map(read)];
  const times = over((each) => each.at.slice(11, 19));
  const chart = (unit, highest, ...lines) => ({
    times,
    unit,
    highest,
    minutes,
    lines: lines.map(([label, name, colour = '--tw-accent']) => ({ label, colour, values: over((each) => each[name]) })),
  });
  const slowest = latest(points, 'latencySlowest');
  const letters = sum(deadLetters);
  const age = law.ageSeconds;
  return [
    component(Tile, {
      title: 'Transfers screened',
      value: words.rate(last(points, 'transfersPerSecond')),
      unit: 'a second',
      note: `${words.number(sum(transfers))} since the start`,
      chart: chart(perSecond, 2, ['Transfers a second', 'transfersPerSecond']),
      says: `At most ${words.rate(highest(points, 'transfersPerSecond'))} a second.`,
    }),
    component(Tile, {
      title: 'Alerts',
      value: words.rate(last(points, 'alertsPerSecond')),
      unit: 'a second',
      note: `${words.number(sum(alerts))} since the start`,
      chart: chart(perSecond, 2, ['Alerts a second', 'alertsPerSecond', '--tw-prohibited']),
      says: `At most ${words.rate(highest(points, 'alertsPerSecond'))} a second.`,
    }),
    component(Tile, {
      title: 'From transfer to alert',
      value: words.span(slowest),
      unit: slowest == null ? '' : 'p99',
      mood: slowest > LATE_SECONDS ? 'warn' : '',
      note: slowest == null ? 'no alert in these minutes' : `p50 ${words.span(latest(points, 'latencyMedian'))}`,
      chart: chart(
        words.span,
        0.1,
        ['p50', 'latencyMedian'],
        ['p99', 'latencySlowest', '--tw-licence'],
      ),
      says: `The slowest one per cent took ${words.span(slowest)} or more when alerts last came.`,
    }),
    component(Tile, {
      title: 'Transfers waiting',
      value: words.number(lag),
      note: lag == null ? 'not known until something was read' : 'in the partitions of this instance',
      chart: chart(words.number, 2, ['Transfers waiting', 'lag']),
      says: `At most ${words.number(highest(points, 'lag'))}.`,
    }),
    component(Tile, {
      title: 'Dead letters',
      value: words.number(letters),
      mood: letters > 0 ? 'warn' : '',
      note: letters > 0 ? Object.entries(deadLetters).map(([name, count]) => `${words.plain(name)} ${count}`).join(', ') : 'since the start',
      chart: chart(perSecond, 2, ['Dead letters a second', 'deadLettersPerSecond', '--tw-prohibited']),
      says: `${letters} since the start.`,
    }),
    component(Tile, {
      title: 'Measures',
      value: words.number(law.measures),
      mood: law.malformed > 0 || law.measures === 0 ? 'warn' : '',
      note: law.malformed > 0 ? `${words.plural(law.malformed, 'record')} cannot be read` : 'active',
      chart: chart(words.number, 2, ['Measures', 'measures']),
      says: `${words.number(law.measures)} count.`,
    }),
    component(Tile, {
      title: 'Age of the measures',
      value: words.span(age),
      mood: age > OLD_LAW_SECONDS ? 'warn' : '',
      note: age == null ? 'nothing is published' : 'since the newest was published',
      chart: chart(words.span, 60, ['Age', 'lawAgeSeconds']),
      says: `The newest was published ${words.span(age)} ago.`,
    }),
    component(Tile, {
      title: 'Rescreening backlog',
      value: words.number(rescreening.recordsLeft),
      note:
        rescreening.passes > 0
          ? `screened again for ${words.span(rescreening.ageSeconds)}`
          : 'no transfer waits',
      chart: chart(words.number, 2, ['Rescreening backlog', 'recordsLeft']),
      says: `At most ${words.number(highest(points, 'recordsLeft'))}.`,
    }),
  ];
}

function Health({ answer }) {
  const told = [answer.live, answer.ready].flatMap((each) => [...(each.reasons ?? []), ...(each.warnings ?? [])]);
  if (answer.foreignPartition > 0) {
    told.push(FOREIGN);
  }
  const [mood, says] =
    answer.live.status !== 'up'
      ? ['bad', 'Screening has ended. Only a restart helps.']
      : answer.ready.status !== 'up'
        ? ['waits', 'Not ready. Transfers wait in their topic; nothing is lost.']
        : ['good', 'Screening. What comes in is judged at once.'];
  return html.div(
    { class: `health ${mood}` },
    html.p(null, html.span({ class: `dot ${mood}` }), html.strong(null, says), html.span({ class: 'quiet' }, ` Started ${words.minute(answer.startedAt)}.`)),
    told.length > 0 && html.ul(null, [...new Set(told)].map((each) => html.li({ key: each }, each))),
  );
}

function Recent() {
  const connection = useValue(connections);
  const [list, setList] = useState([]);
  const loaded = useLoaded(
    async (signal) => {
      const page = await get('/api/v1/violations', { limit: RECENT }, signal);
      setList(page.violations);
      return page;
    },
    [connection],
  );
  useEffect(() => onAlerts((alerts) => setList((before) => withNewest(before, alerts, RECENT).slice(0, RECENT))), []);
  return html.section(
    { class: 'recent', 'aria-labelledby': 'recent-title' },
    html.h2({ id: 'recent-title' }, 'Last alerts'),
    loaded.state === 'failed' && component(Failure, loaded),
    loaded.state === 'loading' && loaded.data === null && component(Waiting, { of: 'alerts' }),
    loaded.state === 'done' && list.length === 0 && component(Empty, { title: 'No alerts' }, 'New ones show up here as they come.'),
    html.ul(
      null,
      list.map((alert) =>
        html.li(
          { key: alert.violationId },
          html.a(
            { class: 'brief', href: `#/alerts/${alert.violationId}?transfer=${encodeURIComponent(alert.transferId)}` },
            html.span({ class: 'marks' }, component(Badge, { alert }), component(Marks, { alert })),
            html.span({ class: 'goods' }, words.citation(alert), ': ', alert.goodsItem?.description ?? alert.summary ?? ''),
            html.span({ class: 'quiet' }, route(alert)),
          ),
        ),
      ),
    ),
    html.p(null, html.a({ href: '#/alerts' }, 'All alerts')),
  );
}

function Programmes({ counts }) {
  const rows = Object.entries(counts).sort(([, one], [, other]) => other - one);
  const most = rows[0]?.[1] ?? 1;
  return html.section(
    { class: 'programmes', 'aria-labelledby': 'programmes-title' },
    html.h2({ id: 'programmes-title' }, 'Alerts by programme'),
    rows.length === 0 && component(Empty, { title: 'None yet' }, 'Counted since the start of this instance.'),
    html.ul(
      null,
      rows.map(([name, count]) =>
        html.li(
          { key: name },
          html.span(null, name === 'none' ? 'could not be screened' : name),
          html.meter({ 'aria-label': name, min: 0, max: most, value: count }),
          html.span({ class: 'count' }, words.number(count)),
        ),
      ),
    ),
  );
}

export function Overview() {
  const { answer, problem } = useValue(pulse);
  return html.div(
    { class: 'overview' },
    html.div({ class: 'title' }, html.h1({ id: 'page-title', tabIndex: -1 }, 'Overview')),
    problem && component(Failure, { problem }),
    !answer && !problem && component(Waiting, { of: 'the overview', rows: 6 }),
    answer && [
      component(Health, { key: 'health', answer }),
      html.div({ key: 'tiles', class: 'tiles' }, tiles(answer)),
      html.div({ key: 'below', class: 'below' }, component(Recent), component(Programmes, { counts: answer.alerts })),
    ],
  );
}
