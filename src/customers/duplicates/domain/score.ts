import type { Text } from '../../../platform/index.js';
import { transpositions } from './document-keys.js';
import type { Identity } from './identity.js';
import { similarNames, type ComparedName } from './names.js';

export const reasonCodes = [
  'same-document',
  'old-and-new-number',
  'renewed-document',
  'transposed-document',
  'same-name',
  'former-name',
  'same-spelling',
  'similar-name',
  'same-birth',
  'same-contact',
  'other-birth',
  'other-gender',
  'other-nationality',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

/** Reasons that rest on the number of a document. */
export const DOCUMENT_REASONS: readonly ReasonCode[] = [
  'same-document',
  'old-and-new-number',
  'renewed-document',
];
/** Reasons that rest on names; a shared document without one of them is somebody else's. */
export const NAME_REASONS: readonly ReasonCode[] = [
  'same-name',
  'former-name',
  'same-spelling',
  'similar-name',
];

/** How much a reason speaks for one customer, or, below zero, against it. */
const WEIGHTS: Readonly<Record<ReasonCode, number>> = {
  'same-document': 0.9,
  'old-and-new-number': 0.9,
  'renewed-document': 0.9,
  'transposed-document': 0.25,
  'same-name': 0.4,
  'former-name': 0.35,
  'same-spelling': 0.25,
  'similar-name': 0.2,
  'same-birth': 0.3,
  'same-contact': 0.3,
  'other-birth': -0.15,
  'other-gender': -0.2,
  'other-nationality': -0.1,
};
/** A name of an organisation is nearly unique; a person's is not. */
const ORGANISATION_NAME = 0.65;
const ORGANISATION_SIMILAR = 0.5;
/** Numbers of foreign passports are unique within the state that issued them only. */
const PASSPORT_OF_ANOTHER_STATE = 0.3;

/** From here on two records are shown as one customer's. */
export const SHOWN_FROM = 0.5;

const texts: Readonly<Record<ReasonCode, Text>> = {
  'same-document': { en: 'The same document number', zh: '证件号码相同' },
  'old-and-new-number': {
    en: 'The old 15-digit and the new 18-digit number of one person',
    zh: '同一人的 15 位旧号与 18 位新号',
  },
  'renewed-document': {
    en: 'The same document before and after its renewal, or written otherwise',
    zh: '同一证件换发前后，或书写不同',
  },
  'transposed-document': {
    en: 'Document numbers that differ by two exchanged characters',
    zh: '证件号码仅相邻两位颠倒',
  },
  'same-name': { en: 'The same name', zh: '姓名（名称）相同' },
  'former-name': { en: 'The present name of one is a former name of the other', zh: '现用名与曾用名相同' },
  'same-spelling': { en: 'The same spelling in Latin letters', zh: '拼音或拉丁字母拼写相同' },
  'similar-name': { en: 'A similar name', zh: '姓名（名称）相近' },
  'same-birth': { en: 'The same date of birth', zh: '出生日期相同' },
  'same-contact': { en: 'The same phone number or e-mail address', zh: '联系电话或邮箱相同' },
  'other-birth': { en: 'Another date of birth', zh: '出生日期不同' },
  'other-gender': { en: 'Another gender', zh: '性别不同' },
  'other-nationality': { en: 'Another nationality', zh: '国籍不同' },
};
export const reasonText = (code: ReasonCode): Text => texts[code];

export interface Likeness {
  /** From 0 to 1, in hundredths. */
  score: number;
  reasons: ReasonCode[];
}

/** How likely two records are of one customer, and why. Symmetric; a comparison of a record with itself is 1. */
export function likeness(a: Identity, b: Identity): Likeness {
  const found: [ReasonCode, number][] = [];
  const add = (code: ReasonCode | undefined, weight?: number) => {
    if (code) found.push([code, weight ?? WEIGHTS[code]]);
  };
  add(...documentReason(a, b));
  add(...nameReason(a, b));
  const conflicts = <T>(one: T | undefined, other: T | undefined): boolean =>
    one !== undefined && other !== undefined && one !== other;
  if (a.contacts.some((contact) => b.contacts.includes(contact))) add('same-contact');
  if (a.dateOfBirth !== undefined && a.dateOfBirth === b.dateOfBirth) add('same-birth');
  if (conflicts(a.dateOfBirth, b.dateOfBirth)) add('other-birth');
  if (conflicts(a.gender, b.gender)) add('other-gender');
  if (conflicts(a.nationality, b.nationality)) add('other-nationality');
  const total = found.reduce((sum, [, weight]) => sum + weight, 0);
  return {
    score: Math.round(Math.min(1, Math.max(0, total)) * 100) / 100,
    reasons: found.map(([code]) => code),
  };
}

function documentReason(a: Identity, b: Identity): [ReasonCode | undefined, number?] {
  const pairs = a.documents.flatMap((one) => b.documents.map((other) => [one, other] as const));
  const same = pairs.filter(([one, other]) => one.key === other.key);
  const states = a.nationality && b.nationality && a.nationality !== b.nationality;
  const certain = same.filter(([one, other]) => !states || !(one.passport && other.passport));
  const reasons = certain.map(([one, other]) => sameDocument(one.written, other.written));
  if (reasons.length > 0) return [reasons.includes('same-document') ? 'same-document' : reasons.sort()[0]];
  if (same.length > 0) return ['same-document', PASSPORT_OF_ANOTHER_STATE];
  const slip = pairs.some(([one, other]) => transpositions(one.key).includes(other.key));
  return [slip ? 'transposed-document' : undefined];
}

function sameDocument(one: string, other: string): ReasonCode {
  if (one === other) return 'same-document';
  return one.length + other.length === 15 + 18 ? 'old-and-new-number' : 'renewed-document';
}

function nameReason(a: Identity, b: Identity): [ReasonCode | undefined, number?] {
  const organisations = a.organisation && b.organisation;
  const pairs = a.names.flatMap((one) => b.names.map((other) => [one, other] as const));
  const any = (test: (one: ComparedName, other: ComparedName) => boolean) =>
    pairs.some(([one, other]) => test(one, other));
  const full = organisations ? ORGANISATION_NAME : undefined;
  if (any((one, other) => one.current && other.current && one.key === other.key)) return ['same-name', full];
  if (any((one, other) => one.key === other.key)) return ['former-name', full];
  if (any(({ sound, sounds }, other) => sounds.includes(other.sound) || other.sounds.includes(sound)))
    return ['same-spelling'];
  if (any(similarNames)) return ['similar-name', organisations ? ORGANISATION_SIMILAR : undefined];
  return [undefined];
}
