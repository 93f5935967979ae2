import {
  ok,
  problems,
  read,
  schema,
  write,
  type Language,
  type Reply,
  type Route,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Customers } from '../service.js';
import { customerEventAnswer, customerEventResult, customerEventsBody, MOST_EVENTS } from './schemas.js';
import type { CustomerEvents, EventOutcome } from './service.js';

const tag = 'Customers';
const BODY_LIMIT = 8 * 1_048_576;

/** What happened to customers elsewhere, and what is known of one of them. */
export function customerEventRoutes(parts: {
  events: CustomerEvents;
  customers: Customers;
  audit: AuditTrail;
}): Route[] {
  const { events, customers, audit } = parts;
  return [
    write({
      method: 'post',
      path: '/customer-events',
      summary: 'Report what happened to customers elsewhere, one event or many; each is recorded once',
      tag,
      roles: ['core-banking', 'compliance-officer', 'compliance-manager'],
      body: customerEventsBody,
      selfValidated: true,
      bodyLimit: BODY_LIMIT,
      responses: { 200: customerEventResult },
      write: async ({ actor, body, language, requestId }, tx) => {
        const { lines, single } = linesOf(body);
        return toReply(await events.record(tx, actor, lines, requestId), single, language);
      },
    }),
    read({
      method: 'get',
      path: '/customers/{id}/events',
      summary: 'What happened to a customer elsewhere, newest first',
      tag,
      roles: ['compliance-officer', 'compliance-manager', 'auditor'],
      params: schema.closed({ id: schema.identifier() }),
      query: schema.closed(schema.paging),
      responses: { 200: schema.pageOf(customerEventAnswer) },
      handle: async ({ actor, db, params: { id }, query, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const customer = await customers.get(tx, actor, id);
            await audit.append(tx, actor, {
              action: 'customer.events-read',
              subject: { kind: 'customer', id: customer.id },
              requestId,
            });
            return events.list(tx, customer.key, query);
          }),
        ),
    }),
  ];
}

function linesOf(body: unknown): { lines: readonly unknown[]; single: boolean } {
  const refused = (pointer: string, code: string, en: string, zh: string) =>
    problems.invalidBody({ faults: [{ pointer, code, message: { en, zh } }] });
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    throw refused(
      '',
      'wrong-type',
      'must be one event, or {"events": [...]}',
      '应为一个事件，或 {"events": [...]}',
    );
  const list = (body as Record<string, unknown>)['events'];
  if (list === undefined) return { lines: [body], single: true };
  const extra = Object.keys(body).find((key) => key !== 'events');
  if (extra !== undefined)
    throw refused(
      `/${extra.slice(0, 100)}`,
      'unknown-field',
      'is not a field of a batch',
      '不是批量报送的字段',
    );
  if (!Array.isArray(list)) throw refused('/events', 'wrong-type', 'must be an array', '应为数组');
  if (list.length > MOST_EVENTS) throw problems.tooLarge();
  return { lines: list, single: false };
}

function toReply(outcomes: readonly EventOutcome[], single: boolean, language: Language): Reply {
  const [first] = outcomes;
  if (single && first?.problem) throw problems.invalidBody({ faults: [first.problem] });
  const count = (status: EventOutcome['status']) => outcomes.filter((one) => one.status === status).length;
  return ok({
    accepted: count('accepted'),
    duplicates: count('duplicate'),
    rejected: count('rejected'),
    results: outcomes.map(({ problem, ...rest }, at) => ({
      ...(single ? {} : { line: at + 1 }),
      ...rest,
      ...(problem
        ? { problem: { code: problem.code, pointer: problem.pointer, message: problem.message[language] } }
        : {}),
    })),
  });
}
