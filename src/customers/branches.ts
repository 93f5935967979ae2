import type { Queryable } from '../platform/index.js';

/** Which of these branch codes the bank has. */
export async function existingBranches(q: Queryable, codes: readonly string[]): Promise<Set<string>> {
  const rows = await q.query<{ code: string }>('SELECT code FROM branch_view WHERE code = ANY($1)', [
    [...new Set(codes)],
  ]);
  return new Set(rows.map(({ code }) => code));
}
