import { Type } from '@sinclair/typebox';
import { ok, read, schema, type Language, type Route } from '../../platform/index.js';
import { customerNumber, documentTypes } from '../../customers/index.js';
import type { Assessment } from './domain/assess.js';
import { loadOccasionalRules } from './rules-file.js';
import { OccasionalTransactions, type OccasionalParts } from './service.js';

const { amount, choice, closed, currency, day, line, nullable } = schema;
const reference = line(128);

const answer = closed({
  dueDiligenceRequired: Type.Boolean(),
  reasons: Type.Array(
    closed({
      code: choice([
        'limit-reached',
        'limit-reached-linked',
        'any-amount',
        'rate-missing',
        'linked-not-found',
      ]),
      message: Type.String({ description: "In the reader's language; may be read out" }),
    }),
  ),
  thresholds: Type.Array(
    closed({
      id: Type.String(),
      measure: choice(['due-diligence', 'verify-originator', 'register-user']),
      instrument: Type.String(),
      article: Type.String(),
      cny: nullable(Type.String({ description: 'Limit in yuan, itself included; 0 is any amount' })),
      usd: nullable(Type.String({ description: 'Limit of foreign currency in US dollars, itself included' })),
      linked: Type.Boolean({ description: 'Linked services count as well' }),
      reached: Type.Boolean(),
    }),
  ),
});

function inLanguage({ dueDiligenceRequired, reasons, thresholds }: Assessment, language: Language) {
  return {
    dueDiligenceRequired,
    reasons: reasons.map(({ code, message }) => ({ code, message: message[language] })),
    thresholds: thresholds.map(({ instrument, ...one }) => ({ ...one, instrument: instrument[language] })),
  };
}

/** Whether a one-off service needs due diligence; stores nothing but that movements were looked at. */
export function occasionalRoutes(parts: Omit<OccasionalParts, 'rules'>): Route[] {
  const rules = loadOccasionalRules();
  const service = new OccasionalTransactions({ ...parts, rules });
  const body = closed({
    service: choice(rules.services.map(({ id }) => id)),
    amount: amount(),
    currency: currency(),
    customerNumber: Type.Optional(customerNumber),
    document: Type.Optional(
      closed({
        type: choice(documentTypes),
        number: Type.String({ minLength: 1, maxLength: 64, pattern: '\\S' }),
      }),
    ),
    linkedReferences: Type.Optional(
      Type.Array(Type.Union([reference, closed({ source: reference, reference })]), {
        maxItems: 100,
        description:
          "References of linked transactions; without a source they are looked for among the person's own movements",
      }),
    ),
    on: Type.Optional(day("The day of the service; the bank's present day if absent")),
  });
  return [
    read({
      method: 'post',
      path: '/occasional-transaction-checks',
      summary: 'Say whether a one-off service needs due diligence, by itself or with linked ones',
      tag: 'Due diligence',
      roles: ['teller', 'compliance-officer', 'compliance-manager', 'core-banking'],
      body,
      responses: { 200: answer },
      handle: async ({ actor, body: request, db, language, requestId }) =>
        ok(
          inLanguage(await db.inTransaction((tx) => service.check(tx, actor, request, requestId)), language),
        ),
    }),
  ];
}
