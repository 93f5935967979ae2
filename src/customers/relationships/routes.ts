import { Type } from '@sinclair/typebox';
import {
  created,
  noContent,
  ok,
  read,
  schema,
  write,
  type BankDays,
  type Clock,
  type Role,
  type Route,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { bodyTypes } from './domain/types.js';
import { presentRelationship } from './present.js';
import { endBody, relationshipBody, relationshipsAnswer } from './schemas.js';
import type { Relationships } from './service.js';

const READERS: readonly Role[] = [
  'teller',
  'compliance-officer',
  'compliance-manager',
  'auditor',
  'core-banking',
];
const WRITERS: readonly Role[] = ['teller', 'compliance-officer', 'compliance-manager', 'core-banking'];
const tag = 'Relationships and owners';
const params = schema.closed({ id: schema.identifier() });

/** The routes of relationships between parties. */
export function relationshipRoutes({
  relationships,
  audit,
  clock,
  days,
}: {
  relationships: Relationships;
  audit: AuditTrail;
  clock: Clock;
  days: BankDays;
}): Route[] {
  return [
    write({
      method: 'post',
      path: '/customers/{id}/relationships',
      summary:
        'Record a relationship of a customer, or of a party above it; the party left out is the customer',
      tag,
      roles: WRITERS,
      params,
      body: relationshipBody,
      responses: { 201: schema.closed({ id: Type.String() }) },
      write: async ({ actor, body, params: { id }, requestId }, tx) =>
        created({ id: await relationships.add(tx, actor, { customerId: id, body, requestId }) }),
    }),
    write({
      method: 'post',
      path: '/customers/{id}/relationships/{relationshipId}/end',
      summary: 'End a relationship; ended on the day it began it never held',
      tag,
      roles: WRITERS,
      params: schema.closed({ id: schema.identifier(), relationshipId: schema.identifier() }),
      body: endBody,
      responses: { 204: null },
      write: async ({ actor, body, params: { id, relationshipId }, requestId }, tx) => {
        await relationships.end(tx, actor, { customerId: id, relationshipId, ...body, requestId });
        return noContent();
      },
    }),
    write({
      method: 'post',
      path: '/customers/{id}/body-types',
      summary: 'Say what kind of body the customer, or a party above it, is',
      tag,
      roles: WRITERS,
      params,
      body: schema.closed({
        partyId: Type.Optional(schema.identifier()),
        bodyType: schema.choice(bodyTypes),
      }),
      responses: { 204: null },
      write: async ({ actor, body, params: { id }, requestId }, tx) => {
        await relationships.classify(tx, actor, { customerId: id, ...body, requestId });
        return noContent();
      },
    }),
    read({
      method: 'get',
      path: '/customers/{id}/relationships',
      summary: "A customer's relationships and the structure above it, as of a day or with all of history",
      tag,
      roles: READERS,
      params,
      query: schema.closed({
        asOf: Type.Optional(schema.day('The day to show; today without it')),
        history: Type.Optional(Type.Boolean({ description: 'Also what has ended' })),
      }),
      responses: { 200: relationshipsAnswer },
      handle: async (context) => {
        const { actor, params, query } = context;
        const asOf = query.history ? null : (query.asOf ?? days.dayOf(clock.now()));
        const { items, parties, truncated } = await audit.reading(
          context,
          (tx) => relationships.structure(tx, actor, params.id, asOf),
          (found) => ({
            action: 'relationships.read',
            subject: { kind: 'customer', id: params.id },
            details: { count: found.items.length },
          }),
        );
        const shown = items.map((one) => presentRelationship(one, parties, actor));
        return ok({ asOf, items: shown, truncated, nextCursor: null });
      },
    }),
  ];
}
