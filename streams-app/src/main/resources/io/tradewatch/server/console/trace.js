// What was read of one transfer, and why each measure does or does not apply to it.
import { component, Empty, Failure, html, useLoaded, Waiting } from './dom.js';
import { get } from './api.js';
import { Movement } from './alert.js';
import { useShortcuts } from './keyboard.js';
import { draft, LeftOut, notShown, Violations } from './what-if.js';
import * as words from './words.js';
import { useRef } from 'preact/hooks';

const RULES = {
  1: 'the revision counts',
  2: 'in force',
  3: 'direction and roles',
  4: 'bound by it',
  5: 'goods',
  6: 'threshold',
  7: 'condition',
};

const FATES = { SCREENED: 'screened', SUPERSEDED: 'passed over', DEAD_LETTER: 'dead letter' };

function Records({ trace }) {
  const { searched, records } = trace;
  return html.section(
    { class: 'card' },
    html.h2(null, 'What was read'),
    html.div(
      { class: 'scrolls', tabIndex: 0, role: 'region', 'aria-label': 'Records of the transfer' },
      html.table(
        { class: 'records' },
        html.thead(
          null,
          html.tr(null, ['Topic, partition, offset', 'Time of the record', 'Revision', 'Status', 'What became of it'].map((each) => html.th({ key: each, scope: 'col' }, each))),
        ),
        html.tbody(
          null,
          records.map((each) =>
            html.tr(
              { key: each.offset, class: each.counts ? 'counts' : '' },
              html.td(null, html.code(null, `${searched.topic}-${each.partition}@${each.offset}`)),
              html.td(null, words.minute(each.time)),
              html.td(null, each.revision ?? '–'),
              html.td(null, each.status ? words.plain(each.status) : '–'),
              html.td(
                null,
                each.counts && html.span({ class: 'badge verified' }, 'Counts'),
                ` ${FATES[each.fate] ?? words.plain(each.fate)}${each.why ? `: ${each.why}` : ''}`,
                each.traceparent && html.span({ class: 'quiet' }, ' trace ', html.code(null, each.traceparent)),
              ),
            ),
          ),
        ),
      ),
    ),
    html.p(
      { class: 'quiet' },
      `Looked at: ${searched.topic}-${searched.partition} from ${searched.from} to ${searched.to}.`,
      !searched.complete && ' There may be older records: the search reached its time limit or its limit of records.',
    ),
  );
}

function Rule({ of }) {
  const [mood, says] = !of.holds ? ['bad', 'no'] : of.doubts.length > 0 ? ['waits', 'in doubt'] : ['good', 'yes'];
  return html.tr(
    null,
    html.th({ scope: 'row' }, `${of.rule}  ${RULES[of.rule] ?? ''}`),
    html.td(null, html.span({ class: `verdict ${mood}` }, says)),
    html.td(null, of.words, of.doubts.length > 0 && html.span({ class: 'quiet' }, ` ${of.doubts.join(', ')}`)),
  );
}

function Measured({ of, open }) {
  return html.li(
    null,
    html.details(
      { open },
      html.summary(
        null,
        html.span(
          { class: 'marks' },
          html.span(
            { class: `badge ${of.applies ? (of.certainty === 'POSSIBLE' ? 'possible' : 'prohibited') : ''}` },
            of.applies ? (of.certainty === 'POSSIBLE' ? 'Applies, possibly' : 'Applies') : 'Does not apply',
          ),
        ),
        html.strong(null, of.citation),
        html.span({ class: 'quiet' }, ` ${of.summary} `, html.code(null, `${of.measureId}@${of.revision}`)),
      ),
      html.div(
        { class: 'scrolls', tabIndex: 0, role: 'region', 'aria-label': `Rules of ${of.measureId}` },
        html.table({ class: 'rules' }, html.tbody(null, of.rules.map((each) => component(Rule, { key: each.rule, of: each })))),
      ),
    ),
  );
}

function Item({ item }) {
  const others = Object.entries(item.others);
  const left = others.reduce((all, [, count]) => all + count, 0);
  return html.section(
    { class: 'card results' },
    html.h2(null, `Item ${item.itemNumber}, rule by rule`),
    html.p(null, item.code),
    item.measures.length === 0 && html.p(null, 'No measure applies, and none comes close.'),
    html.ul({ class: 'plain' }, item.measures.map((each) => component(Measured, { key: each.measureId, of: each, open: item.measures.length === 1 }))),
    left > 0 &&
      html.p(
        { class: 'quiet' },
        `${words.plural(left, 'other measure')} ${left === 1 ? 'does' : 'do'} not apply, by the first rule that does not hold: `,
        others.map(([rule, count]) => (rule === 'applies' ? `${count} more apply` : `${count} by rule ${rule} (${RULES[rule]})`)).join(', '),
        '.',
      ),
  );
}

function Trace({ trace }) {
  const transfer = trace.transfer;
  const isTooLarge = trace.leftOut?.some((each) => each.field === 'transfer');
  const left = notShown(trace);
  const inAll = trace.violations.length + left;
  return html.div(
    null,
    component(Records, { trace }),
    transfer || isTooLarge
      ? html.div(
          { class: 'pair even' },
          html.section(
            { class: 'card results' },
            html.h2(null, inAll === 0 ? 'It opens nothing' : `It opens ${words.plural(inAll, 'violation')}`),
            html.p({ class: 'quiet' }, `With the law up to offset ${trace.lawPosition}, version `, html.code(null, trace.lawVersion)),
            component(LeftOut, { shown: trace.violations.length, left }),
            transfer?.status === 'CANCELLED' && html.p(null, 'The transfer is cancelled: rule 11, no violations.'),
            component(Violations, { violations: trace.violations, first: false }),
          ),
          html.section(
            { class: 'card' },
            html.h2(null, 'The transfer'),
            isTooLarge
              ? html.p(null, 'It is too large to be shown.')
              : [
                  component(Movement, { key: 'movement', alert: { ...transfer, transferRevision: transfer.revision } }),
                  html.p(
                    { key: 'again' },
                    html.a({ href: '#/what-if', onClick: () => draft.set(transfer) }, 'Change it and screen again'),
                  ),
                ],
          ),
        )
      : component(Empty, { title: 'Nothing that was read can be used as a transfer' }, 'What became of each record is told above.'),
    trace.items.map((item) => component(Item, { key: item.itemNumber, item })),
    trace.items.length < trace.itemsInAll &&
      html.p({ class: 'quiet' }, `${trace.items.length} of ${trace.itemsInAll} goods items are shown, those with findings first.`),
  );
}

export function Tracing({ path, parameters }) {
  const id = path[0] ?? '';
  const field = useRef(null);
  const known = parameters.get('knownAt') ?? '';
  const before = parameters.get('before') ?? '';
  const loaded = useLoaded(
    async (signal) =>
      id &&
      get(
        `/api/v1/transfers/${encodeURIComponent(id)}/trace`,
        { knownAt: words.startOf(known), before },
        signal,
      ),
    [id, known, before],
  );
  useShortcuts([{ keys: ['/'], says: 'Another transfer', run: () => field.current?.focus() }]);
  const look = (event) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const query = new URLSearchParams(given.get('knownAt') ? { knownAt: given.get('knownAt') } : {});
    location.hash = `#/trace/${encodeURIComponent(given.get('transfer').trim())}${query.size ? `?${query}` : ''}`;
  };
  const goOn = loaded.problem?.status === 504 && /before=(\d+)/.exec(loaded.problem.message)?.[1];
  return html.div(
    { class: 'trace' },
    html.div({ class: 'title' }, html.h1({ id: 'page-title', tabIndex: -1 }, 'Trace of a transfer')),
    html.form(
      { class: 'filter', role: 'search', 'aria-label': 'Which transfer', onSubmit: look },
      html.label(
        { class: 'wide' },
        'Transfer id',
        html.input({ ref: field, name: 'transfer', required: true, defaultValue: id, key: id, placeholder: 'must match exactly' }),
      ),
      html.label(null, 'As known at the start of', html.input({ name: 'knownAt', type: 'date', defaultValue: known, key: known })),
      html.button({ type: 'submit' }, 'Trace'),
    ),
    !id &&
      component(
        Empty,
        { title: 'No transfer is named' },
        'Write its id above, or open an alert and trace its transfer. You will see what was read of it, and rule by rule why each measure does or does not apply.',
      ),
    id && loaded.state === 'loading' && component(Waiting, { of: `what was read of ${id}` }),
    id &&
      loaded.state === 'failed' &&
      (loaded.problem.status === 404
        ? component(Empty, { title: 'No such transfer was read' }, loaded.problem.message)
        : component(Failure, loaded)),
    goOn && html.p(null, html.a({ href: `#/trace/${encodeURIComponent(id)}?before=${goOn}` }, 'Look at older records')),
    id && loaded.state === 'done' && loaded.data && component(Trace, { trace: loaded.data }),
  );
}
