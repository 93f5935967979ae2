import { Type, type Static } from '@sinclair/typebox';
import { schema } from '../../platform/index.js';
import { customerNumber, document, documentTypes, gender, name } from '../schemas.js';
import { bodyTypes, DECLARED_OWNER, relationshipSources, relationshipTypes } from './domain/types.js';

const { choice, closed, country, day, identifier, instant, line, nullable } = schema;

export const percentage = Type.String({
  pattern: '^(100(\\.0{1,12})?|\\d{1,2}(\\.\\d{1,12})?)$',
  description: 'Per cent as decimal text, 0 to 100',
  examples: ['33.3333'],
});

/** Whom a relationship names: a party or customer that is known, or a description to recognise or enter. */
export const partyReference = closed(
  {
    partyId: Type.Optional(identifier()),
    customerNumber: Type.Optional(customerNumber),
    kind: Type.Optional(choice(['person', 'body'])),
    name: Type.Optional(name),
    bodyType: Type.Optional(choice(bodyTypes)),
    nameLatin: Type.Optional(name),
    gender: Type.Optional(gender),
    dateOfBirth: Type.Optional(day()),
    nationality: Type.Optional(country()),
    documents: Type.Optional(Type.Array(document, { maxItems: 20 })),
  },
  { description: 'One of partyId, customerNumber, or kind and name with what else is known' },
);
export type PartyReference = Static<typeof partyReference>;

export const relationshipBody = closed({
  type: choice(relationshipTypes),
  holder: Type.Optional(partyReference),
  subject: Type.Optional(partyReference),
  share: Type.Optional(percentage),
  means: Type.Optional(line(200, 'By what control is had, or what an authorisation says')),
  since: Type.Optional(day('The first day; today without it')),
  until: Type.Optional(day('The first day on which it no longer held')),
  source: choice(relationshipSources),
  reference: Type.Optional(line(500, 'The document or register entry it rests on')),
});
export type RelationshipBody = Static<typeof relationshipBody>;

export const endBody = closed({
  until: Type.Optional(day('The first day on which it no longer held; today without it')),
  reason: line(500),
});

export const partySummary = closed({
  id: Type.String(),
  kind: choice(['person', 'body']),
  bodyType: nullable(choice(bodyTypes)),
  name,
  nameLatin: nullable(Type.String()),
  gender: nullable(Type.String()),
  dateOfBirth: nullable(day()),
  nationality: nullable(Type.String()),
  documents: Type.Array(
    closed({ type: choice(documentTypes), number: Type.String(), validUntil: nullable(day()) }),
  ),
  customerId: nullable(Type.String()),
  customerNumber: nullable(Type.String()),
});

export const relationshipAnswer = closed({
  id: Type.String(),
  type: choice([...relationshipTypes, DECLARED_OWNER]),
  holder: partySummary,
  subject: partySummary,
  share: nullable(Type.String()),
  means: nullable(Type.String()),
  since: day(),
  until: nullable(day()),
  source: choice(relationshipSources),
  reference: nullable(Type.String()),
  /** The field of the customer it follows; it ends with that field, not by itself. */
  fact: nullable(Type.String()),
  recordedAt: instant(),
  /** Null for a branch where the subject is a customer of another one, like the share and the words. */
  recordedBy: nullable(Type.String()),
  endedAt: nullable(instant()),
  endReason: nullable(Type.String()),
});

export const relationshipsAnswer = closed({
  asOf: nullable(day()),
  items: Type.Array(relationshipAnswer),
  truncated: Type.Boolean({ description: 'Whether the structure is larger than what is shown' }),
  nextCursor: Type.Null(),
});
