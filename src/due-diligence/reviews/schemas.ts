import { Type, type Static } from '@sinclair/typebox';
import { schema } from '../../platform/index.js';
import { audiences, collectItems, taskKinds, taskStatuses } from './types.js';

const { bilingual, choice, closed, day, identifier, line, nullable, paging } = schema;

/** What a branch sees of a task; `audience` and `cause` are only there for those who may know. */
const summary = {
  id: Type.String(),
  kind: choice(taskKinds),
  customerId: Type.String(),
  customerNumber: Type.String(),
  customerName: Type.String(),
  branch: nullable(Type.String()),
  ask: bilingual,
  collect: Type.Array(Type.String()),
  raisedOn: day(),
  dueOn: day(),
  overdue: Type.Boolean(),
  status: choice(taskStatuses),
  assignee: nullable(Type.String()),
  closedOn: nullable(day()),
  version: Type.Integer(),
  audience: Type.Optional(choice(audiences)),
  cause: Type.Optional(nullable(closed({ kind: Type.String(), id: Type.String() }))),
  reason: Type.Optional(nullable(Type.String())),
};
export const taskSummary = closed(summary, { $id: 'ReviewTaskSummary' });

export const taskAnswer = closed(
  {
    ...summary,
    events: Type.Array(
      closed({
        kind: Type.String(),
        at: Type.String(),
        by: nullable(Type.String()),
        details: Type.Record(Type.String(), Type.Unknown()),
      }),
    ),
    notices: Type.Array(
      closed({
        id: Type.String(),
        template: Type.String(),
        status: Type.String(),
        channel: nullable(Type.String()),
        queuedAt: Type.String(),
        sentAt: nullable(Type.String()),
      }),
    ),
  },
  { $id: 'ReviewTask' },
);
export type TaskAnswer = Static<typeof taskAnswer>;

export const taskQuery = closed({
  ...paging,
  status: Type.Optional(choice(taskStatuses, 'Default: open')),
  kind: Type.Optional(choice(taskKinds)),
  branch: Type.Optional(identifier()),
  customerNumber: Type.Optional(identifier()),
  dueBefore: Type.Optional(day('Due before this day')),
  assignee: Type.Optional(Type.String({ maxLength: 64, description: 'A user name, "me" or "none"' })),
});

export const assignmentBody = closed({
  assignee: nullable(
    Type.String({ minLength: 1, maxLength: 64, description: 'User name; null gives it back to the queue' }),
  ),
});

export const completionBody = closed({
  outcome: choice(['done', 'not-needed'], 'not-needed: closed without doing it, officers only'),
  note: line(2000, 'What was done'),
  verificationId: Type.Optional(
    Type.String({
      ...{ minLength: 1, maxLength: 64 },
      description: 'A confirmed verification since the task was raised; a periodic review needs one',
    }),
  ),
});

const figures = { open: Type.Integer(), overdue: Type.Integer(), dueThisWeek: Type.Integer() };
export const taskFigures = closed(
  {
    ...figures,
    mine: Type.Integer(),
    branches: Type.Array(closed({ branch: nullable(Type.String()), ...figures })),
    kinds: Type.Array(closed({ kind: choice(taskKinds), ...figures })),
  },
  { $id: 'ReviewTaskFigures' },
);

export const requestBody = closed({
  collect: Type.Array(choice(collectItems), {
    minItems: 1,
    maxItems: 20,
    uniqueItems: true,
    description: 'What to collect, in words of rules/due-diligence/notice-words.json',
  }),
  dueOn: Type.Optional(day()),
  reason: line(2000, 'For compliance only; never shown to a branch or the customer'),
});
