import { Type } from '@sinclair/typebox';
import {
  created,
  ok,
  read,
  requiredVersion,
  schema,
  write,
  type Context,
  type Role,
  type Route,
  type Tx,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { unknownParameter } from './problems.js';
import {
  branchCode,
  customerAnswer,
  customerBody,
  customerHit,
  customerNumber,
  customerPatch,
  customerStatuses,
  findingCode,
} from './schemas.js';
import { isBranchBound } from './scope.js';
import type { Customers } from './service.js';

const READERS: readonly Role[] = [
  'teller',
  'compliance-officer',
  'compliance-manager',
  'auditor',
  'core-banking',
];
const WRITERS: readonly Role[] = ['teller', 'core-banking'];
const tag = 'Customers';
const params = schema.closed({ id: schema.identifier() });

/** The routes of the customers' master record. */
export function customerRoutes(customers: Customers, audit: AuditTrail): Route[] {
  return [...writing(customers), ...reading(customers, audit)];
}

function writing(customers: Customers): Route[] {
  return [
    write({
      method: 'post',
      path: '/customers',
      summary: 'Enter a customer; what is missing makes it pending, with findings',
      tag,
      roles: WRITERS,
      body: customerBody,
      responses: { 201: customerAnswer },
      write: async ({ actor, body, language, requestId }, tx) =>
        created(customers.present(await customers.create(tx, actor, body, requestId), actor, language)),
    }),
    write({
      method: 'patch',
      path: '/customers/{id}',
      summary: 'Change a customer by merge patch (RFC 7396), with its version as If-Match',
      tag,
      roles: WRITERS,
      params,
      body: customerPatch,
      responses: { 200: customerAnswer },
      write: async ({ actor, body, params: { id }, language, request, requestId }, tx) => {
        const change = { id, patch: body, version: requiredVersion(request), requestId };
        return ok(customers.present(await customers.change(tx, actor, change), actor, language));
      },
    }),
    write({
      method: 'post',
      path: '/customers/{id}/closure',
      summary: 'End the relationship for good; accounts still open are closed with it',
      tag,
      roles: WRITERS,
      params,
      body: schema.closed({ closedOn: schema.day(), reason: schema.line(1_000) }),
      responses: { 200: customerAnswer },
      write: async ({ actor, body, params: { id }, language, requestId }, tx) =>
        ok(customers.present(await customers.close(tx, actor, { id, ...body, requestId }), actor, language)),
    }),
  ];
}

/** What was looked up, and the ids of the customers whose data it shows. */
interface Seen<T> {
  result: T;
  ids: readonly string[];
}

function reading(customers: Customers, audit: AuditTrail): Route[] {
  /** Reading personal data leaves a trace of who saw which customers. */
  const seen = <T>(
    { actor, db, requestId }: Pick<Context, 'actor' | 'db' | 'requestId'>,
    action: string,
    look: (tx: Tx) => Promise<Seen<T>>,
  ): Promise<T> =>
    db.inTransaction(async (tx) => {
      const { result, ids } = await look(tx);
      const [only] = action === 'customer.read' ? ids : [];
      await audit.append(tx, actor, {
        action,
        subject: only ? { kind: 'customer', id: only } : { kind: 'customer-list', id: requestId },
        details: only ? {} : { customers: ids },
        requestId,
      });
      return result;
    });

  return [
    read({
      method: 'get',
      path: '/customers',
      summary: 'List customers, newest first',
      tag,
      roles: READERS,
      query: schema.closed({
        customerNumber: Type.Optional(customerNumber),
        status: Type.Optional(schema.choice(customerStatuses)),
        branch: Type.Optional(branchCode),
        riskLevel: Type.Optional(schema.line(32)),
        finding: Type.Optional(findingCode),
        ...schema.paging,
      }),
      responses: { 200: schema.pageOf(customerAnswer) },
      handle: async (context) => {
        const { actor, language } = context;
        const { limit = 50, cursor, ...filters } = context.query;
        // To filter by it would be to know it.
        if (filters.riskLevel !== undefined && isBranchBound(actor)) throw unknownParameter('riskLevel');
        return ok(
          await seen(context, 'customers.listed', async (tx) => {
            const page = await customers.list(tx, actor, filters, {
              limit,
              ...(cursor === undefined ? {} : { cursor }),
            });
            const items = page.items.map((customer) => customers.present(customer, actor, language));
            return { result: { ...page, items }, ids: items.map(({ id }) => id) };
          }),
        );
      },
    }),
    read({
      method: 'get',
      path: '/customers/{id}',
      summary: 'Read a customer',
      tag,
      roles: READERS,
      params,
      responses: { 200: customerAnswer },
      handle: async (context) => {
        const { actor, language, params } = context;
        return ok(
          await seen(context, 'customer.read', async (tx) => {
            const customer = await customers.get(tx, actor, params.id);
            return { result: customers.present(customer, actor, language), ids: [customer.id] };
          }),
        );
      },
    }),
    read({
      method: 'post',
      path: '/customer-searches',
      summary:
        'Find customers by name (Han, pinyin, initials), document number or its last four, or the beginning of a customer or account number',
      tag,
      roles: READERS,
      body: schema.closed({
        query: schema.line(200),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
      }),
      responses: { 200: schema.pageOf(customerHit) },
      handle: async (context) => {
        const { query, limit = 20 } = context.body;
        return ok(
          await seen(context, 'customers.searched', async (tx) => {
            const items = await customers.search(tx, context.actor, query, limit);
            return { result: { items, nextCursor: null }, ids: items.map(({ id }) => id) };
          }),
        );
      },
    }),
  ];
}
