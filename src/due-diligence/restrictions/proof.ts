import type { Queryable } from '../../platform/index.js';
import type { NoticeProof } from './ports.js';

/**
 * Proof from the send log and the contacts log: a notice because of the task that was sent or handed over, or a
 * contact since the task was raised in which the customer was reached.
 */
export const noticeProof: NoticeProof = {
  async toldOf(q: Queryable, taskIds: readonly string[], before: Date): Promise<ReadonlySet<string>> {
    const rows = await q.query<{ id: string }>(
      `SELECT t.public_id AS id FROM review_task t JOIN review_task_state s ON s.task_id = t.id
       WHERE t.public_id = ANY($1::uuid[]) AND (
         EXISTS (SELECT FROM notice_view n WHERE n.customer_id = s.customer_id AND n.cause_kind = 'review-task'
           AND n.cause_id = t.public_id::text AND n.status IN ('sent', 'handed-over')
           AND coalesce(n.sent_at, n.changed_at) < $2)
         OR EXISTS (SELECT FROM contact_log_view l WHERE l.customer_id = s.customer_id AND l.at >= t.raised_at
           AND l.at < $2 AND l.outcome IN ('reached', 'provided', 'promised', 'refused')))`,
      [taskIds, before],
    );
    return new Set(rows.map(({ id }) => id));
  },
};
