import { parse } from 'csv-parse/sync';
import { newId, problems, sha256, type Actor, type Clock, type Day, type Tx } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { documentNumberKey, nameKey } from '../customers/index.js';
import { readList, type ListedEntity } from './domain/list-file.js';
import { unreadableList } from './problems.js';

export interface ListImport {
  id: string;
  state: 'completed';
  added: number;
  changed: number;
  removed: number;
}

/**
 * Takes a publication of a list whole: entries are added, changed, and marked as removed. One faulty line refuses all.
 * @returns what it came to, and the keys of the entries to be screened against the customers
 */
export async function importList(
  tx: Tx,
  actor: Actor,
  { listId, csv, publishedOn }: { listId: string; csv: string; publishedOn?: Day | undefined },
  { clock, audit }: { clock: Clock; audit: AuditTrail },
): Promise<{ result: ListImport; fresh: string[] }> {
  const [list] = await tx.query('SELECT id FROM watchlist WHERE id = $1', [listId]);
  if (!list) throw problems.notFound();
  const entities = parsed(csv);
  // One publication after the other: which is the newest must not be a matter of luck.
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('watchlist ' || $1, 0))`, [listId]);
  const id = newId(clock.now().getTime());
  const before = await tx.query<{ entity_id: string; fingerprint: string }>(
    `SELECT entity_id, jsonb_build_array(kind, name, date_of_birth, details)::text AS fingerprint
     FROM watchlist_entry WHERE list_id = $1 AND removed_by IS NULL`,
    [listId],
  );
  const old = new Map(before.map(({ entity_id, fingerprint }) => [entity_id, fingerprint]));
  const rows = entities.map(({ aliases, documentNumbers, ...entity }) => ({
    ...entity,
    details: { aliases, documentNumbers },
  }));
  const stored = await tx.query<{ id: string; entity_id: string; fingerprint: string }>(
    `INSERT INTO watchlist_entry AS e (list_id, entity_id, kind, name, date_of_birth, details)
     SELECT $1, "entityId", kind, name, "dateOfBirth", details FROM jsonb_to_recordset($2)
       AS r ("entityId" text, kind text, name text, "dateOfBirth" date, details jsonb)
     ON CONFLICT (list_id, entity_id) DO UPDATE SET kind = excluded.kind, name = excluded.name,
       date_of_birth = excluded.date_of_birth, details = excluded.details, removed_by = NULL
     RETURNING id, entity_id, jsonb_build_array(kind, name, date_of_birth, details)::text AS fingerprint`,
    [listId, JSON.stringify(rows)],
  );
  const fresh = stored.filter(({ entity_id, fingerprint }) => old.get(entity_id) !== fingerprint);
  const kept = new Set(stored.map(({ entity_id }) => entity_id));
  const gone = [...old.keys()].filter((entityId) => !kept.has(entityId));
  const changed = fresh.filter(({ entity_id }) => old.has(entity_id)).length;
  const result: ListImport = {
    id,
    state: 'completed',
    added: fresh.length - changed,
    changed,
    removed: gone.length,
  };
  await tx.query(
    `INSERT INTO watchlist_import (id, list_id, published_on, imported_at, actor_id, sha256, added, changed, removed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      listId,
      publishedOn,
      clock.now(),
      actor.id,
      sha256(csv).toString('hex'),
      result.added,
      changed,
      gone.length,
    ],
  );
  await tx.query('UPDATE watchlist_entry SET removed_by = $3 WHERE list_id = $1 AND entity_id = ANY($2)', [
    listId,
    gone,
    id,
  ]);
  const keys = new Map(stored.map(({ id: entry, entity_id }) => [entity_id, entry]));
  await storeKeys(
    tx,
    entities.map((entity) => ({ ...entity, key: keys.get(entity.entityId)! })),
  );
  await audit.append(tx, actor, {
    action: 'watchlist.imported',
    subject: { kind: 'watchlist', id: listId },
    details: { import: id, added: result.added, changed, removed: gone.length },
  });
  return { result, fresh: fresh.map((row) => row.id) };
}

function parsed(csv: string): ListedEntity[] {
  let rows: Record<string, string>[];
  try {
    rows = parse(csv, { columns: true, bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch {
    throw unreadableList();
  }
  const { entities, faults } = readList(rows);
  if (entities.length > 0 && faults.length === 0) return entities;
  throw unreadableList({
    faults: faults.slice(0, 20).map(({ line, column }) => ({
      pointer: `/${line}/${column}`,
      code: 'unreadable',
      message: {
        en: `line ${line}: ${column} is missing, repeated or not of its form`,
        zh: `第 ${line} 行：${column} 缺失、重复或格式不符`,
      },
    })),
  });
}

async function storeKeys(tx: Tx, entries: readonly (ListedEntity & { key: string })[]): Promise<void> {
  const keys = entries.flatMap(({ key, name, aliases, documentNumbers }) => [
    ...[name, ...aliases].map((one) => ({ key, kind: 'name', value: nameKey(one) })),
    ...documentNumbers.map((one) => ({ key, kind: 'document', value: documentNumberKey(one) })),
  ]);
  await tx.query('DELETE FROM watchlist_key WHERE entry_id = ANY($1::bigint[])', [
    entries.map(({ key }) => key),
  ]);
  await tx.query(
    `INSERT INTO watchlist_key (entry_id, kind, key)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[]) AS k (entry_id, kind, key) WHERE key <> ''
     ON CONFLICT DO NOTHING`,
    [keys.map(({ key }) => key), keys.map(({ kind }) => kind), keys.map(({ value }) => value)],
  );
}
