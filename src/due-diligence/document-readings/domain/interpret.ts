import { identity, type Day } from '../../../platform/index.js';
import type { DocumentType } from '../../../customers/index.js';
import type { DocumentCheck, DocumentCheckInput } from '../../document-checks/index.js';
import { findZone, type Zone } from './mrz-zone.js';
import { commonest, numbersBetween, numbersIn, numbersWithoutOne, readPrinted } from './printed.js';
import type { Reading } from './types.js';

export type Check = (input: DocumentCheckInput, today: Day) => DocumentCheck;

/** Cards whose number has 18 characters and a check character. */
const EIGHTEEN: readonly DocumentType[] = [
  'resident-id',
  'hk-macao-taiwan-residence',
  'foreign-permanent-resident',
];
/** Cards with a machine-readable zone of three lines that is no passport's. */
const ZONE_CARDS: readonly DocumentType[] = [
  'hk-macao-permit',
  'taiwan-permit',
  'foreign-permanent-resident',
];
const BACK: Reading = { type: 'resident-id', confidence: 'unchecked', findings: [] };
const CREDIT_CODE = /^[159ANY]/;

/** What the recognised text of a picture says about a document; at most one reading of each kind, the surest first. */
export function interpret(text: { han: string; machine: string }, check: Check, today: Day): Reading[] {
  const zone = findZone([text.han, text.machine], today);
  const all = [zone && ofZone(zone, check, today), ofNumber(text, check, today)].filter(
    (reading) => reading !== undefined,
  );
  if (all.length === 0) {
    // The back of a card has no number, and no name.
    const { validUntil, longTerm } = readPrinted(text.han);
    if (validUntil !== undefined) all.push({ ...BACK, validUntil });
    else if (longTerm) all.push({ ...BACK, longTerm });
  }
  const order = ['checked', 'repaired', 'unchecked'];
  return all.sort((a, b) => order.indexOf(a.confidence) - order.indexOf(b.confidence));
}

function ofZone({ lines, parsed, repaired }: Zone, check: Check, today: Day): Reading {
  const mrz = lines.join('\n');
  const number = parsed.number;
  const checked = (type: DocumentType) => check({ type, number, mrz }, today);
  const type =
    parsed.format === 'TD3' ? 'passport' : (ZONE_CARDS.find((one) => checked(one).valid) ?? 'other');
  const whole = parsed.checks.every(({ holds }) => holds);
  return {
    type,
    number,
    ...(parsed.nameLatin === undefined ? {} : { nameLatin: parsed.nameLatin }),
    ...(parsed.dateOfBirth ? { dateOfBirth: parsed.dateOfBirth } : {}),
    ...(parsed.gender ? { gender: parsed.gender } : {}),
    ...(parsed.nationality === '' ? {} : { nationality: parsed.nationality }),
    ...(parsed.expiry ? { validUntil: parsed.expiry } : {}),
    mrz,
    confidence: !whole ? 'unchecked' : repaired ? 'repaired' : 'checked',
    findings: checked(type).findings,
  };
}

function ofNumber(text: { han: string; machine: string }, check: Check, today: Day): Reading | undefined {
  // Both passes read the number: where they differ, the one that holds is right.
  const all = `${text.han}\n${text.machine}`;
  const numbers = numbersIn(all);
  const { name, validUntil, longTerm } = readPrinted(text.han);
  const extra = {
    ...(name === undefined ? {} : { name }),
    ...(validUntil === undefined ? {} : { validUntil }),
    ...(longTerm ? { longTerm } : {}),
  };
  const tries: [string[], Reading['confidence']][] = [
    [numbers, 'checked'],
    [numbers.map((one) => identity.withDigits(one.slice(0, -1)) + lastOf(one)), 'repaired'],
    [onlyOne(numbersBetween(all), check, today), 'repaired'],
    [onlyOne(numbersWithoutOne(all), check, today), 'repaired'],
  ];
  for (const [list, confidence] of tries)
    for (const number of list)
      for (const type of typesOf(number)) {
        const result = check({ type, number }, today);
        if (!holds(result)) continue;
        const { dateOfBirth, gender, normalisedNumber } = result.derived;
        return {
          type,
          number: normalisedNumber,
          ...(type === 'unified-social-credit' ? {} : extra),
          ...(dateOfBirth ? { dateOfBirth } : {}),
          ...(gender ? { gender } : {}),
          confidence,
          findings: check({ type, number, ...extra }, today).findings,
        };
      }
  const first = commonest(
    numbers.filter((one) => /^\d{17}[\dX]$/.test(one)),
    all,
  );
  if (first === undefined) return undefined;
  const type = 'resident-id';
  return {
    type,
    number: first,
    ...extra,
    confidence: 'unchecked',
    findings: check({ type, number: first }, today).findings,
  };
}

/** The one number that holds; none where several do, for then nothing tells which is meant. */
function onlyOne(numbers: readonly string[], check: Check, today: Day): string[] {
  const good = numbers.filter((number) =>
    typesOf(number).some((type) => holds(check({ type, number }, today))),
  );
  return good.length === 1 ? good : [];
}

const lastOf = (number: string): string => {
  const last = number.at(-1)!;
  return last === 'X' ? last : identity.withDigits(last);
};

const typesOf = (number: string): readonly DocumentType[] =>
  /^\d{17}[\dX]$/.test(number) ? EIGHTEEN : CREDIT_CODE.test(number) ? ['unified-social-credit'] : [];

/** Agrees as it stands, with nothing exchanged by the check itself. */
const holds = ({ valid, findings }: DocumentCheck): boolean =>
  valid && findings.every(({ code }) => code !== 'characters-replaced');
