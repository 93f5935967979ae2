import { daysBetween, identity, isDay, type Day } from '../../../../platform/index.js';
import type { MrzField } from '../types.js';
import type { MrzLines } from './read.js';
import type { MrzFormat, Span } from './layout.js';

export interface ParsedMrz {
  format: MrzFormat;
  documentCode?: string;
  issuer?: string;
  number: string;
  nationality: string;
  /** `undefined` when the zone leaves it open, `null` when it is impossible. */
  dateOfBirth: Day | null | undefined;
  expiry: Day | null | undefined;
  gender?: 'male' | 'female';
  nameLatin?: string;
  checks: { field: MrzField; holds: boolean }[];
}

const unfilled = (text: string): string => text.replace(/<+$/, '');

/** A day of two-digit years in the century that `choose` prefers. */
function dayOf(yymmdd: string, choose: (candidates: Day[]) => Day | undefined): Day | null | undefined {
  if (yymmdd.includes('<')) return undefined;
  if (!/^\d{6}$/.test(yymmdd)) return null;
  const rest = `${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`;
  const candidates = ['19', '20', '21'].map((century) => century + rest).filter(isDay);
  return choose(candidates) ?? null;
}

/** Births are past. */
const birthOf = (yymmdd: string, today: Day): Day | null | undefined =>
  dayOf(yymmdd, (candidates) => candidates.filter((day) => day <= today).at(-1));

/** Ends of validity are near: no document has been valid for half a century. */
const expiryOf = (yymmdd: string, today: Day): Day | null | undefined =>
  dayOf(
    yymmdd,
    (candidates) =>
      [...candidates].sort((a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)))[0],
  );

/** Takes a machine-readable zone apart and tests each of its check digits. */
export function parseMrz({ layout, lines }: MrzLines, today: Day): ParsedMrz {
  const at = ([line, from, to]: Span): string => lines[line]?.slice(from, to) ?? '';
  const checkOf = ([line, , to]: Span): string => lines[line]?.[to] ?? '';
  const holds = (field: string, check: string): boolean => identity.mrzCheck(field) === check;

  const optional = at(layout.optional);
  let number = at(layout.number);
  let numberCheck = checkOf(layout.number);
  if (numberCheck === '<' && layout.format !== 'TD3') {
    // A number longer than nine characters goes on in the optional data and ends with its check digit.
    const rest = optional.split('<')[0]!;
    number += rest.slice(0, -1);
    numberCheck = rest.slice(-1);
  }
  const checks: ParsedMrz['checks'] = [
    { field: 'number', holds: holds(number, numberCheck) },
    { field: 'dateOfBirth', holds: holds(at(layout.birth), checkOf(layout.birth)) },
    { field: 'expiry', holds: holds(at(layout.expiry), checkOf(layout.expiry)) },
  ];
  if (layout.optionalChecked) {
    const check = checkOf(layout.optional);
    // Empty data may have a filler for their check digit.
    checks.push({
      field: 'optional',
      holds: holds(optional, check) || (check === '<' && unfilled(optional) === ''),
    });
  }
  checks.push({
    field: 'composite',
    holds: holds(layout.compositeOver.map(at).join(''), at(layout.composite)),
  });

  const sex = at(layout.sex);
  const head = lines[layout.documentCode[0]] !== undefined;
  const names = unfilled(at(layout.names))
    .split('<<')
    .map((part) => part.replaceAll('<', ' ').trim())
    .filter((part) => part !== '');
  return {
    format: layout.format,
    ...(head ? { documentCode: unfilled(at(layout.documentCode)), issuer: unfilled(at(layout.issuer)) } : {}),
    number: number.replaceAll('<', ''),
    nationality: unfilled(at(layout.nationality)),
    dateOfBirth: birthOf(at(layout.birth), today),
    expiry: expiryOf(at(layout.expiry), today),
    ...(sex === 'M' ? { gender: 'male' as const } : sex === 'F' ? { gender: 'female' as const } : {}),
    ...(names.length > 0 ? { nameLatin: names.join(', ') } : {}),
    checks,
  };
}
