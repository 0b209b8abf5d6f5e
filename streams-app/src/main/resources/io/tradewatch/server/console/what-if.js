// Screens a transfer that somebody makes up, with the engine and the law of the application.
import { component, Empty, Failure, focusOn, html, value } from './dom.js';
import { post } from './api.js';
import { Alert, Badge, Marks } from './alert.js';
import * as words from './words.js';
import { useEffect, useState } from 'preact/hooks';

const EDITIONS = ['HS2007', 'HS2012', 'HS2017', 'HS2022'];
const NEW = { transferId: 'what-if', occurredAt: '', goodsItems: [{ itemNumber: 1 }] };
const EXAMPLE = {
  transferId: 'what-if',
  occurredAt: '2024-02-18T00:00:00Z',
  countryOfDispatch: 'RU',
  countryOfDestination: 'KP',
  goodsItems: [{ itemNumber: 1, commodityCode: '870340', description: 'Limousine', quantity: '1', unit: 'C62' }],
};

/** The transfer that is made up. Other pages may leave one here. */
export const draft = value(NEW);

const at = (of, path) => path.reduce((inner, name) => inner?.[name], of);

function withAt(of, [name, ...rest], given) {
  const copy = Array.isArray(of) ? [...of] : { ...of };
  copy[name] = rest.length > 0 ? withAt(of?.[name] ?? {}, rest, given) : given;
  return copy;
}

/** Without what was left empty. */
function filled(of) {
  if (Array.isArray(of)) {
    return of.map(filled);
  }
  if (of === null || typeof of !== 'object') {
    return of;
  }
  const left = Object.entries(of)
    .map(([name, inner]) => [name, filled(inner)])
    .filter(([, inner]) => inner !== '' && inner != null && !(typeof inner === 'object' && Object.keys(inner).length === 0));
  return Object.fromEntries(left);
}

/** Several countries in one field. A comma parts codes only: names have commas of their own (Korea, Dem. People's Rep.). */
const countries = (text) =>
  text
    .split(/^\s*[A-Za-z]{2}(\s*,\s*[A-Za-z]{2})*\s*$/.test(text) ? ',' : ';')
    .map((each) => each.trim())
    .filter(Boolean);

const asPath = (path) => path.reduce((text, name) => (typeof name === 'number' ? `${text}[${name}]` : text ? `${text}.${name}` : name), '');

function Form({ transfer, change, wrong }) {
  const field = (path, label, further = {}) =>
    html.label(
      { key: label },
      label,
      html.input({
        name: asPath(path),
        value: at(transfer, path) ?? '',
        'aria-invalid': wrong.has(asPath(path)) ? 'true' : undefined,
        onInput: (event) => change(withAt(transfer, path, event.currentTarget.value)),
        ...further,
      }),
    );
  const country = (path, label) =>
    field(path, label, { placeholder: 'KP, or North Korea' });
  const items = transfer.goodsItems ?? [];
  return [
    html.fieldset(
      { key: 'movement', class: 'fields' },
      html.legend(null, 'Movement'),
      html.label(
        null,
        'Moved on',
        html.input({
          name: 'occurredAt',
          type: 'date',
          required: true,
          value: words.day(transfer.occurredAt),
          'aria-invalid': wrong.has('occurredAt') ? 'true' : undefined,
          onInput: (event) =>
            change({ ...transfer, occurredAt: words.startOf(event.currentTarget.value) }),
        }),
      ),
      country(['countryOfDispatch'], 'Country of dispatch'),
      country(['countryOfDestination'], 'Country of destination'),
      html.label(
        null,
        'Countries on the way',
        html.input({
          name: 'itinerary',
          placeholder: 'CN; Japan',
          value: (transfer.itinerary ?? []).map((each) => each.country ?? '').join('; '),
          onChange: (event) =>
            change({
              ...transfer,
              itinerary: countries(event.currentTarget.value).map((text) => ({ country: text })),
            }),
        }),
      ),
      country(['transport', 'flag'], 'Flag of the vessel'),
      field(['contractDate'], 'Contract of', { type: 'date' }),
    ),
    html.fieldset(
      { key: 'parties', class: 'fields pairs' },
      html.legend(null, 'Parties'),
      ...[
        ['consignor', 'Consignor'],
        ['consignee', 'Consignee'],
        ['endUser', 'End user'],
      ].flatMap(([name, label]) => [field([name, 'name'], label), country([name, 'country'], `${label}'s country`)]),
    ),
    items.map((item, index) =>
      html.fieldset(
        { key: `item-${index}`, class: 'fields' },
        html.legend(
          null,
          `Goods item ${item.itemNumber ?? ''}`,
          items.length > 1 &&
            html.button(
              {
                type: 'button',
                class: 'link',
                onClick: () => change({ ...transfer, goodsItems: items.filter((each) => each !== item) }),
              },
              'Take away',
            ),
        ),
        field(['goodsItems', index, 'commodityCode'], 'Commodity code', { placeholder: '870340' }),
        field(['goodsItems', index, 'description'], 'Description'),
        country(['goodsItems', index, 'countryOfOrigin'], 'Country of origin'),
        field(['goodsItems', index, 'quantity'], 'Quantity', { inputMode: 'decimal' }),
        field(['goodsItems', index, 'unit'], 'Unit', { placeholder: 'C62' }),
        field(['goodsItems', index, 'value', 'amount'], 'Value of all', { inputMode: 'decimal' }),
        field(['goodsItems', index, 'value', 'currency'], 'Currency', { maxLength: 3, placeholder: 'USD' }),
        field(['goodsItems', index, 'tariff'], 'Tariff of further digits', { placeholder: 'CN' }),
        html.label(
          null,
          'Edition of the code',
          html.select(
            {
              name: `goodsItems[${index}].hsEdition`,
              value: item.hsEdition ?? '',
              onChange: (event) => change(withAt(transfer, ['goodsItems', index, 'hsEdition'], event.currentTarget.value)),
            },
            html.option({ value: '' }, 'not stated'),
            EDITIONS.map((each) => html.option({ key: each, value: each }, each)),
          ),
        ),
      ),
    ),
    html.p(
      { key: 'more' },
      html.button(
        {
          type: 'button',
          class: 'secondary small',
          onClick: () =>
            change({
              ...transfer,
              goodsItems: [...items, { itemNumber: Math.max(0, ...items.map((each) => each.itemNumber ?? 0)) + 1 }],
            }),
        },
        'Add a goods item',
      ),
    ),
  ];
}

/** Violations, each to be opened. */
export function Violations({ violations, first = true }) {
  return html.ul(
    { class: 'plain' },
    violations.map((alert, index) =>
      html.li(
        { key: alert.violationId },
        html.details(
          { open: first && index === 0 },
          html.summary(
            null,
            html.span({ class: 'marks' }, component(Badge, { alert }), component(Marks, { alert })),
            html.strong(null, words.citation(alert)),
            html.span(
              { class: 'quiet' },
              ` item ${alert.itemNumber}${alert.summary ? `, ${alert.summary}` : ''} `,
              html.code(null, alert.measureId),
            ),
          ),
          component(Alert, { alert }),
        ),
      ),
    ),
  );
}

/** How many violations an answer leaves out for their number or size. */
export const notShown = (answer) =>
  (answer.leftOut ?? [])
    .filter((each) => each.field.endsWith('violations'))
    .reduce((all, each) => all + each.inAll - each.shown, 0);

/** Says that there are more than are shown. */
export function LeftOut({ shown, left }) {
  return left > 0 && html.p({ class: 'quiet' }, `${words.number(shown)} of ${words.number(shown + left)} violations are shown.`);
}

function Result({ result, isOld }) {
  const { answer, problem } = result;
  if (problem) {
    return html.div(
      null,
      component(Failure, { problem }),
      problem.errors?.length > 0 &&
        html.ul(null, problem.errors.map((each) => html.li({ key: each.field }, html.code(null, each.field), ` ${each.detail}`))),
    );
  }
  if (!answer) {
    return component(
      Empty,
      { title: 'Nothing was screened yet' },
      'Describe a transfer, and see what it would open. Nothing is published or remembered.',
    );
  }
  const violations = answer.results.flatMap((each) => each.violations);
  const left = notShown(answer);
  const inAll = violations.length + left;
  return html.div(
    { class: 'results' },
    html.h2(
      { id: 'result-title', tabIndex: -1 },
      inAll === 0 ? 'Nothing would be found' : `${words.plural(inAll, 'violation')} would be opened`,
    ),
    html.p(
      { class: 'quiet' },
      `Screened with the law up to offset ${answer.lawPosition}, version `,
      html.code(null, answer.lawVersion),
      isOld ? '. The transfer was changed since.' : '. Nothing was published.',
    ),
    component(LeftOut, { shown: violations.length, left }),
    inAll === 0 &&
      html.p(null, 'No measure applies to the movement as it is described. That is no clearance: what is left empty was not judged.'),
    component(Violations, { violations }),
  );
}

export function WhatIf() {
  const [transfer, setTransfer] = useState(draft.get());
  const [text, setText] = useState(null);
  const [when, setWhen] = useState({ date: '', knownAt: '' });
  const [result, setResult] = useState({});
  const [isOld, setOld] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const wrong = new Set(result.problem?.errors?.map((each) => each.field) ?? []);

  useEffect(() => draft.set(transfer), [transfer]);
  const change = (next) => {
    setTransfer(next);
    setOld(true);
  };
  const begin = (with_) => {
    change(with_);
    setText(text === null ? null : JSON.stringify(filled(with_), null, 2));
  };

  const ask = async (event) => {
    event.preventDefault();
    setAsking(true);
    try {
      const parameters = { date: when.date, knownAt: words.startOf(when.knownAt) };
      setResult({ answer: await post('/api/v1/screen', parameters, text ?? JSON.stringify(filled(transfer))) });
      setOld(false);
      focusOn('result-title');
    } catch (problem) {
      setResult({ problem });
    }
    setAsking(false);
  };

  const turn = () => {
    if (text === null) {
      setText(JSON.stringify(filled(transfer), null, 2));
      return;
    }
    try {
      const read = JSON.parse(text);
      if (Array.isArray(read) || typeof read !== 'object' || read === null) {
        throw new SyntaxError('the form holds one transfer, { … }');
      }
      change(read);
      setText(null);
      setResult({});
    } catch (e) {
      setResult({ problem: { title: 'This does not fit into the form', message: e.message } });
    }
  };
  const day = (name, label) =>
    html.label(
      null,
      label,
      html.input({
        type: 'date',
        name,
        value: when[name],
        'aria-invalid': wrong.has(name) ? 'true' : undefined,
        onInput: (event) => {
          setWhen({ ...when, [name]: event.currentTarget.value });
          setOld(true);
        },
      }),
    );

  return html.div(
    { class: 'what-if' },
    html.div(
      { class: 'title' },
      html.h1({ id: 'page-title', tabIndex: -1 }, 'What if'),
      html.div(
        { class: 'line' },
        html.button({ type: 'button', class: 'secondary small', onClick: () => begin(EXAMPLE) }, 'Example'),
        html.button({ type: 'button', class: 'secondary small', onClick: () => begin(NEW) }, 'Empty'),
        html.button({ type: 'button', class: 'secondary small', 'aria-pressed': text !== null, onClick: turn }, text === null ? 'As JSON' : 'As a form'),
      ),
    ),
    html.div(
      { class: 'pair even' },
      html.form(
        { class: 'card', onSubmit: ask },
        text === null
          ? component(Form, { transfer, change, wrong })
          : html.label(
              { class: 'json' },
              'Transfer, or an array of them, in the exchange format',
              html.textarea({
                rows: 22,
                spellcheck: false,
                value: text,
                onInput: (event) => {
                  setText(event.currentTarget.value);
                  setOld(true);
                },
              }),
            ),
        html.fieldset(
          { class: 'fields' },
          html.legend(null, 'Law'),
          day('date', 'As if it had moved on'),
          day('knownAt', 'As known at the start of'),
        ),
        html.button({ type: 'submit', disabled: isAsking }, 'Screen'),
      ),
      html.section({ 'aria-label': 'Result', 'aria-live': 'polite' }, component(Result, { result, isOld })),
    ),
  );
}
