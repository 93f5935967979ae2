import type { Static } from '@sinclair/typebox';
import {
  created,
  ok,
  problems,
  read,
  schema,
  write,
  type Actor,
  type Context,
  type Role,
  type Route,
  type Tx,
} from '../../platform/index.js';
import { branchScope } from '../../access/index.js';
import { NoticeActions } from './actions.js';
import { letterRoutes } from './letter/routes.js';
import { NoticeQueries } from './queries.js';
import { Receipts } from './receipts.js';
import {
  channelAnswer,
  handoverBody,
  noticeAnswer,
  noticeBody,
  noticeQuery,
  noticeSummary,
  receiptsAnswer,
  receiptsBody,
  returnBody,
} from './schemas.js';
import type { Notices } from './service.js';

const tag = 'Notices';
const READERS: readonly Role[] = ['teller', 'compliance-officer', 'compliance-manager', 'auditor'];
const WORKERS: readonly Role[] = ['teller', 'compliance-officer', 'compliance-manager'];
const params = schema.closed({ id: schema.identifier() });

/** The routes of notices to customers. */
export function noticeRoutes(notices: Notices, quietHours: string): Route[] {
  const queries = new NoticeQueries(notices.parts);
  const actions = new NoticeActions(notices.parts);
  return [
    ...reading(notices, queries, quietHours),
    ...ordering(notices, queries),
    ...acting(queries, actions),
    ...letterRoutes(notices, queries, actions),
    receiptRoute(notices),
  ];
}

function reading(notices: Notices, queries: NoticeQueries, quietHours: string): Route[] {
  const { audit, channels } = notices.parts;
  return [
    read({
      method: 'get',
      path: '/notices',
      summary: 'Notices to customers, newest first; a branch sees those of its own customers',
      tag,
      roles: READERS,
      query: noticeQuery,
      responses: { 200: schema.pageOf(noticeSummary) },
      handle: async (context) => {
        const { limit = 50, cursor, ...filters } = context.query;
        const paging = { limit, ...(cursor === undefined ? {} : { cursor }) };
        return ok(
          await audit.reading(
            context,
            (tx) => queries.list(tx, context.actor, filters, paging),
            ({ items }) => ({
              action: 'notices.listed',
              subject: { kind: 'notice-list', id: context.requestId },
              details: { notices: items.map(({ id }) => id) },
            }),
          ),
        );
      },
    }),
    read({
      method: 'get',
      path: '/notices/{id}',
      summary: 'One notice: what it says and how it was sent',
      tag,
      roles: READERS,
      params,
      responses: { 200: noticeAnswer },
      handle: async (context) =>
        ok(
          await audit.reading(
            context,
            (tx) => queries.get(tx, context.actor, context.params.id),
            ({ id }) => ({ action: 'notice.read', subject: { kind: 'notice', id } }),
          ),
        ),
    }),
    read({
      method: 'get',
      path: '/notice-channels',
      summary: 'Which channels are set up, and how many notices wait for one',
      tag,
      roles: ['compliance-officer', 'compliance-manager', 'auditor', 'administrator'],
      responses: { 200: channelAnswer },
      handle: async ({ db }) => {
        const waiting = await queries.waiting(db);
        const items = (['sms', 'email'] as const).map((channel) => ({
          channel,
          configured: channels.has(channel),
          waiting: waiting.get(channel) ?? 0,
        }));
        return ok({ items, quietHours });
      },
    }),
  ];
}

function receiptRoute(notices: Notices): Route {
  const receipts = new Receipts(notices.parts);
  return write({
    method: 'post',
    path: '/notice-receipts',
    summary: 'What the gateway or the mail server says of messages it had taken: delivered, or come back',
    tag,
    roles: ['core-banking'],
    body: receiptsBody,
    responses: { 200: receiptsAnswer },
    write: async ({ actor, body, requestId }, tx) => {
      const outcomes = await receipts.record(tx, actor, body.receipts, requestId);
      const items = body.receipts.map(({ providerId }, at) => ({ providerId, outcome: outcomes[at]! }));
      return ok({ items });
    },
  });
}

function ordering(notices: Notices, queries: NoticeQueries): Route[] {
  return [
    write({
      method: 'post',
      path: '/notices',
      summary: 'Ask a customer for information; once a day for each template',
      tag,
      roles: WORKERS,
      body: noticeBody,
      responses: { 201: noticeAnswer },
      write: async ({ actor, body: { customerNumber, template, variables } }, tx) => {
        const customerKey = await keyOf(tx, actor, customerNumber);
        const faults = notices.faultsOf(template, variables);
        if (faults.length > 0)
          throw problems.invalidBody({
            faults: faults.map((fault) => ({
              pointer: `/variables/${fault.split(' ')[0]}`,
              code: 'missing-variable',
              message: { en: 'is needed for this template', zh: '该模板需要此项' },
            })),
          });
        const [queued] = await notices.queue(tx, actor, [{ customerKey, template, variables }]);
        return created(await queries.get(tx, actor, queued!.id));
      },
    }),
  ];
}

/** The key of a customer the actor may serve; one of another branch is as unknown as one that is not there. */
async function keyOf(tx: Tx, actor: Actor, customerNumber: string): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    'SELECT id FROM customer_view WHERE customer_number = $1 AND ($2::text IS NULL OR branch = $2)',
    [customerNumber, branchScope(actor) ?? null],
  );
  if (row) return row.id;
  throw problems.invalidBody({
    faults: [
      {
        pointer: '/customerNumber',
        code: 'unknown-customer',
        message: { en: 'is no customer you may see', zh: '不是您可查看的客户' },
      },
    ],
  });
}

function acting(queries: NoticeQueries, actions: NoticeActions): Route[] {
  type Act<B> = (tx: Tx, context: Context<B, unknown, { id: string }>) => Promise<void>;
  const done =
    <B>(act: Act<B>) =>
    async (context: Context<B, unknown, { id: string }>, tx: Tx) => {
      const { actor, params } = context;
      await queries.find(tx, actor, params.id);
      await act(tx, context);
      return ok(await queries.get(tx, actor, params.id));
    };
  const common = { method: 'post', tag, roles: WORKERS, params, responses: { 200: noticeAnswer } } as const;
  return [
    write({
      ...common,
      path: '/notices/{id}/retry',
      summary: 'Try again now, by every way the customer agreed to',
      write: done((tx, { actor, params, requestId }) => actions.retry(tx, actor, params.id, requestId)),
    }),
    write({
      ...common,
      path: '/notices/{id}/returns',
      summary: 'It came back: go on to the next way',
      body: returnBody,
      roles: [...WORKERS, 'core-banking'],
      write: done<Static<typeof returnBody>>((tx, { actor, params, body, requestId }) =>
        actions.returned(tx, actor, params.id, body.reason, requestId),
      ),
    }),
    write({
      ...common,
      path: '/notices/{id}/handover',
      summary: 'The branch gave or sent the letter to the customer',
      body: handoverBody,
      write: done<Static<typeof handoverBody>>((tx, { actor, params, body, requestId }) =>
        actions.handedOver(tx, actor, params.id, body, requestId),
      ),
    }),
  ];
}
