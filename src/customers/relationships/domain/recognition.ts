import type { Day } from '../../../platform/index.js';

/** What parties are told apart by. Keys are made by `nameKey` and `documentNumberKey`. */
export interface Identity {
  kind: 'person' | 'body';
  nameKey: string;
  dateOfBirth?: Day | undefined;
  gender?: string | undefined;
  nationality?: string | undefined;
  documents: readonly { type: string; numberKey: string }[];
}

/** Numbers given once in the country; one of them alone says who it is. */
const NATIONAL = new Set(['resident-id', 'unified-social-credit']);
/** Documents of which nobody has two valid ones with different numbers. */
const SINGLE = new Set(['resident-id', 'unified-social-credit']);

const differ = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one !== other;

function contradict(one: Identity, other: Identity): boolean {
  if (differ(one.dateOfBirth, other.dateOfBirth) || differ(one.gender, other.gender)) return true;
  return one.documents.some(
    ({ type, numberKey }) =>
      SINGLE.has(type) &&
      other.documents.some((document) => document.type === type && document.numberKey !== numberKey),
  );
}

/**
 * Whether two descriptions are surely of one party. A national number decides alone; another document needs the same
 * name or birth and no contradiction; without a document a person needs the same name, birth and nothing against it.
 * In doubt they are two: a party wrongly split shows too little of one owner, one wrongly joined accuses another.
 */
export function sameParty(one: Identity, other: Identity): boolean {
  if (one.kind !== other.kind) return false;
  const shared = one.documents.filter(({ type, numberKey }) =>
    other.documents.some((document) => document.type === type && document.numberKey === numberKey),
  );
  if (shared.some(({ type }) => NATIONAL.has(type))) return true;
  if (contradict(one, other)) return false;
  const sameName = one.nameKey === other.nameKey;
  const sameBirth = one.dateOfBirth !== undefined && one.dateOfBirth === other.dateOfBirth;
  if (shared.length > 0) return (sameName || sameBirth) && !differ(one.nationality, other.nationality);
  if (one.documents.length > 0 && other.documents.length > 0) return false;
  return one.kind === 'person' && sameName && sameBirth && !differ(one.nationality, other.nationality);
}
