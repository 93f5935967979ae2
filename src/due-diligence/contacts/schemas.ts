import { Type } from '@sinclair/typebox';
import { schema } from '../../platform/index.js';

const { bilingual, choice, closed, instant, line, nullable } = schema;

export const contactChannels = [
  'in-person',
  'phone',
  'sms',
  'email',
  'letter',
  'video',
  'online',
  'other',
] as const;
export const contactOutcomes = [
  'reached',
  'not-reached',
  'provided',
  'promised',
  'refused',
  'no-answer',
] as const;

export const contactBody = closed(
  {
    at: instant(),
    channel: choice(contactChannels),
    subject: line(200),
    outcome: choice(contactOutcomes),
    text: Type.String({ maxLength: 4_000 }),
    reviewTask: Type.Optional(
      Type.String({
        maxLength: 64,
        description: 'The review task the customer was told of: it proves so before services are limited',
      }),
    ),
  },
  { description: 'What the bank and the customer said to each other' },
);

/** A line of the log: what a person wrote down, or a notice the customer was sent. */
export const contactLine = closed(
  {
    id: Type.String(),
    kind: choice(['contact', 'notice']),
    at: instant(),
    channel: nullable(Type.String()),
    subject: bilingual,
    outcome: Type.String({ description: 'Of a contact its outcome, of a notice its status' }),
    text: Type.String(),
    address: nullable(Type.String({ description: 'Masked; of notices only' })),
    by: nullable(Type.String()),
  },
  { $id: 'ContactLine' },
);

export const preferenceWays = ['in-person', 'phone', 'sms-reply', 'email', 'letter', 'online'] as const;

export const preferenceBody = Type.Object(
  {
    channel: Type.Optional(choice(['sms', 'email'])),
    allowed: Type.Optional(Type.Boolean({ description: 'False: the customer opted out of the channel' })),
    language: Type.Optional(choice(['zh', 'en'])),
    how: choice(preferenceWays, 'How the customer said so'),
  },
  {
    additionalProperties: false,
    minProperties: 2,
    dependentRequired: { channel: ['allowed'], allowed: ['channel'] },
  },
);

export const confirmationBody = closed({
  how: choice(preferenceWays, 'How the customer confirmed the address'),
});

const preferenceLine = closed({
  at: instant(),
  channel: nullable(choice(['sms', 'email'])),
  allowed: nullable(Type.Boolean()),
  language: nullable(choice(['zh', 'en'])),
  how: Type.String(),
  by: nullable(Type.String({ description: 'Null for a branch where somebody else wrote it down' })),
});

export const preferenceAnswer = closed(
  {
    language: choice(['zh', 'en']),
    sms: Type.Boolean(),
    email: Type.Boolean(),
    bounced: Type.Array(
      closed({
        id: Type.String(),
        channel: choice(['sms', 'email']),
        address: Type.String({ description: 'Masked' }),
        code: Type.String(),
        at: instant(),
      }),
      { description: 'Addresses that did not reach the customer, not used until confirmed' },
    ),
    history: Type.Array(preferenceLine),
  },
  { $id: 'ContactPreferences' },
);
