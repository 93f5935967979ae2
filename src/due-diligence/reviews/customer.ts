import { isId, problems, type Actor, type Queryable } from '../../platform/index.js';
import { branchScope } from '../../access/index.js';

/** The number inside the database of a customer the actor may see, or 404. */
export async function maySeeCustomer(
  q: Queryable,
  actor: Actor,
  id: string,
): Promise<{ key: string; branch: string | null; status: string }> {
  const [row] = isId(id)
    ? await q.query<{ key: string; branch: string | null; status: string }>(
        'SELECT id AS key, branch, status::text AS status FROM customer_view WHERE public_id = $1',
        [id],
      )
    : [];
  const own = branchScope(actor);
  if (!row || (own !== undefined && row.branch !== own)) throw problems.notFound();
  return row;
}
