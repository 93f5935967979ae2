import { Type } from '@sinclair/typebox';
import { schema } from '../../platform/index.js';
import { branchCode, customerBody, customerHit, customerKinds, customerNumber } from '../schemas.js';
import { reasonCodes } from './domain/score.js';

const { choice, closed, identifier, instant, line, nullable } = schema;
const { name, nameLatin, formerNames, dateOfBirth, gender, nationality, documents, contacts } =
  customerBody.properties;

export const duplicateCheckBody = closed(
  {
    kind: choice(customerKinds),
    name: Type.Optional(name),
    nameLatin,
    formerNames,
    dateOfBirth,
    gender,
    nationality,
    documents,
    contacts,
    except: Type.Optional(identifier()),
  },
  { description: 'What is known so far; `except` is the id of a stored customer that is being changed' },
);

const reason = closed({ code: choice(reasonCodes), message: Type.String() });
const score = Type.Number({ minimum: 0, maximum: 1 });

export const duplicateMatches = closed({
  matches: Type.Array(
    closed({
      id: Type.Optional(Type.String()),
      customerNumber: Type.Optional(customerNumber),
      maskedName: Type.String(),
      branch: nullable(branchCode),
      sameBranch: Type.Boolean({ description: 'Whether the reader may open it; another branch is asked' }),
      score,
      reasons: Type.Array(reason),
    }),
  ),
});

export const duplicateStatuses = ['open', 'same', 'different'] as const;

const { matchedBy: _matchedBy, ...side } = customerHit.properties;
/** A customer of a pair, with what tells the two apart. */
export const pairSide = closed({
  ...side,
  formerNames: Type.Array(Type.String()),
  gender: nullable(Type.String()),
  dateOfBirth: nullable(Type.String()),
  nationality: nullable(Type.String()),
  documents: Type.Array(closed({ type: Type.String(), number: Type.String() })),
  contacts: Type.Array(closed({ type: Type.String(), value: Type.String() })),
  openedOn: nullable(Type.String()),
  accounts: Type.Integer(),
});

export const duplicatePair = closed({
  id: Type.String(),
  status: choice(duplicateStatuses),
  score,
  reasons: Type.Array(reason),
  customers: Type.Array(pairSide, { minItems: 2, maxItems: 2 }),
  foundAt: instant(),
  decidedAt: nullable(instant()),
  decidedBy: nullable(Type.String()),
  decisionReason: nullable(Type.String()),
});

export const pairDecision = closed({ decision: choice(['same', 'different']), reason: line(1_000) });

export const duplicateScan = closed({
  id: Type.String(),
  state: choice(['running', 'completed']),
  requestedAt: instant(),
  requestedBy: Type.String(),
  examined: Type.Integer(),
  found: Type.Integer(),
  finishedAt: nullable(instant()),
});
