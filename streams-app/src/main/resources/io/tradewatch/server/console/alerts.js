// The alerts that changed last and those that come, beside the one that is looked at.
import { component, Empty, Failure, Field, focusOn, html, useLoaded, useValue, Waiting } from './dom.js';
import { get } from './api.js';
import { Alert, Badge, Marks, route } from './alert.js';
import { useShortcuts } from './keyboard.js';
import { connections, line, onAlerts, pulse, unseen, withNewest } from './live.js';
import * as words from './words.js';
import { useEffect, useRef, useState } from 'preact/hooks';

const PAGE = 100;
const TYPING = 200;
/** So many rows at most by themselves; who asks for older ones gets more. */
const MOST = 500;
const NO_FILTER = { text: '', type: '', status: '', certainty: '', programme: '', country: '' };

/** What somebody types is looked for in the same that the application looks in. */
const mentions = (text, alert) => {
  const all = [
    alert.transferId,
    alert.measureId,
    alert.instrument,
    alert.provision,
    alert.summary,
    alert.goodsItem?.description,
    alert.goodsItem?.commodityCode,
    alert.explanation,
  ]
    .join('\n')
    .toLowerCase();
  return text.trim().toLowerCase().split(/\s+/).every((word) => all.includes(word));
};

/** The same that the application lets through, for what comes while the page is shown; the country is its code. Nothing passes without a filter. */
const lets = (filter, alert) =>
  filter !== null &&
  mentions(filter.text, alert) &&
  ['type', 'status', 'certainty', 'programme'].every((name) => filter[name] === '' || alert[name] === filter[name]) &&
  (filter.country === '' || alert.matches.some((match) => match.country === filter.country));

/** The list for a filter, kept up to date; while it is held, what comes waits. */
function useAlerts(filter, held) {
  const connection = useValue(connections);
  const [list, setList] = useState([]);
  const [waiting, setWaiting] = useState([]);
  const [more, setMore] = useState({ before: 0, state: 'done' });
  const isHeld = useRef(held);
  isHeld.current = held;
  /** The filter with the code of its country, which the application reads from what was typed; null if it refuses the filter. */
  const asked = useRef(filter);
  const key = JSON.stringify(filter);

  const loaded = useLoaded(
    async (signal) => {
      // Whoever is still typing has not asked yet.
      await new Promise((done) => setTimeout(done, filter.text ? TYPING : 0));
      if (signal.aborted) {
        return null;
      }
      const early = [];
      const stop = onAlerts((alerts) => early.push(...alerts));
      try {
        const page = await get('/api/v1/violations', { ...filter, text: filter.text.trim(), limit: PAGE }, signal);
        asked.current = { ...filter, country: page.country ?? '' };
        setMore({ before: page.before, state: 'done' });
        setWaiting([]);
        setList(withNewest(page.violations, early.filter((alert) => lets(asked.current, alert)), MOST));
        return page;
      } catch (problem) {
        if (problem.status === 400) {
          // What is shown, and what would pass before, is not what was asked for.
          asked.current = null;
          setWaiting([]);
          setList([]);
        }
        throw problem;
      } finally {
        stop();
      }
    },
    [key, connection],
  );

  useEffect(
    () =>
      onAlerts((alerts) => {
        unseen.set(0);
        const passing = alerts.filter((alert) => lets(asked.current, alert));
        const gone = new Set(alerts.filter((alert) => !lets(asked.current, alert)).map((alert) => alert.violationId));
        if (gone.size > 0) {
          setList((before) => before.filter((each) => !gone.has(each.violationId)));
        }
        const add = isHeld.current ? setWaiting : setList;
        add((before) => withNewest(before, passing, MOST));
      }),
    [key],
  );

  useEffect(() => {
    if (!held && waiting.length > 0) {
      setList((before) => withNewest(before, [...waiting].reverse(), MOST));
      setWaiting([]);
    }
  }, [held, waiting]);

  const older = async () => {
    setMore({ ...more, state: 'loading' });
    try {
      const page = await get('/api/v1/violations', { ...filter, text: filter.text.trim(), limit: PAGE, before: more.before });
      setList((before) => [
        ...before,
        ...page.violations.filter((each) => before.every((known) => known.violationId !== each.violationId)),
      ]);
      setMore({ before: page.before, state: 'done' });
    } catch (problem) {
      setMore({ ...more, state: 'failed', problem });
    }
  };
  return { loaded, list, waiting: waiting.length, more, older };
}

function Choice({ name, label, filter, change, options }) {
  return html.label(
    null,
    label,
    html.select(
      { value: filter[name], onChange: (event) => change({ ...filter, [name]: event.currentTarget.value }) },
      html.option({ value: '' }, 'any'),
      options.map(([value, says]) => html.option({ key: value, value }, says)),
    ),
  );
}

function Filter({ filter, change, programmes, field }) {
  const one = (name, label, options) => component(Choice, { name, label, filter, change, options });
  const [isOpen, setOpen] = useState(false);
  return html.form(
    { class: `filter ${isOpen ? '' : 'closed'}`, role: 'search', 'aria-label': 'Filter alerts', onSubmit: (event) => event.preventDefault() },
    html.label(
      { class: 'wide' },
      'Find',
      html.input({
        ref: field,
        type: 'search',
        value: filter.text,
        placeholder: 'transfer, measure, goods, code',
        onInput: (event) => change({ ...filter, text: event.currentTarget.value }),
      }),
    ),
    html.button(
      { type: 'button', class: 'secondary small more-filters', 'aria-expanded': isOpen, onClick: () => setOpen(!isOpen) },
      isOpen ? 'Fewer filters' : 'More filters',
    ),
    one('type', 'Type', ['PROHIBITED', 'LICENCE_REQUIRED', 'MONITORED', 'UNSCREENABLE'].map((each) => [each, words.type(each)])),
    one('certainty', 'Certainty', ['CERTAIN', 'POSSIBLE'].map((each) => [each, words.certainty(each)])),
    one('status', 'Status', ['OPEN', 'UPDATED', 'WITHDRAWN'].map((each) => [each, words.status(each)])),
    one('programme', 'Programme', programmes.map((each) => [each, each])),
    component(Field, {
      label: 'Country',
      given: filter.country,
      finish: (country) => change({ ...filter, country }),
      further: { placeholder: 'any, such as KP or Iran' },
    }),
  );
}

function Row({ alert, isOpen }) {
  return html.li(
    null,
    html.a(
      {
        href: `#/alerts/${alert.violationId}?transfer=${encodeURIComponent(alert.transferId)}`,
        'aria-current': isOpen ? 'true' : undefined,
        class: `row ${alert.status.toLowerCase()} ${alert.type.toLowerCase()}`,
      },
      html.span(
        { class: 'marks' },
        component(Badge, { alert }),
        component(Marks, { alert }),
        html.time({ class: 'beside' }, alert.seenAt ? `seen ${words.clock(alert.seenAt)} UTC` : words.day(alert.occurredAt)),
      ),
      html.strong(null, words.citation(alert)),
      html.span({ class: 'goods' }, alert.goodsItem?.description ?? alert.summary ?? 'The transfer as a whole'),
      html.span({ class: 'quiet' }, `${route(alert)}  ·  ${alert.transferId}`),
    ),
  );
}

const LINES = {
  connecting: ['Connecting …', 'waits'],
  live: ['Live', 'good'],
  broken: ['Connection lost, trying again …', 'bad'],
  resting: ['Resting', 'waits'],
};

function Line({ held, hold, waiting }) {
  const { state, why } = useValue(line);
  const [says, mood] = LINES[state];
  return html.div(
    { class: 'line' },
    html.span({ class: `dot ${held ? 'waits' : mood}` }),
    html.span({ role: 'status' }, held ? `Paused, ${words.plural(waiting, 'new alert')}` : why || says),
    html.button({ type: 'button', class: 'secondary small', 'aria-pressed': held, onClick: hold }, held ? 'Go on' : 'Pause'),
  );
}

const IN_THE_TOPIC = 'tradewatch violations tail --from-beginning --json';

/** What a search went through, for those who do not find what they look for. */
function Unsearched({ searched }) {
  return html.span(
    null,
    `${searched.alerts > 0 ? `Searched are the newest ${words.plural(searched.alerts, 'alert')}` : 'No alert is read yet'}`,
    searched.since && `, those that changed since ${words.minute(searched.since)}`,
    '. Older ones are not searched here. ',
    html.code(null, IN_THE_TOPIC),
    ' shows all that the topic holds.',
  );
}

function NoneFound({ isFiltered, searched }) {
  if (!searched.complete) {
    return component(
      Empty,
      { title: isFiltered ? 'No alerts match among those that were searched' : 'No alerts among those that were read' },
      component(Unsearched, { searched }),
    );
  }
  return isFiltered
    ? component(
        Empty,
        { title: 'No alerts match' },
        `All ${words.plural(searched.alerts, 'alert')} of the topic were searched. New ones that match show up here.`,
      )
    : component(Empty, { title: 'No alerts' }, 'The topic holds none. New alerts show up here.');
}

/** An alert that is opened by its address, perhaps not in the list. */
function useOpen(id, transferId, list) {
  const known = list.find((each) => each.violationId === id);
  const asked = useLoaded(
    async (signal) =>
      id && !known && transferId
        ? (await get('/api/v1/violations', { transferId, limit: 500 }, signal)).violations.find(
            (each) => each.violationId === id,
          )
        : null,
    [id, known === undefined],
  );
  return { open: known ?? asked.data, asked };
}

function Detail({ id, open, asked, close }) {
  if (!id) {
    return component(Empty, { title: 'No alert selected' }, 'Choose one from the list, or press j and Enter.');
  }
  if (!open) {
    return html.div(
      null,
      asked.state === 'loading' && component(Waiting, { of: 'the alert', rows: 8 }),
      asked.state === 'failed' && component(Failure, asked),
      asked.state === 'done' &&
        component(
          Empty,
          { title: 'This alert is not at hand' },
          'Only the alerts that changed last are. Older ones are in the topic: ',
          html.code(null, IN_THE_TOPIC),
        ),
      html.button({ type: 'button', class: 'secondary small', onClick: close }, 'Close'),
    );
  }
  const actions = html.p(
    { class: 'actions' },
    html.a({ href: `#/trace/${encodeURIComponent(open.transferId)}` }, 'Trace the transfer'),
    html.button({ type: 'button', class: 'secondary small', onClick: () => window.print() }, 'Print'),
    html.button({ type: 'button', class: 'secondary small', onClick: close }, 'Close'),
  );
  return component(Alert, { alert: open, id: 'alert-title', actions });
}

export function Alerts({ path, parameters }) {
  const [filter, setFilter] = useState(NO_FILTER);
  const [held, setHeld] = useState(false);
  const field = useRef(null);
  const rows = useRef(null);
  const { loaded, list, waiting, more, older } = useAlerts(filter, held);
  const id = path[0] ?? '';
  const { open, asked } = useOpen(id, parameters.get('transfer'), list);
  const counted = useValue(pulse).answer?.alerts ?? {};
  const programmes = [
    ...new Set([...Object.keys(counted), ...list.map((each) => each.programme), filter.programme].filter(Boolean)),
  ]
    .filter((each) => each !== 'none')
    .sort();
  const rest = more.before > 0 ? ' and older ones' : list.length >= MOST ? ', the latest; a filter finds others' : '';
  const isFiltered = Object.values(filter).some(Boolean);
  const searched = loaded.data?.searched ?? { alerts: 0, since: null, complete: false };

  useEffect(() => unseen.set(0), []);
  useEffect(() => {
    if (open) {
      focusOn('alert-title');
    }
  }, [open?.violationId]);

  const close = () => {
    const last = rows.current?.querySelector('[aria-current]');
    location.hash = '#/alerts';
    requestAnimationFrame(() => last?.focus());
  };
  const step = (by) => () => {
    const all = [...(rows.current?.querySelectorAll('a.row') ?? [])];
    const at = all.indexOf(document.activeElement);
    const opened = all.findIndex((each) => each.ariaCurrent === 'true');
    const from = at >= 0 ? at : opened >= 0 ? opened : by > 0 ? -1 : all.length;
    all[Math.min(Math.max(from + by, 0), all.length - 1)]?.focus();
  };
  useShortcuts([
    { keys: ['j', 'ArrowDown'], says: 'Next alert', run: step(1) },
    { keys: ['k', 'ArrowUp'], says: 'Alert before', run: step(-1) },
    { keys: ['/'], says: 'Find', run: () => field.current?.focus() },
    { keys: ['p'], says: 'Pause or go on', run: () => setHeld(!held) },
    { keys: ['x'], says: 'Clear filters', run: () => setFilter(NO_FILTER) },
    { keys: ['Escape'], says: 'Close the alert', run: close },
  ]);

  return html.div(
    { class: `alerts ${id ? 'opened' : ''}` },
    html.div(
      { class: 'title' },
      html.h1({ id: 'page-title', tabIndex: -1 }, 'Alerts'),
      component(Line, { held, hold: () => setHeld(!held), waiting }),
    ),
    component(Filter, { filter, change: setFilter, programmes, field }),
    html.div(
      { class: 'pair' },
      html.section(
        { class: 'list', 'aria-label': 'Alerts, the latest change first' },
        html.p(
          { class: 'quiet count', role: 'status' },
          loaded.state === 'failed' ? '' : `${words.plural(list.length, 'alert')}${rest}`,
          isFiltered &&
            html.button({ type: 'button', class: 'link', onClick: () => setFilter(NO_FILTER) }, 'Clear filters'),
        ),
        loaded.state === 'failed' && component(Failure, loaded),
        loaded.state === 'loading' && list.length === 0 && component(Waiting, { of: 'alerts' }),
        loaded.state === 'done' &&
          list.length === 0 &&
          component(NoneFound, { isFiltered, searched }),
        loaded.state === 'done' &&
          list.length > 0 &&
          isFiltered &&
          !searched.complete &&
          html.p({ class: 'quiet' }, component(Unsearched, { searched })),
        html.ul(
          { ref: rows },
          list.map((alert) =>
            component(Row, { key: alert.violationId, alert, isOpen: alert.violationId === id }),
          ),
        ),
        more.state === 'failed' && component(Failure, { problem: more.problem, again: older }),
        more.before > 0 &&
          more.state !== 'failed' &&
          html.button(
            { type: 'button', class: 'secondary', disabled: more.state === 'loading', onClick: older },
            'Older alerts',
          ),
      ),
      html.section({ class: 'detail', 'aria-label': 'The opened alert' }, component(Detail, { id, open, asked, close })),
    ),
  );
}
