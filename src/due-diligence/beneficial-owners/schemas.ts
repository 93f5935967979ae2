import { Type } from '@sinclair/typebox';
import { schema } from '../../platform/index.js';
import { documentTypes } from '../../customers/index.js';
import { ownerBases, unresolvedCodes } from './domain/determination.js';

const { choice, closed, day, instant, line, nullable } = schema;
const percent = nullable(Type.String({ description: 'Per cent' }));
const ids = Type.Array(Type.String());

export const ownerParty = closed({
  id: Type.String(),
  kind: choice(['person', 'body']),
  bodyType: nullable(Type.String()),
  name: Type.String(),
  gender: nullable(Type.String()),
  dateOfBirth: nullable(day()),
  nationality: nullable(Type.String()),
  documents: Type.Array(
    closed({ type: choice(documentTypes), number: Type.String(), validUntil: nullable(day()) }),
  ),
  customerId: nullable(Type.String()),
});

const owner = closed({
  party: Type.String(),
  basis: choice(ownerBases),
  share: percent,
  means: ids,
  through: ids,
  paths: Type.Array(closed({ parties: ids, shares: ids, product: Type.String() })),
});

/** What the tests found. `threshold` and `complexity` are not shown to those bound to a branch. */
export const determinationView = closed({
  outcome: choice(['determined', 'declared', 'unresolved', 'exempt', 'outside', 'simplified']),
  treatment: nullable(closed({ treatment: Type.String(), article: Type.String() })),
  threshold: Type.Optional(Type.String()),
  owners: Type.Array(owner),
  stateHeld: Type.String(),
  open: Type.String(),
  unresolved: Type.Array(closed({ code: choice(unresolvedCodes), parties: ids, share: percent })),
  complexity: Type.Optional(
    closed({
      parties: Type.Integer(),
      layers: Type.Integer(),
      circles: Type.Integer(),
      nominees: Type.Integer(),
      trusts: Type.Integer(),
    }),
  ),
});

export const ownersAnswer = closed({
  asOf: day(),
  /** The version of the present determination; null when none is stored or another day was asked for. */
  version: nullable(Type.Integer()),
  computedAt: nullable(instant()),
  determination: determinationView,
  declared: Type.Array(closed({ party: Type.String(), share: percent, basis: nullable(Type.String()) })),
  differences: Type.Array(
    closed({ code: choice(['not-declared', 'not-determined', 'share-differs']), party: Type.String() }),
  ),
  parties: Type.Array(ownerParty),
  /** Empty for those bound to a branch: why something was found anew is not for them. */
  history: Type.Array(
    closed({
      version: Type.Integer(),
      asOf: day(),
      computedAt: instant(),
      outcome: Type.String(),
      owners: Type.Array(closed({ party: Type.String(), basis: choice(ownerBases), share: percent })),
    }),
  ),
  confirmations: Type.Array(
    closed({
      version: Type.Integer(),
      /** Null, with the evidence and the note, for a branch when it was not written at one. */
      method: nullable(Type.String()),
      evidence: ids,
      note: nullable(Type.String()),
      confirmedAt: instant(),
      confirmedBy: nullable(Type.String()),
    }),
  ),
  measure: Type.Optional(
    nullable(
      closed({
        measure: choice(['standard', 'stronger']),
        reason: Type.String(),
        decidedAt: instant(),
        decidedBy: Type.String(),
      }),
    ),
  ),
});

export const confirmationBody = closed({
  version: Type.Integer({ minimum: 1, description: 'The determination that was looked at' }),
  method: line(200, 'How it was verified: documents, register, visit'),
  evidence: Type.Array(line(500, 'A document, register extract or image it rests on'), {
    minItems: 1,
    maxItems: 50,
  }),
  note: Type.Optional(line(2_000)),
});

export const measureBody = closed({ measure: choice(['standard', 'stronger']), reason: line(1_000) });

export const ownedEntity = closed({
  customerId: Type.String(),
  customerNumber: Type.String(),
  name: Type.String(),
  branch: nullable(Type.String()),
  basis: choice(ownerBases),
  share: percent,
  asOf: day(),
});
