import {
  complianceRoles,
  created,
  idFromPath,
  ok,
  read,
  schema,
  write,
  type Actor,
  type BankDays,
  type Clock,
  type Role,
  type Route,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { maySeeCustomer } from '../reviews/index.js';
import { getObjection, listObjections, objectionsOf } from './queries.js';
import { checkBody, decisionBody, objectionAnswer, objectionBody, objectionQuery } from './schemas.js';
import type { Objections } from './service.js';

const READERS: readonly Role[] = ['teller', ...complianceRoles, 'auditor'];
const tag = 'Objections';
const params = schema.closed({ id: schema.identifier() });

/** Objections: written down where the customer makes them, decided and answered by compliance. */
export function objectionRoutes(parts: {
  objections: Objections;
  audit: AuditTrail;
  clock: Clock;
  days: BankDays;
}): Route[] {
  const { objections, audit, clock, days } = parts;
  const today = () => days.dayOf(clock.now());
  const check = (
    path: 'approval' | 'refusal',
    summary: string,
    work: (tx: Tx, actor: Actor, id: string, note: string, requestId: string) => Promise<void>,
  ): Route =>
    write({
      method: 'post',
      path: `/objections/{id}/${path}`,
      summary,
      tag,
      roles: ['compliance-manager'],
      params,
      body: checkBody,
      responses: { 200: objectionAnswer },
      write: async ({ actor, params: { id }, body, requestId }, tx) => {
        await work(tx, actor, idFromPath(id), body.note, requestId);
        return ok(await getObjection(tx, actor, id, today()));
      },
    });

  return [
    write({
      method: 'post',
      path: '/customers/{id}/objections',
      summary: "Write down a customer's objection to a measure; the days for the answer run from its receipt",
      tag,
      roles: ['teller', ...complianceRoles],
      params,
      body: objectionBody,
      responses: { 201: objectionAnswer },
      write: async ({ actor, params: { id: customer }, body, requestId }, tx) => {
        const id = await objections.receive(tx, actor, customer, body, requestId);
        return created(await getObjection(tx, actor, id, today()));
      },
    }),
    read({
      method: 'get',
      path: '/customers/{id}/objections',
      summary: 'Objections of a customer, newest first',
      tag,
      roles: READERS,
      params,
      responses: { 200: schema.pageOf(objectionAnswer) },
      handle: async (context) => {
        const { actor, params } = context;
        const items = await audit.reading(
          context,
          async (tx) => {
            const { key } = await maySeeCustomer(tx, actor, params.id);
            return objectionsOf(tx, actor, key, today());
          },
          { action: 'objections.read', subject: { kind: 'customer', id: params.id } },
        );
        return ok({ items, nextCursor: null });
      },
    }),
    read({
      method: 'get',
      path: '/objections',
      summary: 'Objections by the day their answer is due; a branch sees those of its customers',
      tag,
      roles: READERS,
      query: objectionQuery,
      responses: { 200: schema.pageOf(objectionAnswer) },
      handle: async (context) =>
        ok(
          await audit.reading(context, (tx) => listObjections(tx, context.actor, context.query, today()), {
            action: 'objections.read',
            subject: { kind: 'objection-list', id: context.requestId },
          }),
        ),
    }),
    read({
      method: 'get',
      path: '/objections/{id}',
      summary: 'One objection with its answer; for compliance also how it came about',
      tag,
      roles: READERS,
      params,
      responses: { 200: objectionAnswer },
      handle: async (context) =>
        ok(
          await audit.reading(context, (tx) => getObjection(tx, context.actor, context.params.id, today()), {
            action: 'objections.read',
            subject: { kind: 'objection', id: context.params.id },
          }),
        ),
    }),
    write({
      method: 'post',
      path: '/objections/{id}/decisions',
      summary: 'Propose a decision with the answer to the customer; a second person approves it',
      tag,
      roles: complianceRoles,
      params,
      body: decisionBody,
      responses: { 201: objectionAnswer },
      write: async ({ actor, params: { id }, body, requestId }, tx) => {
        await objections.propose(tx, actor, idFromPath(id), body, requestId);
        return created(await getObjection(tx, actor, id, today()));
      },
    }),
    check(
      'approval',
      'Approve a decision: the customer is answered, and an upheld restriction ends',
      (...given) => objections.approve(...given),
    ),
    check('refusal', 'Give a decision back to be made again', (...given) => objections.giveBack(...given)),
  ];
}
