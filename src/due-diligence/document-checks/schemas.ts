import { Type } from '@sinclair/typebox';
import { schema } from '../../platform/index.js';
import { documentTypes, gender } from '../../customers/index.js';
import { findingCatalogue } from './domain/findings.js';

const { choice, closed, country, day, line } = schema;
const genderRead = choice(['male', 'female']);

export const documentCheckBody = closed({
  type: choice(documentTypes),
  number: Type.String({ minLength: 1, maxLength: 64, pattern: '\\S' }),
  name: Type.Optional(line(512)),
  dateOfBirth: Type.Optional(day()),
  gender: Type.Optional(gender),
  issuedOn: Type.Optional(day()),
  validUntil: Type.Optional(day('The last day of validity')),
  longTerm: Type.Optional(Type.Boolean({ description: 'Valid without end' })),
  issuingCountry: Type.Optional(country()),
  mrz: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'Machine-readable zone, lines apart or run together; of a passport line 2 is enough',
    }),
  ),
});

export const documentCheckAnswer = closed({
  valid: Type.Boolean({ description: 'No finding is an error' }),
  findings: Type.Array(
    closed({
      code: choice(Object.keys(findingCatalogue), 'See docs/document-checks.md'),
      severity: choice(['error', 'warning']),
      message: Type.String({ description: "In the reader's language; may be read out" }),
      pointer: Type.Optional(Type.String({ description: 'RFC 6901, into the request' })),
    }),
  ),
  derived: closed({
    normalisedNumber: Type.String(),
    comparisonNumber: Type.String({ description: 'The same for every form of one document' }),
    dateOfBirth: Type.Optional(day()),
    gender: Type.Optional(genderRead),
    regionCode: Type.Optional(Type.String()),
    regionName: Type.Optional(Type.String()),
    regionListedUntil: Type.Optional(
      Type.Integer({ description: 'Withdrawn region codes: the year of the last list they stand in' }),
    ),
    nationality: Type.Optional(country()),
    issuingCountry: Type.Optional(country()),
    validUntil: Type.Optional(day()),
    nameLatin: Type.Optional(Type.String()),
    organisationCode: Type.Optional(Type.String()),
    mrz: Type.Optional(
      closed({
        format: choice(['TD1', 'TD2', 'TD3']),
        documentCode: Type.Optional(Type.String()),
        checks: Type.Array(
          closed({
            field: choice(['number', 'dateOfBirth', 'expiry', 'optional', 'composite']),
            holds: Type.Boolean(),
          }),
        ),
      }),
    ),
  }),
  suggestions: Type.Array(
    closed({
      kind: choice([
        'look-alike',
        'transposition',
        'wrong-character',
        'surplus-character',
        'old-number',
        'other-type',
      ]),
      number: Type.String(),
      type: Type.Optional(choice(documentTypes)),
    }),
    { description: 'What was probably meant; each agrees with everything else that was typed' },
  ),
});
