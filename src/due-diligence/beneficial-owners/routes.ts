import { Type } from '@sinclair/typebox';
import {
  complianceRoles,
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

const READERS: readonly Role[] = ['teller', ...complianceRoles, 'auditor'];
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
      roles: ['teller', ...complianceRoles],
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
      roles: complianceRoles,
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
      handle: async (context) => {
        const { actor, params, query } = context;
        const subject = { kind: 'customer', id: params.id };
        return ok(
          await audit.reading(
            context,
            async (tx) => {
              const customer = await customers.get(tx, actor, params.id);
              const today = days.dayOf(clock.now());
              return ownersOf(tx, owners, { actor, customer, asOf: query.asOf, today });
            },
            { action: 'beneficial-owners.read', subject },
          ),
        );
      },
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
      handle: async (context) => {
        const { actor, params } = context;
        const subject = { kind: 'customer', id: params.id };
        return ok(
          await audit.reading(
            context,
            async (tx) => {
              const customer = await customers.get(tx, actor, params.id);
              const own = await partyOf(tx, customer.key);
              if (!own) return { items: [], nextCursor: null };
              return ownedBy(tx, actor, own.id, context.query);
            },
            { action: 'owned-entities.read', subject },
          ),
        );
      },
    }),
    read({
      method: 'get',
      path: '/parties/{id}/owned-entities',
      summary: 'Every body of which this person is a beneficial owner',
      tag,
      roles: [...complianceRoles, 'auditor'],
      params,
      query,
      responses: { 200: schema.pageOf(ownedEntity) },
      handle: async (context) => {
        const { actor, params } = context;
        const subject = { kind: 'party', id: params.id };
        return ok(
          await audit.reading(context, (tx) => ownedBy(tx, actor, params.id, context.query), {
            action: 'owned-entities.read',
            subject,
          }),
        );
      },
    }),
  ];
}
