import { Type, type Static } from '@sinclair/typebox';
import { schema } from '../../platform/index.js';
import { customerNumber } from '../schemas.js';
import { customerEventTypes } from './types.js';

const { choice, closed, day, instant, line, nullable } = schema;

/** Most events of one request. */
export const MOST_EVENTS = 5_000;

const typeNames = customerEventTypes().map(({ type }) => type);

export const customerEvent = closed(
  {
    source: line(64, 'The system that tells it'),
    reference: line(128, 'Its own name of the event; the same source and reference is the same event'),
    customerNumber,
    type: choice(typeNames, 'As rules/customer-events/types.json declares them'),
    occurredOn: day('Not after today'),
    details: Type.Optional(
      Type.Record(Type.String({ maxLength: 64 }), Type.Union([line(500), Type.Number(), Type.Boolean()]), {
        maxProperties: 20,
        description: 'What belongs to the event: a permit number, an authority, an amount as text',
      }),
    ),
  },
  { $id: 'CustomerEvent' },
);
export type CustomerEventBody = Static<typeof customerEvent>;

export const customerEventsBody = Type.Union([
  customerEvent,
  closed({ events: Type.Array(customerEvent, { minItems: 1, maxItems: MOST_EVENTS }) }),
]);

export const customerEventResult = closed(
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
      }),
    ),
  },
  { $id: 'CustomerEventResult' },
);

export const customerEventAnswer = closed({
  id: Type.String(),
  source: Type.String(),
  reference: Type.String(),
  type: Type.String(),
  title: schema.bilingual,
  occurredOn: day(),
  details: Type.Record(Type.String(), Type.Unknown()),
  recordedAt: instant(),
});
