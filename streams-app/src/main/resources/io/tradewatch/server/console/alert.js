// One alert, so that somebody who knows the law can check it against the law.
import { component, html } from './dom.js';
import * as words from './words.js';

export function Badge({ alert }) {
  return html.span({ class: `badge ${alert.type.toLowerCase()}` }, words.type(alert.type));
}

/** What is not the usual: in doubt, changed, withdrawn. */
export function Marks({ alert }) {
  return [
    alert.certainty === 'POSSIBLE' && html.span({ key: 'possible', class: 'badge possible' }, 'Possible'),
    alert.status !== 'OPEN' &&
      html.span({ key: 'status', class: `badge ${alert.status.toLowerCase()}` }, words.status(alert.status)),
    alert.statusReason === 'RESCREENED' && html.span({ key: 'again', class: 'badge' }, 'Rescreened'),
  ];
}

export const route = (of) =>
  `${of.countryOfDispatch ?? 'unknown'} → ${of.countryOfDestination ?? 'unknown'}`;

/** Rows of a name and what is known; what is not known is left out. */
export function Facts({ rows }) {
  return html.dl(
    { class: 'facts' },
    rows
      .filter(([, fact]) => fact != null && fact !== '' && fact !== false)
      .map(([name, fact]) => html.div({ key: name }, html.dt(null, name), html.dd(null, fact))),
  );
}

function Part({ title, children }) {
  return html.section({ class: 'part' }, html.h3(null, title), children);
}

const party = (of) =>
  of && [of.name, of.country && words.country(of.country), of.address, of.id && `id ${of.id}`].filter(Boolean).join(', ');

const amount = (of) => of && `${of.amount} ${of.currency}`;

function Citation({ of }) {
  return html.span(
    null,
    html.span({ class: `badge ${of.citationStatus === 'VERIFIED' ? 'verified' : 'unverified'}` }, words.checked(of)),
    of.citationNote && html.span({ class: 'beside' }, of.citationNote),
  );
}

const link = (url) => url && /^https?:/.test(url) && html.a({ href: url, target: '_blank', rel: 'noreferrer' }, url);

/** The law as an alert or a measure cites it. */
export function LegalBasis({ of, further = [] }) {
  return component(Facts, {
    rows: [
      ['Instrument', of.instrument],
      ['Provision', html.strong(null, of.provision)],
      ['Citation', component(Citation, { of })],
      ['Text read', of.textAsOf && `as of ${of.textAsOf}; true to that day`],
      ['What it covers', of.summary],
      ['Programme', of.programme],
      ['Authority', of.authority],
      ['Asks for', words.action(of.action)],
      ['Direction', words.flow(of.flow)],
      [
        'In force',
        `from ${of.effectiveFrom}` + (of.effectiveTo ? ` until ${of.effectiveTo} (that day not included)` : ''),
      ],
      [
        'Wind-down',
        of.windDown && `contracts made before ${of.windDown.contractBefore} are spared until ${of.windDown.until}`,
      ],
      ['Condition', of.condition],
      ...further,
      ['Text', link(of.url)],
      ['Measure', `${of.measureId}, revision ${of.measureRevision ?? of.revision}, recorded ${words.day(of.recordedAt)}`],
    ],
  });
}

function Doubts({ of }) {
  return html.ul(
    { class: 'doubts' },
    of.map((doubt) => {
      const [means, settles] = words.DOUBTS[doubt] ?? [words.plain(doubt), ''];
      return html.li({ key: doubt }, html.span(null, means), ' ', html.em(null, settles), ' ', html.code(null, doubt));
    }),
  );
}

function Goods({ alert }) {
  const item = alert.goodsItem;
  const read = alert.classification;
  const threshold = alert.threshold;
  return component(Facts, {
    rows: [
      ['Item', `${alert.itemNumber}`],
      ['Description', item.description],
      [
        'Commodity code',
        item.commodityCode && words.code(item.commodityCode) + (item.tariff ? ` (${item.tariff})` : ''),
      ],
      [
        'Falls under',
        alert.matchedCommodity === '*'
          ? 'all goods'
          : read && html.span(null, html.strong(null, read.prefix), ` in the measure's list`),
      ],
      [
        'Read as',
        read &&
          `${read.edition}, ${read.stated ? 'as stated' : 'assumed from the date'}` +
            (read.codes.length > 0 ? `; compared: ${read.codes.map(words.code).join(', ')}` : ''),
      ],
      ['Origin', item.countryOfOrigin && words.country(item.countryOfOrigin)],
      ['Quantity', item.quantity && `${item.quantity} ${item.unit ?? ''}`],
      ['Net mass', item.netMassKg && `${item.netMassKg} kg`],
      ['Value', amount(item.value)],
      [
        'Threshold',
        threshold &&
          `more than ${amount(threshold.limit)} a piece; here ${threshold.valuePerPiece ?? 'unknown'}` +
            (threshold.rateDate ? ` at the rate ${threshold.rate} of ${threshold.rateDate}` : ''),
      ],
      [
        'Identifiers',
        item.identifiers?.length > 0 &&
          item.identifiers.map((each) => `${words.plain(each.type)} ${each.value}`).join(', '),
      ],
    ],
  });
}

const stop = (of) =>
  [of.country && words.country(of.country), of.location].filter(Boolean).join(', ') +
  [of.arrivedAt && `, arrived ${words.day(of.arrivedAt)}`, of.departedAt && `, left ${words.day(of.departedAt)}`]
    .filter(Boolean)
    .join('');

/** Who moved it, from where to where. */
export function Movement({ alert }) {
  const vessel = alert.transport;
  return component(Facts, {
    rows: [
      ['From', alert.countryOfDispatch ? words.country(alert.countryOfDispatch) : 'not reported'],
      ['To', alert.countryOfDestination ? words.country(alert.countryOfDestination) : 'not reported'],
      ['On', words.minute(alert.occurredAt)],
      ['Declared day', alert.occurredOn],
      [
        'Cannot be read',
        alert.unreadable?.length > 0 &&
          html.ul(
            { class: 'roles' },
            alert.unreadable.map((each) =>
              html.li({ key: each.role + each.text }, html.strong(null, each.text), ` ${words.role(each.role)}`),
            ),
          ),
      ],
      ['Consignor', party(alert.consignor)],
      ['Consignee', party(alert.consignee)],
      ['End user', party(alert.endUser)],
      [
        'On the way',
        alert.itinerary?.length > 0 && html.ol(null, alert.itinerary.map((each, at) => html.li({ key: at }, stop(each)))),
      ],
      [
        'Transport',
        vessel &&
          [vessel.mode && words.plain(vessel.mode), vessel.vesselName, vessel.vesselImo && `IMO ${vessel.vesselImo}`, vessel.flag && `flag ${words.country(vessel.flag)}`]
            .filter(Boolean)
            .join(', '),
      ],
      ['Terms', words.nature(alert.natureOfTransaction)],
      ['Contract of', alert.contractDate],
      ['Transfer', `${alert.transferId}, revision ${alert.transferRevision}`],
      [
        'Reported by',
        alert.source && [alert.source.name, alert.source.reference, words.plain(alert.source.kind)].filter(Boolean).join('; '),
      ],
    ],
  });
}

const roles = (of) =>
  html.ul(
    { class: 'roles' },
    of.map((each) =>
      html.li({ key: each.role + each.country }, html.strong(null, words.country(each.country)), ` ${words.role(each.role)}`),
    ),
  );

/**
 * Everything that an alert says. Without an id it has no heading of its own, as something above it names it, and was never
 * published.
 */
export function Alert({ alert, id, actions }) {
  const [next, why] = words.nextStep(alert);
  const isLaw = alert.instrument != null;
  return html.article(
    id ? { class: 'alert', 'aria-labelledby': id } : { class: 'alert', 'aria-label': words.citation(alert) },
    id && html.header(
      null,
      html.p(
        { class: 'marks' },
        component(Badge, { alert }),
        html.span({ class: `badge ${alert.certainty.toLowerCase()}` }, words.certainty(alert.certainty)),
        html.span({ class: `badge ${alert.status.toLowerCase()}` }, words.status(alert.status)),
        html.span({ class: 'beside' }, words.reason(alert.statusReason)),
      ),
      html.h2({ id, tabIndex: -1 }, words.citation(alert)),
      html.p({ class: 'summary' }, alert.summary ?? alert.goodsItem?.description ?? ''),
      actions,
    ),
    html.div(
      { class: `next ${alert.status === 'WITHDRAWN' ? 'withdrawn' : alert.type.toLowerCase()}` },
      html.strong(null, next),
      html.p(null, why),
      alert.doubts.length > 0 && component(Doubts, { of: alert.doubts }),
    ),
    html.p({ class: 'explanation' }, alert.explanation),
    html.div(
      { class: 'parts' },
      isLaw && component(Part, { title: 'Legal basis' }, component(LegalBasis, { of: alert })),
      (alert.matches.length > 0 || isLaw) &&
        component(
          Part,
          { title: 'Why it applies' },
          component(Facts, {
            rows: [
              ['Target found as', roles(alert.matches)],
              [
                'This law binds',
                alert.jurisdiction.length > 0
                  ? roles(alert.jurisdiction)
                  : alert.doubts.includes('JURISDICTION_UNKNOWN')
                    ? 'nobody who is known to take part'
                    : 'everyone',
              ],
            ],
          }),
        ),
      alert.goodsItem && component(Part, { title: 'Goods' }, component(Goods, { alert })),
      component(Part, { title: 'Movement' }, component(Movement, { alert })),
      isLaw &&
        component(
          Part,
          { title: 'Exceptions to check' },
          alert.exceptions.length > 0
            ? html.ul(null, alert.exceptions.map((each) => html.li({ key: each }, each)))
            : html.p(null, 'The measure lists none.'),
        ),
      component(
        Part,
        { title: 'This alert' },
        component(Facts, {
          rows: [
            ['Status', id && `${words.status(alert.status)}: ${words.reason(alert.statusReason)}`],
            ['Change', id && `${alert.sequence} (0 is the first)`],
            ['Id', html.code(null, alert.violationId)],
            ['Law version', html.code(null, alert.lawVersion)],
          ],
        }),
      ),
    ),
  );
}
