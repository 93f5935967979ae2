import type { Day } from '../../../platform/index.js';

/** An owner as the bank found it, or as a register names it. Only what both sides say is compared. */
export interface ComparedOwner {
  name: string;
  gender?: string | null | undefined;
  nationality?: string | null | undefined;
  dateOfBirth?: Day | null | undefined;
  documents: readonly { type: string; number: string }[];
  basis?: string | null | undefined;
  share?: string | null | undefined;
  since?: Day | null | undefined;
  until?: Day | null | undefined;
}

export interface RegisterDifference {
  code: string;
  /** Whom it concerns. */
  owner: string;
  found: string | null;
  registered: string | null;
  material: boolean;
}

export interface RegisterRule {
  /** Codes whose difference is material. */
  material: readonly string[];
  /** How exactly days of rights must agree. */
  dayPrecision: 'day' | 'month';
}

export interface Keys {
  name: (name: string) => string;
  number: (number: string) => string;
}

/**
 * How the owners a register names differ from those the bank found, each difference classified. Owners are the same by
 * document, else by name and birth, else by name alone.
 */
export function compareRegister(
  found: readonly ComparedOwner[],
  registered: readonly ComparedOwner[],
  rule: RegisterRule,
  keys: Keys,
): RegisterDifference[] {
  const left = new Set(registered);
  const pairs = new Map<ComparedOwner, ComparedOwner>();
  const tests = [sameDocument, sameBirth, sameName];
  for (const same of tests)
    for (const one of found) {
      if (pairs.has(one)) continue;
      const other = [...left].find((candidate) => same(one, candidate, keys));
      if (!other) continue;
      pairs.set(one, other);
      left.delete(other);
    }
  const differ = (code: string, owner: string, ours: string | null, theirs: string | null) => ({
    ...{ code, owner, found: ours, registered: theirs },
    material: rule.material.includes(code),
  });
  return [
    ...found.flatMap((one) => {
      const other = pairs.get(one);
      if (!other) return [differ('missing-owner', one.name, one.name, null)];
      return fieldDifferences(one, other, rule, keys).map(([code, ours, theirs]) =>
        differ(code, one.name, ours, theirs),
      );
    }),
    ...[...left].map(({ name }) => differ('extra-owner', name, null, name)),
  ];
}

type Same = (a: ComparedOwner, b: ComparedOwner, keys: Keys) => boolean;
const numbersOf = ({ documents }: ComparedOwner, keys: Keys) =>
  documents.map(({ number }) => keys.number(number));
const sameDocument: Same = (a, b, keys) => {
  const numbers = numbersOf(a, keys);
  return numbersOf(b, keys).some((number) => numbers.includes(number));
};
const sameName: Same = (a, b, keys) => keys.name(a.name) === keys.name(b.name);
const sameBirth: Same = (a, b, keys) =>
  sameName(a, b, keys) && Boolean(a.dateOfBirth) && a.dateOfBirth === b.dateOfBirth;

function fieldDifferences(
  one: ComparedOwner,
  other: ComparedOwner,
  { dayPrecision }: RegisterRule,
  keys: Keys,
): [string, string, string][] {
  const days = (day: string) => (dayPrecision === 'month' ? day.slice(0, 7) : day);
  const rows: [string, string | null | undefined, string | null | undefined, ((value: string) => string)?][] =
    [
      ['name', one.name, other.name, keys.name],
      ['gender', one.gender, other.gender],
      ['nationality', one.nationality, other.nationality],
      ['dateOfBirth', one.dateOfBirth, other.dateOfBirth],
      ['basis', one.basis, other.basis],
      ['share', one.share, other.share, (share) => String(Number(share))],
      ['since', one.since, other.since, days],
      ['until', one.until, other.until, days],
    ];
  const differing = rows.flatMap(([code, ours, theirs, form = (value: string) => value]) =>
    ours && theirs && form(ours) !== form(theirs) ? [[code, ours, theirs] as [string, string, string]] : [],
  );
  return [...differing, ...documentDifferences(one, other, keys)];
}

function documentDifferences(
  one: ComparedOwner,
  other: ComparedOwner,
  keys: Keys,
): [string, string, string][] {
  if (one.documents.length === 0 || other.documents.length === 0) return [];
  const same = one.documents.flatMap((ours) =>
    other.documents
      .filter(({ number }) => keys.number(number) === keys.number(ours.number))
      .map((theirs) => [ours, theirs] as const),
  );
  if (same.some(([ours, theirs]) => ours.type === theirs.type)) return [];
  const [pair] = same;
  if (pair) return [['documentType', pair[0].type, pair[1].type]];
  const [theirs] = other.documents;
  const ours = one.documents.find(({ type }) => type === theirs!.type);
  return ours
    ? [['documentNumber', ours.number, theirs!.number]]
    : [['documentType', one.documents[0]!.type, theirs!.type]];
}
