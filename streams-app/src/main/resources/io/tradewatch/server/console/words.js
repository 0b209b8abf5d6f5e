// How the records' names read to people. What is not known here is shown as it stands.

const REGIONS = new Intl.DisplayNames(['en'], { type: 'region' });

export const country = (code) => {
  try {
    const name = code && /^[A-Z]{2}$/.test(code) ? REGIONS.of(code) : code;
    return name && name !== code ? `${name} (${code})` : (code ?? '');
  } catch {
    return code;
  }
};

export const plain = (name) => name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', ' ');
const named = (names) => (name) => (name == null ? '' : (names[name] ?? plain(name)));

export const type = named({ LICENCE_REQUIRED: 'Licence required' });
export const status = named({});
export const certainty = named({});
export const reason = named({
  DETECTED: 'found as the transfer came in',
  RESCREENED: 'found when past transfers were screened again',
  TRANSFER_CORRECTED: 'the transfer was corrected',
  TRANSFER_CANCELLED: 'the transfer was cancelled',
  MEASURE_CHANGED: 'the measure changed',
  MEASURE_REVOKED: 'the measure was revoked',
});
export const action = named({
  PROHIBIT: 'Prohibited',
  REQUIRE_LICENCE: 'Needs a licence',
  MONITOR: 'Worth a look, no ban',
});
export const flow = named({ EXPORT: 'Supply to the target', IMPORT: 'Procurement from the target' });
export const nature = named({ UNKNOWN: 'Not reported' });
export const role = named({
  DESTINATION: 'Country of destination',
  CONSIGNEE: "Consignee's country",
  END_USER: "End user's country",
  TRANSIT: 'Country on the way',
  ORIGIN: 'Country of origin',
  DISPATCH: 'Country of dispatch',
  CONSIGNOR: "Consignor's country",
  FLAG: 'Flag of the vessel',
});

/** What a doubt means, and what settles it. */
export const DOUBTS = {
  CODE_AMBIGUOUS: [
    'The commodity code can be read in two ways, as its first zero may have been lost, and not all readings are listed.',
    'Ask for the full code, and have the transfer sent again.',
  ],
  CODE_NOT_SPECIFIC: [
    'The commodity code is shorter than the code in the measure, so the goods may lie beside it.',
    'Ask for the full code, or compare the description with the listed goods.',
  ],
  CONDITION_NOT_DECIDABLE: [
    'The measure depends on something that no transfer shows.',
    'Judge the condition that is quoted under Legal basis.',
  ],
  CONTRACT_DATE_UNKNOWN: [
    'Contracts made before a certain day are spared for a while, and the date of this one is not known.',
    'Ask for the contract, and compare its date with the wind-down clause under Legal basis.',
  ],
  EDITION_AMBIGUOUS: [
    'In the edition of the Harmonized System that the measure uses, the code became several, and not all of them are listed.',
    'Classify the goods in the edition of the measure.',
  ],
  EXCEPTION_NOT_DECIDABLE: [
    'A code that the measure excepts may cover these goods.',
    'Ask for the full code, and compare it with the excepted codes.',
  ],
  IMPLAUSIBLE_DATE: [
    'The goods are said to have moved before 1990: a placeholder, or a time in seconds where milliseconds belong.',
    'Ask for the day, and have the transfer sent again.',
  ],
  JURISDICTION_BY_PASSAGE: [
    'Only a stop on the way, or the flag, ties this transfer to the law.',
    'Find out whether this law binds whoever acts there.',
  ],
  JURISDICTION_UNKNOWN: [
    'It is not known whether anybody is involved whom this law binds.',
    'Ask where the goods are sent from and to, and by whom.',
  ],
  MISSING_CODE: ['The goods have no commodity code.', 'Ask for it, and have the transfer sent again.'],
  PARTIAL_CODE: [
    'The measure lists only part of this code ("ex").',
    'Compare the description of the goods with the words of the instrument.',
  ],
  ROLE_NOT_DECISIVE: [
    'The target shows up only on the way, or in a part that does not decide by itself.',
    'Find out whether the goods stay there, or only pass.',
  ],
  TOO_MANY_FINDINGS: [
    'The transfer has more violations than are published one by one. This alert stands for all of them, and counts them by measure.',
    'Look at the measures with the most violations, and whether the transfer is what it should be: one with so many is often reported wrongly.',
  ],
  UNKNOWN_DESTINATION: [
    'The country of destination is missing or cannot be read.',
    'Ask for it, and have the transfer sent again.',
  ],
  UNREADABLE_COUNTRY: [
    'A country was reported that is not a code, a number or a name of exactly one country. No measure was matched by it.',
    'Find out which country it is, and have the transfer sent again with its two-letter code.',
  ],
  UNUSABLE_CODE: [
    'The commodity code is not valid: wrong length, letters, or a chapter that does not exist.',
    'Ask for the right one, and have the transfer sent again.',
  ],
  VALUE_UNKNOWN: [
    'The value of one piece cannot be computed, or there is no exchange rate for the day.',
    'Ask for value, currency and number of pieces, and compare with the threshold.',
  ],
};

/** What somebody who has this alert before them does next: [in a word, in a sentence]. */
export function nextStep(alert) {
  if (alert.status === 'WITHDRAWN') {
    return [
      'Nothing to do for this alert',
      'It stands no more: ' +
        `${reason(alert.statusReason)}. If the goods were held because of it, look at the transfer's other alerts first.`,
    ];
  }
  const doubtful = alert.certainty === 'POSSIBLE';
  switch (alert.type) {
    case 'PROHIBITED':
      return doubtful
        ? [
            'Hold the movement until the doubts are cleared',
            'If they are confirmed, the measure forbids it. Then only the exceptions below are left.',
          ]
        : [
            'Hold the movement',
            'It lies within the scope of the measure, which forbids it. Go through the exceptions below; if none of them applies, it may not go on.',
          ];
    case 'LICENCE_REQUIRED':
      return doubtful
        ? ['Hold the movement until the doubts are cleared', 'If they are confirmed, it needs a licence.']
        : ['Ask for the licence', 'Without one from the authority that the instrument names, it may not go on.'];
    case 'MONITORED':
      return ['Look at it', 'Nothing forbids the movement. The programme asks that it be looked at.'];
    default:
      return [
        'Ask for what is missing',
        'Nobody can say yet whether this is forbidden. When the transfer is sent again with a higher revision, it is judged again by itself.',
      ];
  }
}

/** What the alert rests on, in one line. */
export const citation = (alert) =>
  alert.instrument ? [alert.instrument, alert.provision].filter(Boolean).join(' ') : 'Could not be screened';

/** How far the citation of a measure was checked against the law's text, and what of it was not read. */
export function checked({ citationStatus, contentRead, provisionRead }) {
  if (citationStatus === 'VERIFIED') {
    return 'Verified';
  }
  const isOpen = (half, other) => half === false || (half == null && other === true);
  const content = isOpen(contentRead, provisionRead);
  const provision = isOpen(provisionRead, contentRead);
  if (content && provision) {
    return 'Neither goods nor paragraph read';
  }
  return content ? 'Goods not read in the text' : provision ? 'Paragraph number not read' : 'Not fully verified';
}

/** 870340 is 8703.40; national digits follow a second dot. */
export function code(written) {
  const digits = (written ?? '').replaceAll(/[.\s-]/g, '');
  return /^\d{5,}$/.test(digits)
    ? [digits.slice(0, 4), digits.slice(4, 6), ...(digits.slice(6).match(/.{1,2}/g) ?? [])].join('.')
    : (written ?? '');
}

export const day = (instant) => (instant ?? '').slice(0, 10);
/** The instant at which a day begins; what is not filled in stays so. */
export const startOf = (written) => written && `${written}T00:00:00Z`;
export const minute = (instant) => (instant ? `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC` : '');
export const clock = (date) => date.toISOString().slice(11, 19);

export function span(seconds) {
  if (seconds == null) {
    return '–';
  }
  if (seconds === 0) {
    return '0';
  }
  if (seconds < 1) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  const [size, unit] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
    [1, 's'],
  ].find(([each]) => seconds >= 2 * each || each === 1);
  return `${(seconds / size).toFixed(seconds / size < 10 && unit === 's' ? 1 : 0)} ${unit}`;
}

const NUMBER = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const SMALL = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
export const number = (count) => (count == null ? '–' : NUMBER.format(count));
export const rate = (perSecond) =>
  perSecond == null ? '–' : perSecond >= 10 || perSecond === 0 ? NUMBER.format(perSecond) : SMALL.format(perSecond);
export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;
