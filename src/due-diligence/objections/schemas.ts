import { Type, type Static } from '@sinclair/typebox';
import { schema } from '../../platform/index.js';
import { decisions, objectionActs, objectionStatuses } from './domain/status.js';

const { choice, closed, day, identifier, instant, line, nullable, paging } = schema;

export const objectionChannels = ['in-person', 'phone', 'email', 'letter', 'online', 'other'] as const;

export const objectionBody = closed(
  {
    receivedOn: day('From this day the days are counted; today or earlier'),
    channel: choice(objectionChannels),
    text: Type.String({
      minLength: 1,
      maxLength: 4_000,
      pattern: '\\S',
      description: 'What the customer objects to and why, as the customer says it',
    }),
    restrictionId: Type.Optional(identifier()),
    basicServices: Type.Optional(
      Type.Array(Type.String({ maxLength: 64 }), {
        maxItems: 10,
        uniqueItems: true,
        description:
          'Basic services the customer cannot use, by their codes; such an objection is due at once',
      }),
    ),
  },
  { description: "A customer's objection to a measure (AML Law art. 39)" },
);
export type ObjectionBody = Static<typeof objectionBody>;

export const decisionBody = closed({
  decision: choice(decisions),
  reason: line(4_000, 'For compliance only; never shown to a branch or the customer'),
  answerText: Type.String({
    minLength: 1,
    maxLength: 4_000,
    pattern: '\\S',
    description: 'The written answer, as the branch hands it to the customer',
  }),
});
export type DecisionBody = Static<typeof decisionBody>;

export const checkBody = closed({ note: line(2_000, 'For compliance only') });

export const objectionQuery = closed({
  ...paging,
  status: Type.Optional(choice(objectionStatuses)),
  dueBefore: Type.Optional(day()),
  branch: Type.Optional(Type.String({ maxLength: 64 })),
});

export const objectionAnswer = closed(
  {
    id: Type.String(),
    customerId: Type.String(),
    customerNumber: Type.String(),
    customerName: Type.String(),
    branch: nullable(Type.String()),
    receivedOn: day(),
    channel: choice(objectionChannels),
    text: nullable(Type.String({ description: 'Null for a branch when compliance wrote it down' })),
    restrictionId: nullable(Type.String()),
    basicServices: Type.Array(Type.String()),
    dueOn: day('The last day for the answer'),
    daysLeft: nullable(Type.Integer({ description: 'Negative once overdue; null when answered' })),
    overdue: Type.Boolean(),
    status: choice(objectionStatuses, 'A branch sees `open` until the answer is given'),
    answer: nullable(closed({ decision: choice(decisions), text: Type.String(), answeredOn: day() })),
    // From here on only for those who may know.
    recordedBy: Type.Optional(Type.String()),
    events: Type.Optional(
      Type.Array(
        closed({
          kind: choice(objectionActs),
          at: instant(),
          by: Type.String(),
          decision: nullable(choice(decisions)),
          reason: nullable(Type.String()),
          answerText: nullable(Type.String()),
          note: nullable(Type.String()),
        }),
      ),
    ),
  },
  { $id: 'Objection' },
);
export type ObjectionAnswer = Static<typeof objectionAnswer>;
