import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../database/database.js';
import type { Queryable, Tx } from '../../database/transaction.js';
import type { Actor } from '../../http/actor.js';
import { Conditions } from '../../http/list.js';
import type { Text } from '../../text/text.js';
import type { TextEncodingName } from '../encoding.js';
import type { MappingDefinition } from '../mapping/definition.js';
import type { ImportKind } from './target.js';

/** Bytes worked on without a pause: a few hundred rows. */
const PIECE = 65_536;

export const importStates = ['queued', 'running', 'completed', 'failed'] as const;
export type ImportState = (typeof importStates)[number];

/** How far an import is. Everything before `position` is settled. */
export interface Checkpoint {
  position: number;
  line: number;
  /** Data rows read, faulty ones included. */
  rows: number;
  read: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  unterminated: boolean;
}

export interface FileImport extends Checkpoint {
  id: string;
  kind: ImportKind;
  state: ImportState;
  dryRun: boolean;
  format: 'csv' | 'ndjson';
  mapping: MappingDefinition | null;
  actor: Actor;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  size: number;
  encoding: TextEncodingName;
  header: string[] | null;
  failure: { code: string; message: Text } | null;
}

const COLUMNS = `id, kind, state, dry_run, format, mapping, actor, created_at, started_at, finished_at, size, encoding,
  header, failure, position, line, rows, read, accepted, duplicates, rejected, unterminated`;

type Row = Record<string, unknown>;

function toImport(row: Row): FileImport {
  const number = (name: string) => Number(row[name]);
  return {
    id: row['id'] as string,
    kind: row['kind'] as ImportKind,
    state: row['state'] as ImportState,
    dryRun: row['dry_run'] as boolean,
    format: row['format'] as FileImport['format'],
    mapping: row['mapping'] as MappingDefinition | null,
    actor: row['actor'] as Actor,
    createdAt: row['created_at'] as Date,
    startedAt: row['started_at'] as Date | null,
    finishedAt: row['finished_at'] as Date | null,
    size: number('size'),
    encoding: row['encoding'] as TextEncodingName,
    header: row['header'] as string[] | null,
    failure: row['failure'] as FileImport['failure'],
    position: number('position'),
    line: number('line'),
    rows: number('rows'),
    read: number('read'),
    accepted: number('accepted'),
    duplicates: number('duplicates'),
    rejected: number('rejected'),
    unterminated: row['unterminated'] as boolean,
  };
}

export async function findImport(
  q: Queryable,
  kind: ImportKind,
  id: string,
): Promise<FileImport | undefined> {
  const [row] = await q.query(
    `SELECT ${COLUMNS} FROM file_import WHERE id = $1 AND kind = $2 AND state <> 'receiving'`,
    [id, kind],
  );
  return row && toImport(row);
}

/** Newest first. */
export async function listImports(
  q: Queryable,
  kind: ImportKind,
  filters: { state?: string | undefined; before?: string | undefined; limit: number },
): Promise<FileImport[]> {
  const conditions = new Conditions()
    .add('kind = ?', kind)
    .add('state = ?', filters.state)
    .add('id < ?', filters.before);
  const rows = await q.query(
    `SELECT ${COLUMNS} FROM file_import ${conditions.where} AND state <> 'receiving' ORDER BY id DESC LIMIT ${conditions.parameter(filters.limit)}`,
    conditions.values,
  );
  return rows.map(toImport);
}

/** The import to work on next: one that was begun, else the oldest in the queue. */
export async function nextDue(q: Queryable, kind: ImportKind): Promise<FileImport | undefined> {
  const [row] = await q.query(
    `SELECT ${COLUMNS} FROM file_import WHERE kind = $1 AND state IN ('queued', 'running')
     ORDER BY (state = 'running') DESC, created_at, id LIMIT 1`,
    [kind],
  );
  return row && toImport(row);
}

/**
 * The bytes from a position on, in pieces small enough that working on one delays nobody; a chunk is asked for when
 * the one before is used up.
 */
export async function* chunksFrom(
  db: Database,
  { id, position, size }: { id: string; position: number; size: number },
): AsyncGenerator<Buffer> {
  let from = position;
  while (from < size) {
    const [row] = await db.query<{ start: string; bytes: Buffer }>(
      `SELECT start, bytes FROM import_chunk WHERE import_id = $1 AND start <= $2 ORDER BY start DESC LIMIT 1`,
      [id, from],
    );
    const skip = row === undefined ? 0 : from - Number(row.start);
    if (row === undefined || skip >= row.bytes.length) throw new Error('a chunk of the file is missing');
    from = Number(row.start) + row.bytes.length;
    for (let at = skip; at < row.bytes.length; at += PIECE) {
      yield row.bytes.subarray(at, at + PIECE);
      // Other requests get their turn between the pieces.
      await setImmediate();
    }
  }
}

/**
 * Moves the checkpoint on from where this worker read it. False when another worker has moved it meanwhile: then
 * nothing of the caller's transaction may stay.
 */
export async function advance(tx: Tx, at: FileImport, to: Checkpoint, now: Date): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE file_import SET state = 'running', started_at = coalesce(started_at, $3), position = $4, line = $5,
       rows = $6, read = $7, accepted = $8, duplicates = $9, rejected = $10, unterminated = $11
     WHERE id = $1 AND position = $2 AND state IN ('queued', 'running') RETURNING 1`,
    [
      at.id,
      at.position,
      now,
      to.position,
      to.line,
      to.rows,
      to.read,
      to.accepted,
      to.duplicates,
      to.rejected,
      to.unterminated,
    ],
  );
  return rows.length > 0;
}

/** Ends an import and lets its file go. False when it had ended already. */
export async function finish(
  tx: Tx,
  id: string,
  outcome: { state: 'completed' } | { state: 'failed'; failure: { code: string; message: Text } },
  now: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE file_import SET state = $2, finished_at = $3, started_at = coalesce(started_at, $3), failure = $4
     WHERE id = $1 AND state IN ('queued', 'running') RETURNING 1`,
    [id, outcome.state, now, 'failure' in outcome ? JSON.stringify(outcome.failure) : null],
  );
  await tx.query('DELETE FROM import_chunk WHERE import_id = $1', [id]);
  await tx.query('DELETE FROM import_dry_key WHERE import_id = $1', [id]);
  return rows.length > 0;
}
