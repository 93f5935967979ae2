import { Type } from '@sinclair/typebox';
import {
  assertKey,
  claim,
  ok,
  problems,
  read,
  remember,
  schema,
  sha256,
  type BankDays,
  type Clock,
  type Context,
  type Language,
  type Reply,
  type Route,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { IngestQueue } from './ingest/queue.js';
import { prepareLine, type IngestLine, type LineResult } from './ingest/line.js';
import type { LedgerQueries } from './queries.js';
import { ingestResultSchema, MOST_LINES, transactionQuery, transactionsBody } from './schemas.js';

const NDJSON = 'application/x-ndjson';
const BODY_LIMIT = 64 * 1_048_576;

interface Parts {
  queue: IngestQueue;
  queries: LedgerQueries;
  days: BankDays;
  clock: Clock;
  audit: AuditTrail;
}

function readNdjson(text: string): { raw: unknown; line: number }[] {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  return lines.flatMap((content, i) => {
    if (content.trim() === '') return [];
    try {
      return [{ raw: JSON.parse(content) as unknown, line: i + 1 }];
    } catch {
      return [{ raw: undefined, line: i + 1 }];
    }
  });
}

/** The lines of a body in any of its three forms; a lone transaction has no line number. */
function linesOf(
  body: unknown,
  ndjson: boolean,
  days: BankDays,
  now: Date,
): { lines: IngestLine[]; single: boolean } {
  if (ndjson && typeof body === 'string') {
    const raw = readNdjson(body);
    if (raw.length > MOST_LINES) throw tooManyLines();
    return { lines: raw.map(({ raw: value, line }) => prepareLine(value, days, now, line)), single: false };
  }
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw problems.invalidBody({
      faults: [
        {
          pointer: '',
          code: 'wrong-type',
          message: {
            en: 'must be one transaction, or {"transactions": [...]}',
            zh: '应为一笔交易，或 {"transactions": [...]}',
          },
        },
      ],
    });
  }
  const list = (body as Record<string, unknown>)['transactions'];
  if (list === undefined) return { lines: [prepareLine(body, days, now)], single: true };
  const extra = Object.keys(body).find((key) => key !== 'transactions');
  if (!Array.isArray(list) || extra !== undefined) {
    throw problems.invalidBody({
      faults: [
        extra !== undefined
          ? {
              pointer: `/${extra.slice(0, 100)}`,
              code: 'unknown-field',
              message: { en: 'is not a field of a batch', zh: '不是批量报送的字段' },
            }
          : {
              pointer: '/transactions',
              code: 'wrong-type',
              message: { en: 'must be an array', zh: '应为数组' },
            },
      ],
    });
  }
  if (list.length > MOST_LINES) throw tooManyLines();
  return { lines: list.map((raw: unknown, i) => prepareLine(raw, days, now, i + 1)), single: false };
}

function tooManyLines(): Error {
  return problems.tooLarge({
    detail: {
      en: `A request may hold ${MOST_LINES} transactions at most. Split it, or use an import.`,
      zh: `一次请求最多 ${MOST_LINES} 笔交易，请拆分或使用文件导入。`,
    },
  });
}

function toReply(
  results: readonly LineResult[],
  single: boolean,
  language: Language,
  mayKnowAlerts: boolean,
): Reply {
  const count = (status: LineResult['status']): number =>
    results.filter((result) => result.status === status).length;
  const body = {
    accepted: count('accepted'),
    duplicates: count('duplicate'),
    rejected: count('rejected'),
    results: results.map(({ problem, alerts, ...rest }) => ({
      ...rest,
      ...(problem
        ? { problem: { code: problem.code, pointer: problem.pointer, message: problem.message[language] } }
        : {}),
      alerts: mayKnowAlerts ? alerts : [],
    })),
  };
  return { status: single && body.rejected === 1 ? 422 : 200, body };
}

const readers = ['compliance-officer', 'compliance-manager', 'auditor', 'core-banking'] as const;

export function transactionRoutes({ queue, queries, days, clock, audit }: Parts): Route[] {
  const store = async (context: Context<unknown, unknown>): Promise<Reply> => {
    const { lines, single } = linesOf(context.body, Boolean(context.request.is(NDJSON)), days, clock.now());
    const request = { lines, actor: context.actor, requestId: context.requestId };
    const answer = (results: LineResult[]): Reply => toReply(results, single, context.language, true);
    const key = context.request.get('idempotency-key');
    if (key === undefined) return answer(await queue.submit(request));
    assertKey(key);
    await queue.prepare(lines);
    return context.db.inTransaction(async (tx) => {
      const keep = {
        scope: `${context.actor.id} post /transactions`,
        key,
        digest: digestOf(context),
        now: clock.now(),
      };
      const earlier = await claim(tx, keep);
      if (earlier) return earlier;
      const reply = answer(await queue.within(tx, request));
      await remember(tx, keep, reply);
      return reply;
    });
  };
  return [
    read({
      method: 'post',
      path: '/transactions',
      summary: 'Store one transaction or a batch; answers when all that is accepted is durable and evaluated',
      tag: 'Transactions',
      roles: ['core-banking'],
      body: transactionsBody,
      selfValidated: true,
      textBody: [NDJSON],
      bodyLimit: BODY_LIMIT,
      responses: { 200: ingestResultSchema, 422: ingestResultSchema },
      handle: store,
    }),
    read({
      method: 'get',
      path: '/transactions',
      summary: 'Transactions, newest first',
      tag: 'Transactions',
      roles: readers,
      query: transactionQuery,
      responses: { 200: schema.pageOf(Type.Object({ id: Type.String() }, { additionalProperties: true })) },
      handle: async ({ query, db, actor, requestId }) => {
        const page = await queries.list(query);
        await db.inTransaction((tx) =>
          audit.append(tx, actor, {
            action: 'transactions.listed',
            subject: { kind: 'transaction-list', id: requestId },
            details: { transactions: page.items.map(({ id }) => id) },
            requestId,
          }),
        );
        return ok(page);
      },
    }),
    read({
      method: 'get',
      path: '/transactions/{id}',
      summary: 'One transaction with its exemptions',
      tag: 'Transactions',
      roles: readers,
      responses: { 200: Type.Object({ id: Type.String() }, { additionalProperties: true }) },
      handle: async ({ params, db, actor, requestId }) => {
        const id = params['id']!;
        const found = await queries.get(id);
        await db.inTransaction((tx) =>
          audit.append(tx, actor, {
            action: 'transaction.read',
            subject: { kind: 'transaction', id },
            requestId,
          }),
        );
        return ok(found);
      },
    }),
  ];
}

function digestOf({ request, body }: Context<unknown, unknown>): Buffer {
  return (request as { rawDigest?: Buffer }).rawDigest ?? sha256(JSON.stringify(body));
}
