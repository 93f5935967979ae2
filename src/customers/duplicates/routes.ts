import { Type } from '@sinclair/typebox';
import {
  accepted,
  ok,
  problems,
  read,
  schema,
  write,
  type Language,
  type Role,
  type Route,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { reasonText, type ReasonCode } from './domain/score.js';
import type { Pair } from './pairs.js';
import { lastScan, requestScan } from './scan.js';
import * as schemas from './schemas.js';
import type { Duplicates, DuplicateParts } from './service.js';

const tag = 'Customers';
const TYPISTS: readonly Role[] = ['teller', 'compliance-officer', 'compliance-manager', 'core-banking'];
const DECIDERS: readonly Role[] = ['compliance-officer', 'compliance-manager'];
const READERS: readonly Role[] = [...DECIDERS, 'auditor'];

const reasonsIn = (language: Language, codes: readonly ReasonCode[]) =>
  codes.map((code) => ({ code, message: reasonText(code)[language] }));
const shown = (pair: Pair, language: Language) => ({
  ...pair,
  reasons: reasonsIn(language, pair.reasons),
});

/** The routes about customers who may be one and the same. */
export function duplicateRoutes(
  duplicates: Duplicates,
  { audit, clock }: Pick<DuplicateParts, 'clock'> & { audit: AuditTrail },
): Route[] {
  return [
    read({
      method: 'post',
      path: '/customer-duplicate-checks',
      summary: 'Find customers who may be the one that is being typed, best first; of other branches masked',
      tag,
      roles: TYPISTS,
      body: schemas.duplicateCheckBody,
      responses: { 200: schemas.duplicateMatches },
      handle: async ({ actor, body: { except, ...facts }, db, language, requestId }) => {
        const matches = await db.inTransaction(async (tx) => {
          const { shown, seen } = await duplicates.check(tx, actor, facts, except);
          // Nothing found is nothing seen, and a form asks at every pause.
          if (seen.length > 0)
            await audit.append(tx, actor, {
              action: 'customers.duplicates-checked',
              subject: { kind: 'customer-list', id: requestId },
              details: { customers: seen },
              requestId,
            });
          return shown;
        });
        return ok({
          matches: matches.map((match) => ({ ...match, reasons: reasonsIn(language, match.reasons) })),
        });
      },
    }),
    read({
      method: 'get',
      path: '/customer-duplicates',
      summary: 'List pairs of customers who may be one, the most likely first',
      tag,
      roles: READERS,
      query: schema.closed({
        status: Type.Optional(schema.choice(schemas.duplicateStatuses)),
        ...schema.paging,
      }),
      responses: { 200: schema.pageOf(schemas.duplicatePair) },
      handle: async ({ actor, db, query, language, requestId }) => {
        const page = await db.inTransaction(async (tx) => {
          const found = await duplicates.list(tx, query);
          await audit.append(tx, actor, {
            action: 'customer-duplicates.listed',
            subject: { kind: 'customer-list', id: requestId },
            details: { customers: found.items.flatMap(({ customers }) => customers.map(({ id }) => id)) },
            requestId,
          });
          return found;
        });
        return ok({ ...page, items: page.items.map((pair) => shown(pair, language)) });
      },
    }),
    write({
      method: 'post',
      path: '/customer-duplicates/{id}/decisions',
      summary: 'Decide whether a pair is one customer; it is not proposed again',
      tag,
      roles: DECIDERS,
      params: schema.closed({ id: schema.identifier() }),
      body: schemas.pairDecision,
      responses: { 200: schemas.duplicatePair },
      write: async ({ actor, body, params, language, requestId }, tx) =>
        ok(shown(await duplicates.decide(tx, actor, { ...params, ...body, requestId }), language)),
    }),
    write({
      method: 'post',
      path: '/customer-duplicate-scans',
      summary: 'Look for duplicates among all customers, in the background',
      tag,
      roles: DECIDERS,
      responses: { 202: schemas.duplicateScan },
      write: async ({ actor }, tx) => accepted(await requestScan(tx, actor, { audit, clock })),
    }),
    read({
      method: 'get',
      path: '/customer-duplicate-scans/latest',
      summary: 'How far the latest search for duplicates among all customers is',
      tag,
      roles: READERS,
      responses: { 200: schemas.duplicateScan },
      handle: async ({ db }) => {
        const scan = await lastScan(db);
        if (!scan) throw problems.notFound();
        return ok(scan);
      },
    }),
  ];
}
