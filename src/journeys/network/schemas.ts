import { Type } from '@sinclair/typebox';
import { schema } from '../../platform/index.js';
import { edgeKinds } from './kinds.js';

const { choice, closed, day, nullable } = schema;

const kinds = Type.Optional(
  Type.String({
    pattern: '^[a-z-]+(,[a-z-]+)*$',
    maxLength: 200,
    description: `Only these, with commas between: ${edgeKinds.join(', ')}; all that the reader may know without it`,
  }),
);

export const MAX_DEPTH = 3;
export const MAX_LENGTH = 6;

export const networkQuery = closed({
  depth: Type.Optional(
    Type.Integer({ minimum: 1, maximum: MAX_DEPTH, default: 1, description: 'How many steps away' }),
  ),
  kinds,
});

export const pathsQuery = closed({
  from: schema.identifier(),
  to: schema.identifier(),
  kinds,
  maxLength: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_LENGTH, default: 4 })),
});

const node = closed({
  id: Type.String(),
  type: choice(['customer', 'party'], 'A party is somebody who stands in a relationship and is no customer'),
  kind: choice(['person', 'body']),
  name: nullable(Type.String()),
  customerNumber: nullable(Type.String()),
  status: nullable(Type.String()),
  branch: nullable(Type.String()),
  masked: Type.Boolean({ description: 'A customer of another branch' }),
});

const edge = closed({
  id: Type.String(),
  kind: choice(edgeKinds),
  type: nullable(Type.String({ description: 'The type of relationship' })),
  from: Type.String({ description: 'The holder, or whoever pays; without meaning for what is shared' }),
  to: Type.String(),
  share: nullable(Type.String({ description: 'Per cent' })),
  since: nullable(day()),
  count: nullable(
    Type.Integer({ description: 'Things that are shared, or movements of the last 12 months' }),
  ),
  amount: nullable(Type.String({ description: 'Sum of the movements in CNY; none while rates are missing' })),
});

const truncated = Type.Boolean({ description: 'Whether there is more than what is shown' });

export const networkAnswer = closed({
  root: Type.String(),
  nodes: Type.Array(node),
  edges: Type.Array(edge),
  truncated,
});

export const pathsAnswer = closed({
  length: nullable(
    Type.Integer({ description: 'Of a shortest path; none when there is no path this short' }),
  ),
  paths: Type.Array(
    closed({
      nodes: Type.Array(Type.String()),
      edges: Type.Array(Type.Array(Type.String()), {
        description: 'For each step the edges that connect its two nodes',
      }),
    }),
  ),
  nodes: Type.Array(node),
  edges: Type.Array(edge),
  truncated,
});
