import { Type } from '@sinclair/typebox';
import { schema } from '../platform/index.js';
import { alertKinds, alertStatuses } from './alert.js';

const { bilingual, choice, closed, identifier, nullable, paging } = schema;

const measures = Type.Record(Type.String(), Type.Unknown(), {
  description: 'For large-value alerts: cny and usd, each {sum, limit, count, crossed}',
});

const summary = {
  id: Type.String(),
  kind: choice(alertKinds),
  ruleId: Type.String(),
  ruleVersion: Type.Integer(),
  customerNumber: nullable(Type.String()),
  customerId: nullable(Type.String()),
  customerName: nullable(Type.String()),
  branch: nullable(Type.String()),
  subjects: Type.Array(Type.String()),
  asOf: schema.day(),
  direction: nullable(choice(['in', 'out'])),
  severity: Type.String(),
  status: choice(alertStatuses),
  measures,
  explanation: bilingual,
  dueOn: nullable(schema.day()),
  dueOnEstimated: Type.Boolean(),
  assignee: nullable(Type.String()),
  raisedAt: Type.String(),
  changedAt: Type.String(),
  version: Type.Integer(),
};

export const alertSummary = closed(summary, { $id: 'AlertSummary' });

export const alertAnswer = closed(
  {
    ...summary,
    transactions: Type.Array(
      closed({
        source: Type.String(),
        reference: Type.String(),
        amount: Type.String(),
        currency: Type.String(),
        bookedAt: Type.String(),
        measure: Type.String(),
        counted: Type.String(),
        withdrawn: Type.Boolean(),
      }),
    ),
    transactionCount: Type.Integer(),
  },
  { $id: 'Alert' },
);

export const alertQuery = closed({
  ...paging,
  status: Type.Optional(choice([...alertStatuses, 'standing'], 'standing: open or in review')),
  kind: Type.Optional(choice(alertKinds)),
  ruleId: Type.Optional(identifier()),
  customerNumber: Type.Optional(identifier()),
  assignee: Type.Optional(Type.String({ maxLength: 64, description: 'A user name, or "none"' })),
  dueBefore: Type.Optional(schema.day()),
  asOf: Type.Optional(schema.day()),
  from: Type.Optional(schema.day()),
  to: Type.Optional(schema.day()),
  direction: Type.Optional(choice(['in', 'out'])),
  order: Type.Optional(choice(['due', 'newest'], 'By deadline (default), or newest business date first')),
});

export const assignmentBody = closed({
  assignee: nullable(
    Type.String({ minLength: 1, maxLength: 64, description: 'User name; null gives it back to the queue' }),
  ),
});
