import { createGunzip } from 'node:zlib';
import { pipeline } from 'node:stream';
import { Type } from '@sinclair/typebox';
import { invalidQuery, malformed, notFound, unsupportedMediaType } from '../../errors/common.js';
import type { Database } from '../../database/database.js';
import type { Tx } from '../../database/transaction.js';
import type { Actor, Role } from '../../http/actor.js';
import { claim, remember } from '../../http/idempotency.js';
import { decodeCursor, toPage } from '../../http/list.js';
import { accepted, ok, read, type Context, type Reply, type Route } from '../../http/route.js';
import { choice, closed, nullable, pageOf, paging, instant } from '../../http/schema.js';
import { isId, sha256 } from '../../ids.js';
import type { Clock } from '../../time/clock.js';
import { encodingOfCharset, type TextEncodingName } from '../encoding.js';
import { compileMapping } from '../mapping/compile.js';
import type { MappingDefinition } from '../mapping/definition.js';
import { IntakeFileError } from '../problems.js';
import { fileRefused, mappingNotForFormat, unknownMapping } from './file-problems.js';
import { chunksFrom, findImport, importStates, listImports, type FileImport } from './import-store.js';
import type { Mappings } from './mappings.js';
import { rejectionsFile } from './rejections.js';
import { readHeader } from './steps.js';
import type { ImportTarget } from './target.js';
import { discard, enqueue, receive, type Received } from './upload.js';

/** Appends to the audit trail, in the transaction of the act. */
export type ImportAudit = (
  tx: Tx,
  actor: Actor,
  entry: {
    action: string;
    subject: { kind: string; id: string };
    requestId?: string;
    details?: Record<string, unknown>;
    digest?: Buffer;
  },
) => Promise<void>;

export interface ImportRouteParts {
  mappings: Mappings;
  clock: Clock;
  zone: string;
  audit: ImportAudit;
  /** Tells the worker that there is something to do. */
  wake(): void;
}

const CSV = 'text/csv';
const NDJSON = 'application/x-ndjson';
const XML = 'application/xml';

/** A sender that gives nothing for so long is gone. */
const SILENCE_MS = 120_000;

const FOLLOWERS: readonly Role[] = [
  'compliance-officer',
  'compliance-manager',
  'core-banking',
  'auditor',
  'administrator',
];

const importAnswer = closed(
  {
    id: Type.String(),
    state: choice(importStates),
    dryRun: Type.Boolean(),
    format: choice(['csv', 'ndjson']),
    mapping: nullable(Type.String()),
    encoding: choice(['utf-8', 'gb18030']),
    size: Type.Integer({ description: 'Bytes of the file' }),
    processed: Type.Integer({ description: 'Bytes of it that are settled' }),
    read: Type.Integer({ description: 'Records read: accepted, duplicates and rejected' }),
    accepted: Type.Integer(),
    duplicates: Type.Integer(),
    rejected: Type.Integer(),
    rejections: Type.String({ description: 'Where the file of rejected records is' }),
    failure: nullable(closed({ code: Type.String(), message: Type.String() })),
    warnings: Type.Array(closed({ code: Type.String(), message: Type.String() })),
    createdBy: Type.String(),
    createdAt: instant(),
    startedAt: nullable(instant()),
    finishedAt: nullable(instant()),
  },
  { description: 'A file being taken in, and how far it is' },
);

const UNTERMINATED = {
  en: 'The file does not end with a line end. If it was cut, the last value may be short.',
  zh: '文件末尾没有换行符。若文件被截断，最后一个值可能不完整。',
};

function present(found: FileImport, path: string, language: 'en' | 'zh') {
  const { failure, mapping, actor } = found;
  const done = found.state === 'completed';
  return {
    id: found.id,
    state: found.state,
    dryRun: found.dryRun,
    format: found.format,
    mapping: mapping?.name ?? null,
    encoding: found.encoding,
    size: found.size,
    processed: done ? found.size : found.position,
    read: found.read,
    accepted: found.accepted,
    duplicates: found.duplicates,
    rejected: found.rejected,
    rejections: `/api/v1${path}/${found.id}/rejections`,
    failure: failure && { code: failure.code, message: failure.message[language] },
    warnings: found.unterminated && done ? [{ code: 'unterminated', message: UNTERMINATED[language] }] : [],
    createdBy: actor.name,
    createdAt: found.createdAt.toISOString(),
    startedAt: found.startedAt?.toISOString() ?? null,
    finishedAt: found.finishedAt?.toISOString() ?? null,
  };
}

/** The routes of the imports of one kind: send a file, follow it, fetch what was rejected. */
export function importRoutes(target: ImportTarget, parts: ImportRouteParts): Route[] {
  const { path, tag } = target;
  const params = closed({ id: Type.String({ maxLength: 64 }) });
  const find = async (db: Database, id: string) => {
    const found = isId(id) ? await findImport(db, target.kind, id) : undefined;
    if (!found) throw notFound();
    return found;
  };
  return [
    read({
      method: 'post',
      path,
      summary: `Import a file of ${target.kind}: CSV by a mapping, or NDJSON in the form of the API`,
      tag,
      roles: target.senders,
      query: closed({
        mapping: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
        dryRun: Type.Optional(Type.Boolean({ default: false, description: 'Do everything, keep nothing' })),
      }),
      rawBody: [CSV, NDJSON, XML],
      responses: { 202: closed({ id: Type.String() }) },
      handle: (context) => takeIn(context, target, parts),
    }),
    read({
      method: 'get',
      path,
      summary: `Imports of ${target.kind}, newest first`,
      tag,
      roles: FOLLOWERS,
      query: closed({ ...paging, state: Type.Optional(choice(importStates)) }),
      responses: { 200: pageOf(importAnswer) },
      handle: async ({ db, query: { limit = 50, cursor, state }, language }) => {
        const before = cursor === undefined ? undefined : String(decodeCursor(cursor, 1)[0]);
        if (before !== undefined && !isId(before)) throw invalidQuery();
        const rows = await listImports(db, target.kind, { state, before, limit: limit + 1 });
        return ok(
          toPage(
            rows,
            limit,
            (row) => present(row, path, language),
            (row) => [row.id],
          ),
        );
      },
    }),
    read({
      method: 'get',
      path: `${path}/{id}`,
      summary: 'How far an import is',
      tag,
      roles: FOLLOWERS,
      params,
      responses: { 200: importAnswer },
      handle: async ({ db, params: { id }, language }) => ok(present(await find(db, id), path, language)),
    }),
    read({
      method: 'get',
      path: `${path}/{id}/rejections`,
      summary: 'The rejected records of an import as CSV, with line, code, column, pointer, message and text',
      tag,
      roles: FOLLOWERS.filter((role) => role !== 'administrator'),
      params,
      produces: [CSV],
      responses: { 200: null },
      handle: async ({ db, params: { id }, language, actor, requestId }) => {
        const found = await find(db, id);
        await db.inTransaction((tx) =>
          parts.audit(tx, actor, {
            action: 'import.rejections-read',
            subject: { kind: 'import', id: found.id },
            requestId,
            details: { rejected: found.rejected },
          }),
        );
        return {
          status: 200,
          stream: rejectionsFile(db, found.id, language),
          headers: {
            'Content-Type': 'text/csv; charset=utf-8; header=present',
            'Content-Disposition': `attachment; filename="rejections-${found.id}.csv"`,
          },
        };
      },
    }),
  ];
}

type Sent = Context<unknown, { mapping?: string; dryRun?: boolean }, unknown>;

async function takeIn(context: Sent, target: ImportTarget, parts: ImportRouteParts): Promise<Reply> {
  const { db, request, query, actor } = context;
  const format = formatOf(context);
  const mapping = await mappingOf(context, format, target, parts.mappings);
  const key = request.get('idempotency-key');
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key)) throw malformed();
  const received = await receive(
    db,
    bodyOf(context),
    {
      kind: target.kind,
      dryRun: query.dryRun ?? false,
      format,
      mapping,
      actor,
      encoding: charsetOf(context),
    },
    parts.clock,
  );
  try {
    const at = await startOf(db, received, mapping, target, parts.zone);
    const reply = await db.inTransaction(async (tx): Promise<Reply> => {
      const keep = key !== undefined && {
        scope: `${actor.id} post ${target.path}`,
        key,
        digest: sha256(
          Buffer.concat([
            received.sha256,
            Buffer.from(JSON.stringify([query.mapping, query.dryRun, format])),
          ]),
        ),
        now: parts.clock.now(),
      };
      const earlier = keep ? await claim(tx, keep) : undefined;
      if (earlier) return earlier;
      await enqueue(tx, received, at);
      await parts.audit(tx, actor, {
        action: 'import.received',
        subject: { kind: 'import', id: received.id },
        requestId: context.requestId,
        details: {
          kind: target.kind,
          size: received.size,
          mapping: mapping?.name ?? null,
          dryRun: query.dryRun ?? false,
        },
        digest: received.sha256,
      });
      const answer = accepted({ id: received.id });
      if (keep) await remember(tx, keep, answer);
      tx.afterCommit(() => parts.wake());
      return answer;
    });
    if ((reply.body as { id: string }).id !== received.id) await discard(db, received.id);
    return reply;
  } catch (error) {
    await discard(db, received.id).catch(() => undefined);
    throw error instanceof IntakeFileError ? fileRefused(error.problem) : error;
  }
}

async function startOf(
  db: Database,
  { id, size, encoding, start }: Received,
  definition: MappingDefinition | null,
  target: ImportTarget,
  zone: string,
) {
  if (definition === null) return { position: start, line: 1, header: null };
  const mapping = compileMapping(definition, { target: target.schema, zone });
  return readHeader(chunksFrom(db, { id, position: start, size }), encoding, start, mapping);
}

function formatOf({ request }: Sent): 'csv' | 'ndjson' {
  if (request.is(CSV)) return 'csv';
  if (request.is(NDJSON)) return 'ndjson';
  throw unsupportedMediaType({
    detail: {
      en: `${XML} (ISO 20022) is not taken in yet. Send ${CSV} or ${NDJSON}.`,
      zh: `暂不支持 ${XML}（ISO 20022）。请发送 ${CSV} 或 ${NDJSON}。`,
    },
  });
}

function charsetOf({ request }: Sent): TextEncodingName | undefined {
  const charset = /;\s*charset=("?)([^";\s]+)\1/i.exec(request.get('content-type') ?? '')?.[2];
  if (charset === undefined) return undefined;
  const encoding = encodingOfCharset(charset);
  if (typeof encoding === 'string') return encoding;
  throw fileRefused(encoding.problem);
}

/** The body as it is read; a refusal in its middle leaves the connection open for the answer. */
function bodyOf({ request }: Sent): AsyncIterable<Buffer> {
  request.setTimeout(SILENCE_MS, () => {
    request.destroy(Object.assign(new Error('the sender fell silent'), { code: 'ECONNRESET' }));
  });
  const coding = (request.get('content-encoding') ?? 'identity').toLowerCase();
  if (coding === 'identity') return request.iterator({ destroyOnReturn: false });
  if (coding !== 'gzip') {
    throw unsupportedMediaType({
      detail: { en: 'The only content encoding taken is gzip.', zh: '内容编码仅支持 gzip。' },
    });
  }
  // A fault of either end destroys the other and is met by whoever reads.
  return pipeline(request, createGunzip(), () => undefined).iterator({ destroyOnReturn: false });
}

async function mappingOf(
  { db, query }: Sent,
  format: 'csv' | 'ndjson',
  target: ImportTarget,
  mappings: Mappings,
): Promise<MappingDefinition | null> {
  if (format === 'ndjson') {
    if (query.mapping !== undefined) throw mappingNotForFormat();
    return null;
  }
  const found = await mappings.find(db, query.mapping ?? target.defaultMapping);
  if (found?.definition.kind !== target.kind) throw unknownMapping();
  return found.definition;
}
