import type { Queryable } from '../../platform/index.js';
import type { NoticeProof, ToldOf } from './ports.js';

/**
 * Proof from the send log and the contacts log: a notice because of the task that was sent or handed over, of the step
 * that announced the measure or a later one, or a contact about the task in which the customer was reached. A reminder
 * of before the due day is no proof, nor is a contact about something else. A contact counts from when it took place or
 * was written down, whichever is later: otherwise the time a customer has would be what somebody says it was.
 */
export const noticeProof: NoticeProof = {
  async toldOf(q: Queryable, tasks: readonly ToldOf[], before: Date): Promise<ReadonlySet<string>> {
    const rows = await q.query<{ id: string }>(
      `SELECT t.public_id AS id FROM unnest($1::uuid[], $2::int[]) AS w (task, step)
         JOIN review_task t ON t.public_id = w.task JOIN review_task_state s ON s.task_id = t.id
       WHERE EXISTS (SELECT FROM notice_view n WHERE n.customer_id = s.customer_id AND n.cause_kind = 'review-task'
           AND n.cause_id = t.public_id::text AND n.status IN ('sent', 'handed-over')
           AND CASE WHEN n.step ~ '^-?[0-9]+$' THEN n.step::int >= w.step ELSE false END
           AND coalesce(n.sent_at, n.changed_at) < $3)
         OR EXISTS (SELECT FROM contact_log_view l WHERE l.review_task_id = t.id AND l.at >= t.raised_at
           AND greatest(l.at, l.recorded_at) < $3 AND l.outcome IN ('reached', 'provided', 'promised', 'refused'))`,
      [tasks.map(({ taskId }) => taskId), tasks.map(({ step }) => step), before],
    );
    return new Set(rows.map(({ id }) => id));
  },
};
