import { Type, type Static } from '@sinclair/typebox';
import { schema } from '../platform/index.js';
import { document, person } from '../customers/index.js';

const { choice, closed, country, identifier, line, nullable } = schema;

export const directions = ['in', 'out'] as const;
export const methods = ['cash', 'transfer', 'cheque', 'card', 'exchange', 'other'] as const;
export const channels = ['counter', 'atm', 'online', 'mobile', 'pos', 'other'] as const;
export const outcomes = ['completed', 'attempted', 'declined'] as const;
export const categories = [
  'normal',
  'reversal',
  'correction',
  'interest',
  'tax',
  'fee',
  'term-deposit-renewal',
  'fx-trading',
  'interbank-lending',
  'interbank-bond',
  'gold-exchange',
  'internal-allocation',
  'international-loan-onlending',
  'international-loan-swap',
  'other-exempt',
] as const;

const reference = () => Type.String({ minLength: 1, maxLength: 128, pattern: '^\\S(.*\\S)?$' });
const code = (maximum: number) => Type.String({ minLength: 1, maxLength: maximum });

export const counterpartySchema = closed({
  name: Type.Optional(line(512)),
  kind: Type.Optional(
    choice(['individual', 'organisation', 'sole-trader', 'financial-institution', 'unknown']),
  ),
  accountNumber: Type.Optional(code(64)),
  institutionCode: Type.Optional(code(32)),
  institutionName: Type.Optional(line(256)),
  country: Type.Optional(country()),
  customerNumber: Type.Optional(identifier()),
  document: Type.Optional(document),
  publicBody: Type.Optional(Type.Boolean()),
  related: Type.Optional(Type.Boolean()),
});

/** One transaction as the core system sends it. Amounts are checked against their currency beyond this schema. */
export const transactionSchema = closed(
  {
    source: Type.String({ minLength: 1, maxLength: 64, pattern: '^\\S(.*\\S)?$' }),
    reference: reference(),
    customerNumber: Type.Optional(identifier()),
    accountNumber: Type.Optional(code(64)),
    bookedAt: schema.instant(),
    direction: choice(directions),
    amount: Type.String({
      minLength: 1,
      maxLength: 40,
      description: 'Decimal text, never a number',
      examples: ['50000.00'],
    }),
    currency: Type.String({ minLength: 1, maxLength: 8, description: 'ISO 4217' }),
    method: choice(methods),
    channel: choice(channels),
    outcome: Type.Optional(choice(outcomes)),
    category: Type.Optional(choice(categories)),
    reverses: Type.Optional(
      closed({ source: Type.String({ minLength: 1, maxLength: 64 }), reference: reference() }),
    ),
    crossBorder: Type.Optional(Type.Boolean()),
    country: Type.Optional(country()),
    counterparty: Type.Optional(counterpartySchema),
    conductor: Type.Optional(person),
    cashPurpose: Type.Optional(line(256)),
    purpose: Type.Optional(line(512)),
    branch: Type.Optional(identifier()),
    place: Type.Optional(
      closed({
        country: country(),
        regionCode: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
        text: Type.Optional(line(256)),
      }),
    ),
    device: Type.Optional(closed({ ip: Type.Optional(code(64)), id: Type.Optional(code(128)) })),
    product: Type.Optional(line(128)),
  },
  { $id: 'Transaction' },
);
export type TransactionInput = Static<typeof transactionSchema>;

export const ingestResultSchema = closed(
  {
    accepted: Type.Integer(),
    duplicates: Type.Integer(),
    rejected: Type.Integer(),
    results: Type.Array(
      closed({
        line: Type.Optional(Type.Integer()),
        source: nullable(Type.String()),
        reference: nullable(Type.String()),
        status: choice(['accepted', 'duplicate', 'rejected']),
        problem: Type.Optional(
          closed({ code: Type.String(), pointer: Type.String(), message: Type.String() }),
        ),
        alerts: Type.Array(Type.String()),
      }),
    ),
  },
  { $id: 'IngestResult' },
);

export const MOST_LINES = 5_000;

/** One transaction or a batch; lines are checked one by one, so that a bad one never rejects its neighbours. */
export const transactionsBody = Type.Union([
  transactionSchema,
  closed({ transactions: Type.Array(transactionSchema, { maxItems: MOST_LINES }) }),
]);

const decimal = () => Type.String({ maxLength: 40, pattern: '^\\d+(\\.\\d+)?$' });

export const transactionQuery = closed({
  ...schema.paging,
  customerNumber: Type.Optional(identifier()),
  accountNumber: Type.Optional(code(64)),
  from: Type.Optional(schema.day()),
  to: Type.Optional(schema.day()),
  minAmount: Type.Optional(decimal()),
  maxAmount: Type.Optional(decimal()),
  currency: Type.Optional(schema.currency()),
  direction: Type.Optional(choice(directions)),
  method: Type.Optional(choice(methods)),
  channel: Type.Optional(choice(channels)),
  category: Type.Optional(choice(categories)),
  outcome: Type.Optional(choice(outcomes)),
  crossBorder: Type.Optional(Type.Boolean()),
  source: Type.Optional(code(64)),
  reference: Type.Optional(code(128)),
});
