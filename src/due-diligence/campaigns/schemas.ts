import { Type, type Static } from '@sinclair/typebox';
import { customerKinds, documentTypes } from '../../customers/index.js';
import { schema } from '../../platform/index.js';
import { collectItems } from '../reviews/index.js';

const { choice, closed, day, identifier, instant, line, nullable } = schema;

const some = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  Type.Optional(Type.Array(item, { minItems: 1, maxItems: 200, uniqueItems: true }));

/** Which customers; all that is named must fit, of a list any. */
export const criteria = closed(
  {
    kinds: some(choice(customerKinds)),
    branches: some(identifier()),
    riskLevels: some(schema.line(32)),
    statuses: some(choice(['pending', 'active', 'restricted'])),
    openedBefore: Type.Optional(day()),
    documentTypes: some(choice(documentTypes)),
    documentExpiresBefore: Type.Optional(day()),
  },
  { minProperties: 1, $id: 'CampaignCriteria' },
);
export type Criteria = Static<typeof criteria>;

export const previewBody = closed({ criteria });
export const preview = closed({
  targets: Type.Integer(),
  branches: Type.Array(closed({ branch: nullable(Type.String()), targets: Type.Integer() })),
});

export const campaignBody = closed({
  name: line(200, 'For compliance only'),
  criteria,
  deadline: day(),
  ask: Type.Array(choice(collectItems), { minItems: 1, maxItems: 20, uniqueItems: true }),
});

const counters = {
  targets: Type.Integer(),
  done: Type.Integer(),
  settled: Type.Integer(),
  open: Type.Integer(),
  overdue: Type.Integer(),
};
export const campaignAnswer = closed(
  {
    id: Type.String(),
    name: Type.String(),
    criteria,
    ask: Type.Array(Type.String()),
    deadline: day(),
    status: choice(['preparing', 'running', 'closed']),
    createdAt: instant(),
    createdBy: Type.String(),
    closedAt: nullable(instant()),
    ...counters,
    branches: Type.Array(closed({ branch: nullable(Type.String()), ...counters })),
  },
  { $id: 'Campaign' },
);
export type CampaignAnswer = Static<typeof campaignAnswer>;
