// The law: what is in force by country, code and day, and what changed lately.
import { component, Empty, Failure, Field, focusOn, html, useLoaded, Waiting } from './dom.js';
import { get } from './api.js';
import { Facts, LegalBasis } from './alert.js';
import { useShortcuts } from './keyboard.js';
import * as words from './words.js';
import { useEffect, useRef, useState } from 'preact/hooks';

const PAGE = 500;
const MOST = 2000;
/** So many rows can be looked over at once; of more, only the instruments are shown until one is opened. */
const FEW = 60;
const PAGE_OF_CHANGES = 100;
const SEARCH = ['country', 'code', 'date', 'knownAt'];

const today = () => new Date().toISOString().slice(0, 10);
const keyOf = (measure) => `${measure.measureId}@${measure.revision}`;

/** An address of this page, with some of its parameters changed. */
function address(parameters, changed, id = '') {
  const next = new URLSearchParams(parameters);
  Object.entries(changed).forEach(([name, given]) => (given ? next.set(name, given) : next.delete(name)));
  return `#/measures${id && `/${encodeURIComponent(id)}`}${next.size ? `?${next}` : ''}`;
}

const list = (of) => of?.length > 0 && of.map(words.country).join(', ');

/** What of a measure people compare from revision to revision. */
const compared = (measure) => ({
  Status: words.plain(measure.status),
  Instrument: measure.instrument,
  Provision: measure.provision,
  Citation: words.checked(measure),
  'Text read': measure.textAsOf && `as of ${measure.textAsOf}`,
  Note: measure.citationNote,
  'What it covers': measure.summary,
  'Asks for': words.action(measure.action),
  Direction: words.flow(measure.flow),
  Targets: list(measure.targets),
  Roles: measure.roles?.join(', '),
  'Binding for': list(measure.boundBy),
  Codes: measure.commodities?.join(', '),
  'Excepted codes': measure.exceptCommodities?.join(', '),
  'Written in': [measure.hsEdition, measure.tariff].filter(Boolean).join(', '),
  Threshold: measure.unitValueOver && `more than ${measure.unitValueOver.amount} ${measure.unitValueOver.currency} a piece`,
  'Wind-down':
    measure.windDown &&
    `contracts before ${measure.windDown.contractBefore} are spared until ${measure.windDown.until}`,
  Condition: measure.condition,
  From: measure.effectiveFrom,
  Until: measure.effectiveTo,
  Exceptions: measure.exceptions?.join(' '),
  Address: measure.url,
});

function Differences({ before, measure }) {
  const old = compared(before);
  const rows = Object.entries(compared(measure)).filter(([name, now]) => (now || '') !== (old[name] || ''));
  return html.section(
    { class: 'part' },
    html.h3(null, `What changed since revision ${before.revision}`),
    rows.length === 0
      ? html.p(null, 'Nothing that is shown here.')
      : html.dl(
          { class: 'facts' },
          rows.map(([name, now]) =>
            html.div(
              { key: name },
              html.dt(null, name),
              html.dd(
                null,
                old[name] ? html.del(null, old[name]) : html.span({ class: 'quiet' }, 'nothing before'),
                html.br(),
                now ? html.ins(null, now) : html.span({ class: 'quiet' }, 'nothing now'),
              ),
            ),
          ),
        ),
  );
}

function Measure({ measure, before, close }) {
  const prefixes = (of) => html.span({ class: 'codes' }, of.map((each) => html.code({ key: each }, each)));
  return html.article(
    { class: 'alert', 'aria-labelledby': 'measure-title' },
    html.header(
      null,
      html.p(
        { class: 'marks' },
        html.span({ class: `badge ${measure.action.toLowerCase()}` }, words.action(measure.action)),
        measure.status !== 'ACTIVE' && html.span({ class: 'badge unverified' }, words.plain(measure.status)),
      ),
      html.h2({ id: 'measure-title', tabIndex: -1 }, words.citation(measure)),
      html.p({ class: 'summary' }, measure.summary),
      html.p(
        { class: 'actions' },
        html.button({ type: 'button', class: 'secondary small', onClick: () => window.print() }, 'Print'),
        html.button({ type: 'button', class: 'secondary small', onClick: close }, 'Close'),
      ),
    ),
    html.div(
      { class: 'parts' },
      before && component(Differences, { before, measure }),
      html.section({ class: 'part' }, html.h3(null, 'Legal basis'), component(LegalBasis, { of: measure })),
      html.section(
        { class: 'part' },
        html.h3(null, 'Scope'),
        component(Facts, {
          rows: [
            ['Targets', list(measure.targets)],
            ['Binding for', list(measure.boundBy) || 'everyone'],
            ['Roles', measure.roles.length > 0 ? measure.roles.map(words.plain).join(', ') : 'the usual ones of its direction'],
            ['Codes', measure.commodities.includes('*') ? 'all goods' : prefixes(measure.commodities)],
            ['Except', measure.exceptCommodities.length > 0 && prefixes(measure.exceptCommodities)],
            ['Written in', [measure.hsEdition, measure.tariff].filter(Boolean).join(', ')],
            ['Threshold', compared(measure).Threshold],
          ],
        }),
      ),
      html.section(
        { class: 'part' },
        html.h3(null, 'Exceptions'),
        measure.exceptions.length > 0
          ? html.ul(null, measure.exceptions.map((each) => html.li({ key: each }, each)))
          : html.p(null, 'The measure lists none.'),
      ),
    ),
  );
}

function Row({ measure, note, href, isOpen }) {
  return html.li(
    null,
    html.a(
      { href, 'aria-current': isOpen ? 'true' : undefined, class: `row ${measure.action.toLowerCase()}` },
      html.span(
        { class: 'marks' },
        html.span({ class: `badge ${measure.action.toLowerCase()}` }, words.action(measure.action)),
        measure.status !== 'ACTIVE' && html.span({ class: 'badge' }, words.plain(measure.status)),
        measure.citationStatus !== 'VERIFIED' && html.span({ class: 'badge unverified' }, words.checked(measure)),
        html.time({ class: 'beside end-of-row' }, note),
      ),
      html.strong(null, words.citation(measure)),
      html.span({ class: 'goods' }, measure.summary),
      html.span(
        { class: 'quiet' },
        [measure.targets.join(', '), measure.measureId, measure.textAsOf && `true to ${measure.textAsOf}`]
          .filter(Boolean)
          .join('  ·  '),
      ),
    ),
  );
}

function Search({ parameters, field }) {
  // The parameters of the moment: the fields before this one may have changed them since the page was drawn.
  const finish = (name) => (written) => {
    const now = new URLSearchParams(location.hash.split('?')[1] ?? '');
    location.hash = address(now, { [name]: written });
  };
  const one = (name, label, further, given = parameters.get(name) ?? '') =>
    component(Field, { label, given, finish: finish(name), further });
  return html.form(
    { class: 'filter', role: 'search', 'aria-label': 'Search measures', onSubmit: (event) => event.preventDefault() },
    one('country', 'Country', { ref: field, placeholder: 'any, such as KP or Iran' }),
    one('code', 'Commodity code', { placeholder: 'any, such as 8703', inputMode: 'numeric' }),
    one('date', 'In force on', { type: 'date' }, parameters.get('date') ?? today()),
    one('knownAt', 'As known at the start of', { type: 'date' }),
  );
}

/** The annex or schedule that a measure stands in; '' where its instrument has none. */
const annexOf = (measure) => /\b(?:Annex|Schedule) [^\s,;:]+/.exec(measure.provision)?.[0] ?? '';

const inOrder = (one, other) => one.localeCompare(other, 'en', { numeric: true });

/** Pairs of a name and the rows of that name, in the order of the names. */
function grouped(rows, nameOf) {
  const groups = new Map();
  rows.forEach((row) => {
    const name = nameOf(row.measure);
    groups.set(name, groups.get(name) ?? []).get(name).push(row);
  });
  return [...groups].sort(([one], [other]) => inOrder(one, other));
}

/** The days to which the lists of these rows are true. */
function trueTo(rows) {
  const days = rows.map(({ measure }) => measure.textAsOf).filter(Boolean).sort();
  if (days.length === 0) return 'day of the text not stated';
  const [oldest, newest] = [days[0], days[days.length - 1]];
  return [
    `true to ${newest}`,
    oldest < newest && `some to ${oldest}`,
    days.length < rows.length && `${rows.length - days.length} not stated`,
  ]
    .filter(Boolean)
    .join(', ');
}

function Instrument({ name, rows, isOpen, row }) {
  return html.details(
    { class: 'instrument', open: isOpen },
    html.summary(
      null,
      html.strong(null, name),
      html.span({ class: 'quiet' }, [words.plural(rows.length, 'measure'), trueTo(rows)].join('  ·  ')),
    ),
    grouped(rows, annexOf).map(([annex, own]) =>
      html.div({ key: annex }, annex && html.h2({ class: 'annex' }, annex, html.span({ class: 'quiet' }, `  ·  ${trueTo(own)}`)), html.ul(null, own.map(row))),
    ),
  );
}

async function inForce(parameters, signal) {
  const asked = Object.fromEntries(SEARCH.map((name) => [name, parameters.get(name)]));
  const page = (offset) =>
    get('/api/v1/measures', { ...asked, knownAt: words.startOf(asked.knownAt), limit: PAGE, offset }, signal);
  const answer = await page(0);
  const measures = answer.measures;
  while (measures.length < Math.min(answer.total, MOST)) {
    const next = (await page(measures.length)).measures;
    if (next.length === 0) break;
    measures.push(...next);
  }
  return {
    view: 'in-force',
    total: answer.total,
    rows: measures.map((measure) => ({ measure, note: `since ${measure.effectiveFrom}` })),
  };
}

async function changed(limit, signal) {
  const answer = await get('/api/v1/measures/changes', { limit }, signal);
  return {
    view: 'changes',
    total: answer.total,
    rows: answer.changes.map((each) => ({ ...each, note: words.day(each.measure.recordedAt) })),
  };
}

export function Measures({ path, parameters }) {
  const isChanges = parameters.get('view') === 'changes';
  const [wanted, setWanted] = useState(PAGE_OF_CHANGES);
  const field = useRef(null);
  const rows = useRef(null);
  const search = SEARCH.map((name) => parameters.get(name) ?? '').join('|');
  const loaded = useLoaded(
    (signal) => (isChanges ? changed(wanted, signal) : inForce(parameters, signal)),
    [isChanges, isChanges ? wanted : search],
  );
  const id = path[0] ?? '';
  // While one list is loaded, the rows of the other would lead nowhere.
  const data = loaded.data?.view === (isChanges ? 'changes' : 'in-force') ? loaded.data : null;
  const found = data?.rows ?? [];
  const open = found.find(({ measure }) => keyOf(measure) === id);

  useEffect(() => {
    if (open) {
      focusOn('measure-title');
    }
  }, [open && id]);

  const close = () => {
    const last = rows.current?.querySelector('[aria-current]');
    location.hash = address(parameters, {});
    requestAnimationFrame(() => last?.focus());
  };
  const step = (by) => () => {
    const all = [...(rows.current?.querySelectorAll('a.row, summary') ?? [])].filter((each) => each.checkVisibility());
    const at = all.indexOf(document.activeElement);
    all[Math.min(Math.max((at < 0 && by < 0 ? all.length : at) + by, 0), all.length - 1)]?.focus();
  };
  useShortcuts([
    { keys: ['j', 'ArrowDown'], says: 'Next measure', run: step(1) },
    { keys: ['k', 'ArrowUp'], says: 'Measure before', run: step(-1) },
    { keys: ['/'], says: 'Search', run: () => field.current?.focus() },
    { keys: ['Escape'], says: 'Close the measure', run: close },
  ]);

  const row = ({ measure, note }) =>
    component(Row, {
      key: keyOf(measure),
      measure,
      note,
      href: address(parameters, {}, keyOf(measure)),
      isOpen: keyOf(measure) === id,
    });
  const tab = (says, view) =>
    html.a(
      { href: view ? '#/measures?view=changes' : '#/measures', 'aria-current': isChanges === Boolean(view) ? 'page' : undefined },
      says,
    );
  return html.div(
    { class: `alerts ${open ? 'opened' : ''}` },
    html.div(
      { class: 'title' },
      html.h1({ id: 'page-title', tabIndex: -1 }, 'Measures'),
      html.nav({ class: 'tabs', 'aria-label': 'Measures' }, tab('In force', ''), tab('What changed lately', 'changes')),
    ),
    !isChanges && component(Search, { parameters, field }),
    html.div(
      { class: 'pair' },
      html.section(
        { class: 'list', 'aria-label': isChanges ? 'Revisions, the latest first' : 'Measures in force' },
        html.p(
          { class: 'quiet count', role: 'status' },
          data &&
            (isChanges
              ? `${words.plural(data.total, 'revision')}, by the day on which they became known`
              : words.plural(data.total, 'measure') +
                ' by instrument' +
                (data.total > MOST ? `; the first ${MOST} are shown, narrow the search` : '')),
        ),
        loaded.state === 'failed' && component(Failure, loaded),
        loaded.state === 'loading' && !data && component(Waiting, { of: 'measures' }),
        loaded.state === 'done' &&
          found.length === 0 &&
          component(
            Empty,
            { title: 'No measure' },
            isChanges
              ? 'Nothing was published: tradewatch measures publish.'
              : 'None is in force that day for this country and code. Take one of them away to see more.',
          ),
        html.div(
          { ref: rows },
          isChanges
            ? html.ul(null, found.map(row))
            : grouped(found, (measure) => measure.instrument).map(([name, own]) =>
                component(Instrument, {
                  key: `${search}|${name}`,
                  name,
                  rows: own,
                  isOpen: found.length <= FEW || own.some(({ measure }) => keyOf(measure) === id),
                  row,
                }),
              ),
        ),
        isChanges &&
          found.length < Math.min(data?.total ?? 0, 2 * PAGE_OF_CHANGES) &&
          html.button({ type: 'button', class: 'secondary', onClick: () => setWanted(2 * PAGE_OF_CHANGES) }, 'Earlier changes'),
      ),
      html.section(
        { class: 'detail', 'aria-label': 'The opened measure' },
        open
          ? component(Measure, { ...open, close })
          : component(Empty, { title: 'No measure selected' }, 'Choose one from the list, or press j and Enter.'),
      ),
    ),
  );
}
