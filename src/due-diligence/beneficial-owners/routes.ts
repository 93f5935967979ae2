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
import type { Customers } from '../../customers/index.js';
import type { OwnerDecisions } from './decisions.js';
import { ownedBy, ownersOf, partyOf } from './queries.js';
import { confirmationBody, measureBody, ownedEntity, ownersAnswer } from './schemas.js';
import type { BeneficialOwners } from './service.js';

const OFFICERS: readonly Role[] = ['compliance-officer', 'compliance-manager'];
const READERS: readonly Role[] = ['teller', ...OFFICERS, 'auditor'];
const tag = 'Relationships and owners';
const params = schema.closed({ id: schema.identifier() });

export interface OwnerRouteParts {
  owners: BeneficialOwners;
  decisions: OwnerDecisions;
  customers: Customers;
  audit: AuditTrail;
  clock: Clock;
  days: BankDays;
}

/** The routes of beneficial owners. */
export function beneficialOwnerRoutes(parts: OwnerRouteParts): Route[] {
  return [...reading(parts), ...deciding(parts)];
}

function deciding({ decisions }: OwnerRouteParts): Route[] {
  return [
    write({
      method: 'post',
      path: '/customers/{id}/beneficial-owners/determinations',
      summary: 'Confirm the present determination of the beneficial owners, with method and evidence',
      tag,
      roles: ['teller', ...OFFICERS],
      params,
      body: confirmationBody,
      responses: { 201: schema.closed({ version: Type.Integer() }) },
      write: async ({ actor, body, params: { id }, requestId }, tx) => {
        await decisions.confirm(tx, actor, { customerId: id, ...body, requestId });
        return created({ version: body.version });
      },
    }),
    write({
      method: 'post',
      path: '/customers/{id}/beneficial-owners/measures',
      summary: 'Put a customer under stronger measures (a lower threshold, nothing simplified), or end them',
      tag,
      roles: OFFICERS,
      params,
      body: measureBody,
      responses: { 204: null },
      write: async ({ actor, body, params: { id }, requestId }, tx) => {
        await decisions.measure(tx, actor, { customerId: id, ...body, requestId });
        return noContent();
      },
    }),
  ];
}

function reading({ owners, customers, audit, clock, days }: OwnerRouteParts): Route[] {
  const query = schema.closed(schema.paging);
  return [
    read({
      method: 'get',
      path: '/customers/{id}/beneficial-owners',
      summary: 'The beneficial owners of a customer on a day, with history, declaration and differences',
      tag,
      roles: READERS,
      params,
      query: schema.closed({ asOf: Type.Optional(schema.day()) }),
      responses: { 200: ownersAnswer },
      handle: async ({ actor, db, params: { id }, query: { asOf }, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const customer = await customers.get(tx, actor, id);
            const today = days.dayOf(clock.now());
            const answer = await ownersOf(tx, owners, { actor, customer, asOf, today });
            await audit.append(tx, actor, {
              action: 'beneficial-owners.read',
              subject: { kind: 'customer', id },
              requestId,
            });
            return answer;
          }),
        ),
    }),
    read({
      method: 'get',
      path: '/customers/{id}/owned-entities',
      summary: 'Every body of which this customer is a beneficial owner',
      tag,
      roles: READERS,
      params,
      query,
      responses: { 200: schema.pageOf(ownedEntity) },
      handle: async ({ actor, db, params: { id }, query: { limit = 50, cursor }, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const customer = await customers.get(tx, actor, id);
            await audit.append(tx, actor, {
              action: 'owned-entities.read',
              subject: { kind: 'customer', id },
              requestId,
            });
            const own = await partyOf(tx, customer.key);
            if (!own) return { items: [], nextCursor: null };
            return ownedBy(tx, actor, own.id, { limit, ...(cursor === undefined ? {} : { cursor }) });
          }),
        ),
    }),
    read({
      method: 'get',
      path: '/parties/{id}/owned-entities',
      summary: 'Every body of which this person is a beneficial owner',
      tag,
      roles: [...OFFICERS, 'auditor'],
      params,
      query,
      responses: { 200: schema.pageOf(ownedEntity) },
      handle: async ({ actor, db, params: { id }, query: { limit = 50, cursor }, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const page = await ownedBy(tx, actor, id, { limit, ...(cursor === undefined ? {} : { cursor }) });
            await audit.append(tx, actor, {
              action: 'owned-entities.read',
              subject: { kind: 'party', id },
              requestId,
            });
            return page;
          }),
        ),
    }),
  ];
}
