import type { Queryable } from '../../platform/index.js';
import type { TaskAnswer } from './schemas.js';

/** The notices that went out because of a task: the proof that the customer was told. */
export async function noticesOfTask(
  q: Queryable,
  customerKey: string,
  taskId: string,
): Promise<TaskAnswer['notices']> {
  const rows = await q.query<{
    id: string;
    template: string;
    status: string;
    channel: string | null;
    queued_at: Date;
    sent_at: Date | null;
  }>(
    `SELECT public_id AS id, template, status, channel, queued_at, sent_at FROM notice_view
     WHERE customer_id = $1 AND cause_kind = 'review-task' AND cause_id = $2 ORDER BY queued_at, id`,
    [customerKey, taskId],
  );
  return rows.map(({ queued_at, sent_at, ...notice }) => ({
    ...notice,
    queuedAt: queued_at.toISOString(),
    sentAt: sent_at?.toISOString() ?? null,
  }));
}
