import { isDay, sha256 } from '../../../platform/index.js';
import { documentNumberKey, isPersonsName } from '../../domain/search-keys.js';
import type { Facts } from '../../domain/record.js';
import { documentKey, residentDigits, transpositions } from './document-keys.js';
import { comparedName, type ComparedName } from './names.js';

/** The facts by which two records are known to be of one customer; whatever is typed so far will do. */
export type KnownFacts = Partial<
  Pick<
    Facts,
    | 'name'
    | 'nameLatin'
    | 'formerNames'
    | 'dateOfBirth'
    | 'gender'
    | 'nationality'
    | 'documents'
    | 'contacts'
    | 'openedOn'
  >
> &
  Pick<Facts, 'kind'>;

/** A customer as it is compared. */
export interface Identity {
  person: boolean;
  organisation: boolean;
  names: readonly ComparedName[];
  dateOfBirth: string | undefined;
  gender: string | undefined;
  nationality: string | undefined;
  documents: readonly { key: string; written: string; passport: boolean }[];
  contacts: readonly string[];
}

export function identityOf(facts: KnownFacts): Identity {
  const { kind, name = '', nameLatin, formerNames = [], documents = [], contacts = [] } = facts;
  const organisation = kind === 'organisation';
  // A sole trader may carry the owner's name or the shop's; names of people are short.
  const person = isPersonsName(kind, name);
  const names = [
    comparedName(name, person, true),
    ...(nameLatin === undefined ? [] : [comparedName(nameLatin, person, true)]),
    ...formerNames.map((former) => comparedName(former, person, false)),
  ].filter(({ key }) => key !== '');
  return {
    person,
    organisation,
    names,
    dateOfBirth: organisation ? undefined : (facts.dateOfBirth ?? birthIn(documents)),
    gender: organisation ? undefined : facts.gender,
    nationality: facts.nationality,
    documents: documents.map(({ type, number }) => ({
      key: documentKey({ type, number }),
      written: documentNumberKey(number),
      passport: type === 'passport' || type === 'other',
    })),
    contacts: [...new Set(contacts.map(contactKey).filter((key) => key !== ''))],
  };
}

/** The day of birth inside a resident identity number. */
function birthIn(documents: NonNullable<KnownFacts['documents']>): string | undefined {
  for (const { type, number } of documents) {
    const digits = type === 'resident-id' ? residentDigits(number) : undefined;
    const day = digits && `${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`;
    if (day && isDay(day)) return day;
  }
  return undefined;
}

/** A way of contact as it is compared: a number without country code and separators, an address in small letters. */
export function contactKey({ type, value }: { type: string; value: string }): string {
  const text = value.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  if (type === 'email') return text;
  const digits = text.replace(/\D/g, '').replace(/^(00)?86(?=1\d{10}$)/, '');
  return digits.length >= 7 ? digits : '';
}

const mark = (kind: string, ...parts: string[]): string =>
  // Eight bytes tell keys apart well enough to find candidates, and the index holds nobody's data in plain.
  sha256([kind, ...parts].join('\u0000'))
    .readBigInt64BE(0)
    .toString();

/** What a customer is indexed under: bigint as text, no two alike. */
export function storedMarks(identity: Identity): string[] {
  return [...new Set(marks(identity, ({ sound }) => [sound]))];
}

/** What to look up to find who may be the same: the own marks, slips of the fingers, and names in another order. */
export function probedMarks(identity: Identity): string[] {
  const slips = identity.documents.flatMap(({ key }) =>
    transpositions(key).map((slip) => mark('document', slip)),
  );
  return [...new Set([...marks(identity, ({ sounds }) => sounds), ...slips])];
}

function marks(identity: Identity, soundsOf: (name: ComparedName) => readonly string[]): string[] {
  const { names, dateOfBirth, documents, contacts, organisation } = identity;
  return [
    ...documents.map(({ key }) => mark('document', key)),
    ...contacts.map((key) => mark('contact', key)),
    ...names.flatMap((name) => {
      if (organisation) return [mark('organisation', name.core)];
      if (dateOfBirth === undefined) return [];
      return [
        mark('name', name.key, dateOfBirth),
        ...soundsOf(name)
          .filter((sound) => sound !== '')
          .map((sound) => mark('sound', sound, dateOfBirth)),
      ];
    }),
  ];
}
