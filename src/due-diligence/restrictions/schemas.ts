import { Type, type Static } from '@sinclair/typebox';
import { schema } from '../../platform/index.js';
import { collectItems } from '../reviews/index.js';
import { restrictionActs, restrictionStatuses } from './domain/status.js';

const { bilingual, choice, closed, day, identifier, instant, line, nullable, paging } = schema;

const figures = Type.Record(Type.String(), Type.String({ maxLength: 32 }));

export const restrictionAnswer = closed(
  {
    id: Type.String(),
    customerId: Type.String(),
    customerNumber: Type.String(),
    measures: Type.Array(
      closed({ code: Type.String(), title: bilingual, grade: Type.Integer(), parameters: figures }),
    ),
    basicServices: Type.Array(Type.String(), { description: 'Kept whatever the measures are' }),
    collect: Type.Array(Type.String()),
    status: choice(restrictionStatuses),
    inForceFrom: nullable(day()),
    endedOn: nullable(day()),
    changedAt: instant(),
    // From here on only for those who may know.
    customerName: Type.Optional(Type.String()),
    branch: Type.Optional(nullable(Type.String())),
    reason: Type.Optional(Type.String()),
    note: Type.Optional(nullable(Type.String())),
    taskId: Type.Optional(nullable(Type.String())),
    proposedOn: Type.Optional(day()),
    proposedBy: Type.Optional(Type.String()),
    endProposedAt: Type.Optional(
      nullable(
        instant(
          'Somebody proposed its end, or closed the task it follows from; another person lifts it or leaves it',
        ),
      ),
    ),
    events: Type.Optional(
      Type.Array(
        closed({
          kind: choice(restrictionActs),
          at: instant(),
          by: Type.String(),
          note: nullable(Type.String()),
        }),
      ),
    ),
    notices: Type.Optional(
      Type.Array(
        closed({
          id: Type.String(),
          template: Type.String(),
          status: Type.String(),
          channel: nullable(Type.String()),
          queuedAt: instant(),
          sentAt: nullable(instant()),
        }),
        { description: 'What the customer was sent about it and about the task it follows from' },
      ),
    ),
  },
  { $id: 'Restriction' },
);
export type RestrictionAnswer = Static<typeof restrictionAnswer>;

/** What can be proposed, in the words of the rules. */
export const restrictionCatalogue = closed(
  {
    measures: Type.Array(
      closed({
        code: Type.String(),
        title: bilingual,
        grade: Type.Integer({ description: '1 is the mildest' }),
        parameters: Type.Array(
          closed({ name: Type.String(), type: choice(['amount', 'count']), default: Type.String() }),
        ),
      }),
    ),
    reasons: Type.Array(
      closed({
        code: Type.String(),
        title: bilingual,
        noticeNeeded: Type.Boolean({ description: 'Whether the customer must have been told before' }),
        taskKinds: Type.Array(Type.String()),
      }),
    ),
    noticeDays: Type.Integer({ description: 'Days between notice and measure, as of today' }),
    basicServices: Type.Array(closed({ code: Type.String(), title: bilingual })),
    collect: Type.Array(choice(collectItems)),
  },
  { $id: 'RestrictionCatalogue' },
);

export const restrictionQuery = closed({
  ...paging,
  status: Type.Optional(choice(restrictionStatuses)),
  changedSince: Type.Optional(instant('Changed at or after; ask with some overlap')),
  endProposed: Type.Optional(
    Type.Boolean({
      description: 'True: in force though the task they follow from was closed; for compliance',
    }),
  ),
});

export const proposalBody = closed({
  measures: Type.Array(closed({ code: identifier(), parameters: Type.Optional(figures) }), {
    minItems: 1,
    maxItems: 8,
  }),
  reason: identifier(),
  note: line(2000, 'For compliance only; never shown to a branch, the core system or the customer'),
  collect: Type.Array(choice(collectItems), { minItems: 1, maxItems: 20, uniqueItems: true }),
  taskId: Type.Optional(identifier()),
});
export const decisionBody = closed({ note: line(2000) });
