import {
  addDays,
  hasRole,
  isId,
  newId,
  type Actor,
  type BankDays,
  type Clock,
  type Day,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { branchScope } from '../../access/index.js';
import { maySeeCustomer } from './customer.js';
import { fulfilled, recordsOf } from './fulfilment.js';
import { scheduleOn, type ReviewRules } from './domain/schedule.js';
import {
  notYetFulfilled,
  notYoursToAssign,
  officersDecide,
  taskClosed,
  unknownTaskAssignee,
  unknownVerification,
  verificationNeeded,
} from './problems.js';
import { findTask, type TaskRow } from './queries.js';
import type { OnReviewed } from './ports.js';
import type { ReviewTasks } from './tasks.js';
import type { Item } from './types.js';

export interface ActionParts {
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  rules: ReviewRules;
  tasks: ReviewTasks;
  onReviewed?: OnReviewed;
}

/** Gives a task to someone, or back to the queue. At a branch people take tasks themselves. */
export async function assignTask(
  tx: Tx,
  parts: ActionParts,
  actor: Actor,
  id: string,
  assignee: string | null,
): Promise<void> {
  const task = await findTask(tx, actor, id, true);
  if (task.status !== 'open') throw taskClosed();
  const officer = branchScope(actor) === undefined;
  if (!officer && (assignee ?? actor.name) !== actor.name) throw notYoursToAssign();
  if (!officer && task.assigned_at_branch && task.assignee_id !== actor.id) throw notYoursToAssign();
  // For a branch nobody has what compliance has: it may take it, and there is nothing to give back.
  if (!officer && assignee === null && !task.assigned_at_branch) return;
  const userId = assignee === null ? null : await assigneeOf(tx, task, assignee);
  if (userId === task.assignee_id) return;
  await append(tx, parts, actor, task, 'assigned', { assignee: userId });
  await tx.query('UPDATE review_task_state SET assignee = $2, version = version + 1 WHERE task_id = $1', [
    task.key,
    userId,
  ]);
  await parts.audit.append(tx, actor, {
    action: 'review-task.assigned',
    subject: { kind: 'review-task', id },
    details: { assignee: userId },
  });
}

async function assigneeOf(tx: Tx, task: TaskRow, username: string): Promise<string> {
  const [user] = await tx.query<{ id: string }>(
    `SELECT id FROM user_view WHERE username = $1 AND status = 'active'
       AND (roles && ARRAY['compliance-officer', 'compliance-manager']
         OR $2 = 'front-line' AND 'teller' = ANY(roles) AND branch = $3)`,
    [username, task.audience, task.branch],
  );
  if (!user) throw unknownTaskAssignee();
  return user.id;
}

export interface Completion {
  outcome: 'done' | 'not-needed';
  note: string;
  verificationId?: string;
}

/** Closes a task with what was done. What a task asks to be registered must be registered by then. */
export async function completeTask(
  tx: Tx,
  parts: ActionParts,
  actor: Actor,
  id: string,
  { outcome, note, verificationId }: Completion,
): Promise<void> {
  const task = await findTask(tx, actor, id, true);
  if (task.status !== 'open') throw taskClosed();
  if (outcome === 'not-needed' && !hasRole(actor, 'compliance-officer', 'compliance-manager'))
    throw officersDecide();
  if (verificationId !== undefined) await mustBeVerified(tx, task, verificationId);
  if (outcome === 'done' && task.kind === 'periodic-review' && verificationId === undefined)
    throw verificationNeeded();
  if (outcome === 'done' && !(await isFulfilled(tx, parts, task))) throw notYetFulfilled();
  await append(tx, parts, actor, task, 'completed', {
    outcome,
    note,
    // What compliance writes is not for the branch.
    ...(branchScope(actor) === undefined ? { internal: true } : {}),
    ...(verificationId === undefined ? {} : { verificationId }),
  });
  await tx.query(
    `UPDATE review_task_state SET status = 'done', outcome = $3, closed_on = $2, next_step_on = NULL,
       version = version + 1 WHERE task_id = $1`,
    [task.key, parts.days.dayOf(parts.clock.now()), outcome],
  );
  await parts.audit.append(tx, actor, {
    action: 'review-task.completed',
    subject: { kind: 'review-task', id },
    details: { kind: task.kind, outcome },
  });
  await parts.tasks.closed(tx, actor, [id]);
  if (task.kind === 'periodic-review') {
    // A decision that no review is needed counts too: without a next day the customer would never be reviewed again.
    await parts.tasks.settle(tx, [task.customer_key], ['periodic-review'], 'verified', actor);
    await parts.onReviewed?.(tx, actor, [task.customer_key]);
  }
}

/** Throws 404 unless this is a confirmed verification of the customer since the task was raised. */
async function mustBeVerified(tx: Tx, task: TaskRow, verificationId: string): Promise<void> {
  const rows = isId(verificationId)
    ? await tx.query(
        `SELECT FROM verification_view v JOIN review_task t ON t.id = $1
         WHERE v.public_id = $2 AND v.customer_id = ${recordsOf('$3::bigint')} AND v.outcome = 'confirmed'
           AND v.verified_at >= t.raised_at`,
        [task.key, verificationId, task.customer_key],
      )
    : [];
  if (rows.length === 0) throw unknownVerification();
}

/** Whether the record itself shows that the task was done; kinds that leave no such trace are taken at their word. */
async function isFulfilled(tx: Tx, { clock, days, rules }: ActionParts, task: TaskRow): Promise<boolean> {
  const [row] = await tx.query<{ fulfilled: boolean | null }>(
    `SELECT ${fulfilled(rules, '$2::bigint', '$3::date')} AS fulfilled FROM review_task t WHERE t.id = $1`,
    [task.key, task.customer_key, days.dayOf(clock.now())],
  );
  return row!.fulfilled ?? true;
}

async function append(
  tx: Tx,
  { clock }: ActionParts,
  actor: Actor,
  task: TaskRow,
  kind: 'assigned' | 'completed',
  details: Record<string, unknown>,
): Promise<void> {
  await tx.query(
    `INSERT INTO review_task_event (task_id, position, kind, at, actor_kind, actor_id, actor_name, details)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      task.key,
      task.version + 1,
      kind,
      clock.now(),
      actor.kind,
      actor.id,
      actor.name,
      JSON.stringify(details),
    ],
  );
}

/**
 * Orders information from a customer: a task for the branch that says what to collect and by when, in closed words.
 * The reason stays with compliance; the branch's task is the same whatever it was.
 * @returns the public id of the task
 */
export async function requestInformation(
  tx: Tx,
  { clock, days, audit, rules, tasks }: ActionParts,
  actor: Actor,
  customerId: string,
  { collect, dueOn, reason }: { collect: readonly Item[]; dueOn?: Day; reason: string },
): Promise<string> {
  const customer = await maySeeCustomer(tx, actor, customerId);
  const today = days.dayOf(clock.now());
  const rule = rules.kinds['information-request'];
  const request = newId(clock.now().getTime());
  const [task] = await tasks.raise(
    tx,
    [
      {
        customerKey: customer.key,
        kind: 'information-request',
        episode: request,
        dueOn: dueOn ?? addDays(today, scheduleOn(rule, today).dueInDays ?? 0),
        ask: rule.ask,
        collect,
        audience: 'front-line',
        cause: { kind: 'request', id: request },
        reason,
      },
    ],
    actor,
  );
  await audit.append(tx, actor, {
    action: 'information.requested',
    subject: { kind: 'customer', id: customerId },
    details: { task: task!.id, collect },
  });
  return task!.id;
}
