import type { Database } from '../../database/database.js';
import type { Tx } from '../../database/transaction.js';
import type { ImportTarget, Settled } from './target.js';

/**
 * A dry run stores each batch and rolls it back, so that customers are locked no longer than by a real import. What
 * its earlier batches would have stored is known by keys: a record whose key was seen is a duplicate or a conflict
 * without being tried, and one that only lacks an earlier record of the file is taken as accepted.
 */
export async function withoutRepetitions<T>(
  db: Database,
  importId: string,
  target: ImportTarget<T>,
  values: readonly T[],
  tryOut: (left: readonly T[]) => Promise<Settled[]>,
): Promise<Settled[]> {
  const identities = values.map((value) => target.identity(value));
  const wanted = identities.flatMap(({ keys, refersTo }) => (refersTo ? [...keys, refersTo.key] : keys));
  const seen = new Map(
    (
      await db.query<{ key: string; content: string }>(
        'SELECT key, content FROM import_dry_key WHERE import_id = $1 AND key = ANY($2)',
        [importId, wanted],
      )
    ).map(({ key, content }) => [key, content]),
  );
  const known = identities.map(({ keys, content }, index): Settled | undefined => {
    const taken = keys.filter((key) => seen.has(key));
    if (taken.length === 0) return undefined;
    const other = taken.find((key) => seen.get(key) !== content);
    return other === undefined
      ? { status: 'duplicate' }
      : { status: 'rejected', problem: target.conflict(values[index]!, other) };
  });
  const tried = await tryOut(values.filter((_, index) => known[index] === undefined));
  let next = 0;
  return known.map((settled, index) => {
    if (settled !== undefined) return settled;
    const outcome = tried[next++]!;
    const { refersTo } = identities[index]!;
    const excused =
      outcome.status === 'rejected' &&
      refersTo !== undefined &&
      outcome.problem.code === refersTo.problem &&
      seen.has(refersTo.key);
    return excused ? { status: 'accepted' } : outcome;
  });
}

export async function rememberDryKeys<T>(
  tx: Tx,
  importId: string,
  target: ImportTarget<T>,
  values: readonly T[],
  settled: readonly Settled[],
): Promise<void> {
  const entries = values.flatMap((value, index) => {
    if (settled[index]!.status !== 'accepted') return [];
    const { keys, content } = target.identity(value);
    return keys.map((key) => [key, content] as const);
  });
  if (entries.length === 0) return;
  await tx.query(
    'INSERT INTO import_dry_key (import_id, key, content) SELECT $1, key, content FROM unnest($2::text[], $3::text[]) AS k (key, content) ON CONFLICT DO NOTHING',
    [importId, entries.map(([key]) => key), entries.map(([, content]) => content)],
  );
}
