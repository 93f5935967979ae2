import { addDays, systemActor, type Day, type Tx } from '../../platform/index.js';
import { stepsBetween, stepsByDays, type ReviewRules, type Step } from './domain/schedule.js';
import type { MeasureToPropose, NoticeQueue, NoticeToQueue, RestrictionProposals } from './ports.js';
import type { Item, TaskKind } from './types.js';

interface Parts {
  rules: ReviewRules;
  now: Date;
  notices: NoticeQueue | undefined;
  restrictions: RestrictionProposals | undefined;
}

interface Row {
  task_id: string;
  id: string;
  customer_id: string;
  kind: TaskKind;
  episode: string;
  raised_on: Day;
  due_on: Day;
  next_step_on: Day;
  collect: Item[];
  last_four: string | null;
}

interface Taken {
  row: Row;
  steps: readonly { step: Step; on: Day }[];
  due: { step: Step; on: Day }[];
  next: Day | null;
}

/**
 * Takes the steps of the next tasks that have one due: keeps what was done, queues the notice of the newest step, and
 * proposes the measures a task has come to. Days that were missed are kept with their own day, but one letter goes out.
 * @returns the number of tasks; 0 when none is left
 */
export async function takeSteps(
  tx: Tx,
  parts: Parts,
  { through, size }: { through: Day; size: number },
): Promise<{ tasks: number; notices: number; proposals: number }> {
  const rows = await tx.query<Row & Record<string, unknown>>(
    `SELECT s.task_id, t.public_id AS id, s.customer_id, t.kind, t.episode, t.raised_on::text, t.due_on::text,
       s.next_step_on::text, t.collect,
       (SELECT right(regexp_replace(d.number_key, '[^0-9A-Za-z]', '', 'g'), 4) FROM customer_document_view d
        WHERE t.kind = 'document-expiry' AND d.customer_id IN (s.customer_id, t.customer_id)
          AND d.type || ':' || to_char(d.valid_until, 'YYYY-MM-DD') = t.episode LIMIT 1) AS last_four
     FROM review_task_state s JOIN review_task t ON t.id = s.task_id
     WHERE s.status = 'open' AND s.next_step_on <= $1::date
     ORDER BY s.next_step_on, s.task_id LIMIT $2 FOR UPDATE OF s`,
    [through, size],
  );
  if (rows.length === 0) return { tasks: 0, notices: 0, proposals: 0 };
  const stepsFor = stepsByDays(parts.rules);
  const taken = rows.map((row): Taken => {
    const steps = stepsFor(row.kind, row.due_on, row.raised_on);
    return { row, steps, ...stepsBetween(steps, row.next_step_on, through) };
  });
  const { refused, proposed } = await propose(tx, parts, taken, through);
  for (const one of taken)
    if (refused.has(one.row.id) && one.next === null) one.next = addDays(through, parts.rules.retryDays);
  await keep(tx, parts, taken);
  const notices = taken.flatMap((one) => noticeOf(one, parts, through) ?? []);
  await parts.notices?.queue(tx, systemActor, notices);
  return { tasks: rows.length, notices: notices.length, proposals: proposed };
}

/** Every step whose day has come and that proposes something is tried until it can be: the notice may be proven late. */
async function propose(
  tx: Tx,
  parts: Parts,
  taken: readonly Taken[],
  through: Day,
): Promise<{ refused: ReadonlySet<string>; proposed: number }> {
  const wanted = taken.flatMap(({ row, steps }): MeasureToPropose[] => {
    const current = steps.filter(({ on }) => on <= through).at(-1);
    const measures = current?.step.propose;
    if (!measures) return [];
    const announcing = steps.find(({ step }) => measures.every((one) => step.announce?.includes(one)));
    return [
      {
        ...{ customerKey: row.customer_id, taskId: row.id, kind: row.kind, collect: row.collect, measures },
        ...(announcing ? { announcedAt: announcing.step.day } : {}),
      },
    ];
  });
  if (wanted.length === 0) return { refused: new Set(), proposed: 0 };
  const refused =
    (await parts.restrictions?.propose(tx, systemActor, wanted)) ??
    new Set(wanted.map(({ taskId }) => taskId));
  return { refused, proposed: wanted.length - refused.size };
}

/** Appends an event per step and moves the tasks on to their next. */
async function keep(tx: Tx, { now }: Parts, taken: readonly Taken[]): Promise<void> {
  const events = taken.flatMap(({ row, due }) =>
    due.map(({ step, on }, index) => ({
      task: row.task_id,
      index,
      details: JSON.stringify({ day: step.day, on, ...(step.notice ? { notice: step.notice } : {}) }),
    })),
  );
  if (events.length > 0)
    await tx.query(
      `INSERT INTO review_task_event (task_id, position, kind, at, actor_kind, actor_id, actor_name, details)
       SELECT e.task_id, s.version + 1 + e.index, 'step', $4, $5, $6, $7, e.details
       FROM unnest($1::bigint[], $2::int[], $3::jsonb[]) AS e (task_id, index, details)
       JOIN review_task_state s ON s.task_id = e.task_id`,
      [
        events.map(({ task }) => task),
        events.map(({ index }) => index),
        events.map(({ details }) => details),
        ...[now, systemActor.kind, systemActor.id, systemActor.name],
      ],
    );
  await tx.query(
    `UPDATE review_task_state s SET next_step_on = m.next, version = s.version + m.count
     FROM unnest($1::bigint[], $2::date[], $3::int[]) AS m (task_id, next, count) WHERE s.task_id = m.task_id`,
    [taken.map(({ row }) => row.task_id), taken.map(({ next }) => next), taken.map(({ due }) => due.length)],
  );
}

/** The notice of the newest step that has one: days that were missed must not leave the customer untold. */
function noticeOf(
  { row, due, next }: Taken,
  { restrictions }: Parts,
  through: Day,
): NoticeToQueue | undefined {
  const newest = due.filter(({ step }) => step.notice !== undefined).at(-1);
  if (newest === undefined) return undefined;
  const { step } = newest;
  const [documentType, validUntil] = row.kind === 'document-expiry' ? row.episode.split(':') : [];
  const nameable = documentType === undefined || (row.last_four !== null && row.last_four !== '');
  const services = restrictions?.servicesOf(step.announce ?? []) ?? [];
  return {
    customerKey: row.customer_id,
    template: nameable ? step.notice! : 'information-request',
    variables: {
      by: row.due_on > through ? row.due_on : (next ?? through),
      ...(row.collect.length > 0 ? { bring: row.collect } : {}),
      ...(documentType !== undefined && nameable
        ? { documentType, validUntil: validUntil!, documentLastFour: row.last_four! }
        : {}),
      ...(services.length > 0 ? { services } : {}),
    },
    cause: { kind: 'review-task', id: row.id },
    step: String(step.day),
  };
}
