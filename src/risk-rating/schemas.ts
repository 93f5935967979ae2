import { Type } from '@sinclair/typebox';
import { schema } from '../platform/index.js';
import { triggers } from './ports.js';

const { bilingual, choice, closed, day, instant, nullable } = schema;

export const legalBasis = Type.Array(
  closed({ instrument: bilingual, article: Type.String(), certainty: Type.String() }),
);

const item = closed({
  item: Type.String(),
  title: bilingual,
  factor: Type.String(),
  factorTitle: bilingual,
  score: Type.Integer(),
  maximum: Type.Integer(),
  weight: Type.Number(),
  contribution: Type.Number({ description: 'score × weight / maximum: what it adds to the total' }),
  because: bilingual,
  unknown: Type.Boolean({ description: 'A fact that decides is not known; rated with care' }),
});

const rule = closed({
  rule: Type.String(),
  effect: choice(['highest', 'lowest-barred']),
  because: bilingual,
  legalBasis,
  overridable: Type.Boolean({ description: 'Whether people may decide a lower level all the same' }),
});

const modelReference = closed({ id: Type.String(), version: Type.Integer(), digest: Type.String() });

/** One rating with its reasons. */
export const ratingAnswer = closed(
  {
    id: Type.String(),
    ratedAt: instant(),
    trigger: choice(triggers),
    model: modelReference,
    factsDigest: Type.String(),
    total: Type.Number({ description: 'Σ score × weight / maximum, at most 100' }),
    machineLevel: Type.String(),
    level: Type.String({
      description: 'The level that held: that of an override in force, else the machine’s',
    }),
    overrideId: nullable(Type.String()),
    nextReviewOn: day(),
    items: Type.Array(item),
    rules: Type.Array(rule),
  },
  { $id: 'RiskRating' },
);

export const overrideStatuses = ['awaiting-approval', 'in-force', 'refused', 'ended'] as const;

export const overrideAnswer = closed(
  {
    id: Type.String(),
    customerId: Type.String(),
    customerNumber: Type.String(),
    customerName: Type.String(),
    branch: nullable(Type.String()),
    level: Type.String(),
    machineLevel: Type.String({ description: 'What the machine said when it was asked for' }),
    reason: Type.String(),
    status: choice(overrideStatuses),
    madeAt: instant(),
    maker: Type.String(),
    decidedAt: nullable(instant()),
    decider: nullable(Type.String()),
    comment: nullable(Type.String()),
    expiresOn: nullable(day()),
    endedAt: nullable(instant()),
    endReason: nullable(Type.String()),
  },
  { $id: 'RiskOverride' },
);

const level = closed({
  level: Type.String(),
  title: bilingual,
  from: Type.Number(),
  reviewMonths: Type.Integer(),
});

/** The history of one customer, newest first, with how it stands. */
export const ratingsAnswer = closed(
  {
    items: Type.Array(ratingAnswer),
    nextCursor: nullable(Type.String()),
    firstDueOn: nullable(day('By when the first rating is due')),
    levels: Type.Array(level),
    overrides: Type.Array(overrideAnswer),
  },
  { $id: 'RiskRatings' },
);

export const overrideBody = closed(
  { level: schema.line(32), reason: schema.line(2_000) },
  { $id: 'RiskOverrideRequest', description: 'A level other than the machine’s; another person approves it' },
);

export const decisionBody = closed(
  { decision: choice(['approve', 'refuse']), comment: Type.Optional(schema.line(2_000)) },
  { $id: 'RiskDecision' },
);

const versionFields = {
  modelId: Type.String(),
  version: Type.Integer(),
  title: bilingual,
  appliesTo: Type.Array(Type.String()),
  status: choice(['draft', 'submitted', 'active', 'retired', 'refused']),
  digest: Type.String(),
  note: Type.String(),
  madeAt: instant(),
  maker: Type.String(),
  submittedAt: nullable(instant()),
  decidedAt: nullable(instant()),
  decider: nullable(Type.String()),
  comment: nullable(Type.String()),
};

export const modelsAnswer = closed(
  {
    items: Type.Array(closed(versionFields)),
    nextCursor: Type.Null(),
    facts: Type.Array(closed({ fact: Type.String(), type: Type.String(), title: bilingual })),
  },
  { $id: 'RiskModels' },
);

export const modelAnswer = closed(
  {
    ...versionFields,
    definition: Type.Unknown(),
    previews: Type.Array(closed({ id: Type.String(), state: Type.String(), createdAt: instant() })),
    leftToRate: nullable(
      Type.Integer({ description: 'Customers still to be rated by the version in force' }),
    ),
  },
  { $id: 'RiskModelVersion' },
);

export const previewAnswer = closed(
  {
    id: Type.String(),
    modelId: Type.String(),
    version: Type.Integer(),
    state: choice(['queued', 'running', 'completed']),
    progress: Type.Number({ description: '0 to 1' }),
    customers: Type.Integer(),
    createdAt: instant(),
    finishedAt: nullable(instant()),
    maker: Type.String(),
    levels: Type.Array(level),
    table: Type.Array(closed({ before: Type.String(), after: Type.String(), customers: Type.Integer() })),
    branches: Type.Array(closed({ branch: Type.String(), customers: Type.Integer(), moved: Type.Integer() })),
  },
  { $id: 'RiskModelPreview' },
);

export const movedAnswer = closed({
  customerId: Type.String(),
  customerNumber: Type.String(),
  customerName: Type.String(),
  branch: Type.String(),
  before: Type.String(),
  after: Type.String(),
  beforeTotal: Type.Number(),
  afterTotal: Type.Number(),
});

export const overviewAnswer = closed(
  {
    levels: Type.Array(closed({ level: Type.String(), customers: Type.Integer() })),
    unrated: Type.Integer(),
    overdue: Type.Integer({ description: 'Without a first rating although it was due' }),
    waitingOverrides: Type.Integer(),
    requested: Type.Integer({ description: 'Customers that wait for a rating to be made again' }),
  },
  { $id: 'RiskOverview' },
);

export const unratedAnswer = closed({
  customerId: Type.String(),
  customerNumber: Type.String(),
  customerName: Type.String(),
  branch: nullable(Type.String()),
  firstDueOn: day(),
  overdue: Type.Boolean(),
});
