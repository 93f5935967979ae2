import { createHash } from 'node:crypto';
import type { Database } from '../../database/database.js';
import type { Tx } from '../../database/transaction.js';
import type { Actor } from '../../http/actor.js';
import { tooLarge } from '../../errors/common.js';
import { newId } from '../../ids.js';
import type { Clock } from '../../time/clock.js';
import { EncodingDetector, type TextEncodingName } from '../encoding.js';
import { intakeProblem } from '../problems.js';
import type { MappingDefinition } from '../mapping/definition.js';
import { fileRefused, uploadBroken } from './file-problems.js';
import type { ImportKind } from './target.js';

export interface Upload {
  kind: ImportKind;
  dryRun: boolean;
  format: 'csv' | 'ndjson';
  mapping: MappingDefinition | null;
  actor: Actor;
  /** From the `charset` of the content type; decides over detection. */
  encoding: TextEncodingName | undefined;
}

/** A file that lies whole in the database, not yet queued. */
export interface Received {
  id: string;
  size: number;
  sha256: Buffer;
  encoding: TextEncodingName;
  /** Where the first record starts: after the byte order mark. */
  start: number;
}

const CHUNK = 1_048_576;
/** Above this a file is a mistake; it can be split. */
const MOST_BYTES = 16 * 1024 ** 3;
/** An upload that has not grown for so long is dead. */
const DEAD_AFTER_SECONDS = 600;

/**
 * Streams a body into the database in chunks, so that any process can work on it and it survives a crash. The next
 * bytes are asked for only when a chunk is stored. Whatever goes wrong, nothing is kept; what a crash leaves behind
 * is swept up later.
 */
export async function receive(
  db: Database,
  body: AsyncIterable<Buffer>,
  upload: Upload,
  clock: Clock,
): Promise<Received> {
  const now = clock.now();
  const id = newId(now.getTime());
  await db.query(
    `INSERT INTO file_import (id, kind, state, dry_run, format, mapping, actor, created_at, received_at)
     VALUES ($1, $2, 'receiving', $3, $4, $5, $6, $7, clock_timestamp())`,
    [
      id,
      upload.kind,
      upload.dryRun,
      upload.format,
      upload.mapping && JSON.stringify(upload.mapping),
      JSON.stringify(upload.actor),
      now,
    ],
  );
  try {
    return await store(db, id, body, upload.encoding);
  } catch (error) {
    await discard(db, id).catch(() => undefined);
    throw isBroken(error) ? uploadBroken() : error;
  }
}

/** The sender went away, or what came is not the gzip it was said to be. */
function isBroken(error: unknown): boolean {
  const { code = '' } = error as { code?: string };
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code.startsWith('Z_');
}

async function store(
  db: Database,
  id: string,
  body: AsyncIterable<Buffer>,
  charset: TextEncodingName | undefined,
): Promise<Received> {
  const detector = new EncodingDetector();
  const digest = createHash('sha256');
  let size = 0;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const flush = async () => {
    if (waitingBytes === 0) return;
    await insertChunk(db, id, size - waitingBytes, Buffer.concat(waiting));
    waiting = [];
    waitingBytes = 0;
  };
  for await (const bytes of body) {
    const problem = detector.push(bytes);
    if (problem !== undefined) throw fileRefused(problem);
    digest.update(bytes);
    waiting.push(bytes);
    waitingBytes += bytes.length;
    size += bytes.length;
    if (size > MOST_BYTES) throw tooLarge();
    if (waitingBytes >= CHUNK) await flush();
  }
  await flush();
  const detected = detector.finish();
  if ('problem' in detected) throw fileRefused(detected.problem);
  if (size === detected.bomLength) throw fileRefused(intakeProblem('empty-file'));
  return {
    id,
    size,
    sha256: digest.digest(),
    encoding: charset ?? detected.encoding,
    start: detected.bomLength,
  };
}

async function insertChunk(db: Database, id: string, start: number, bytes: Buffer): Promise<void> {
  // The row of the import is touched too, so that a sweep can tell a slow upload from a dead one.
  const rows = await db.query(
    `WITH alive AS (UPDATE file_import SET received_at = clock_timestamp() WHERE id = $1 AND state = 'receiving' RETURNING id)
     INSERT INTO import_chunk (import_id, start, bytes) SELECT id, $2, $3 FROM alive RETURNING 1`,
    [id, start, bytes],
  );
  if (rows.length === 0) throw uploadBroken();
}

/** Puts a received file into the queue; from here on it is an import that everybody sees. */
export async function enqueue(
  tx: Tx,
  received: Received,
  at: { position: number; line: number; header: readonly string[] | null },
): Promise<void> {
  const rows = await tx.query(
    `UPDATE file_import SET state = 'queued', size = $2, sha256 = $3, encoding = $4, position = $5, line = $6, header = $7
     WHERE id = $1 AND state = 'receiving' RETURNING 1`,
    [received.id, received.size, received.sha256, received.encoding, at.position, at.line, at.header],
  );
  if (rows.length === 0) throw uploadBroken();
}

/** Removes an upload that did not become an import. */
export async function discard(db: Database, id: string): Promise<void> {
  await db.query("DELETE FROM file_import WHERE id = $1 AND state = 'receiving'", [id]);
}

/** Removes what uploads left that broke off with their process. */
export async function sweep(db: Database): Promise<void> {
  await db.query(
    `DELETE FROM file_import WHERE state = 'receiving' AND received_at < clock_timestamp() - make_interval(secs => $1)`,
    [DEAD_AFTER_SECONDS],
  );
}
