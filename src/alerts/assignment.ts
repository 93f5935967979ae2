import { defineProblem, problems, type Actor, type Clock, type Tx } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { AlertQueries } from './queries.js';

const unknownAssignee = defineProblem('unknown-assignee', 422, {
  en: 'There is no compliance officer or manager with this user name.',
  zh: '没有该用户名对应的合规人员。',
});

/** Gives an alert to a compliance officer or manager, or back to the queue. */
export async function assign(
  tx: Tx,
  { queries, audit, clock }: { queries: AlertQueries; audit: AuditTrail; clock: Clock },
  actor: Actor,
  id: string,
  assignee: string | null,
): Promise<void> {
  const alert = await queries.find(id, tx);
  let userId: string | null = null;
  if (assignee !== null) {
    const [user] = await tx.query<{ id: string }>(
      "SELECT id FROM user_view WHERE username = $1 AND status = 'active' AND roles && ARRAY['compliance-officer', 'compliance-manager']",
      [assignee],
    );
    if (!user) throw unknownAssignee();
    userId = user.id;
  }
  const changed = await tx.query(
    `UPDATE alert SET assignee = $2, changed_at = $3, version = version + 1,
       status = CASE WHEN $2::uuid IS NULL AND status = 'in-review' THEN 'open'::alert_status WHEN $2::uuid IS NOT NULL AND status = 'open' THEN 'in-review'::alert_status ELSE status END
     WHERE id = $1 AND status NOT IN ('withdrawn', 'excluded') RETURNING 1`,
    [alert.id, userId, clock.now()],
  );
  if (changed.length === 0) throw problems.wrongState();
  await audit.append(tx, actor, {
    action: 'alert.assigned',
    subject: { kind: 'alert', id },
    details: { assignee: userId },
  });
}
