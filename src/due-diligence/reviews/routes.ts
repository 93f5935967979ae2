import {
  complianceRoles,
  addDays,
  created,
  ok,
  read,
  schema,
  write,
  type Context,
  type Role,
  type Route,
  type Tx,
} from '../../platform/index.js';
import { assignTask, completeTask, requestInformation, type ActionParts } from './actions.js';
import { noticesOfTask } from './notices-of.js';
import { countTasks, eventsOf, findTask, listTasks, toTask } from './queries.js';
import {
  assignmentBody,
  completionBody,
  requestBody,
  taskAnswer,
  taskFigures,
  taskQuery,
  taskSummary,
  type TaskAnswer,
} from './schemas.js';

const READERS: readonly Role[] = ['teller', 'compliance-officer', 'compliance-manager', 'auditor'];
const WORKERS: readonly Role[] = ['teller', 'compliance-officer', 'compliance-manager'];
const tag = 'Review tasks';
const params = schema.closed({ id: schema.identifier() });

/** The queue of review tasks, and what people do with one. */
export function reviewRoutes(parts: ActionParts): Route[] {
  return [...reading(parts), ...writing(parts)];
}

function reading(parts: ActionParts): Route[] {
  const { clock, days, audit } = parts;
  const today = () => days.dayOf(clock.now());
  return [
    read({
      method: 'get',
      path: '/review-tasks',
      summary: 'Review tasks by due day; a branch sees its own',
      tag,
      roles: READERS,
      query: taskQuery,
      responses: { 200: schema.pageOf(taskSummary) },
      handle: async (context) =>
        ok(
          await audit.reading(
            context,
            (tx) => listTasks(tx, context.actor, context.query, today()), // A task names its customer: reading it leaves a trace.
            ({ items }) => ({
              action: 'review-tasks.listed',
              subject: { kind: 'review-task-list', id: context.requestId },
              details: { tasks: items.map(({ id }) => id) },
            }),
          ),
        ),
    }),
    read({
      method: 'get',
      path: '/review-tasks/summary',
      summary: 'How many review tasks are open, overdue and due within seven days',
      tag,
      roles: READERS,
      responses: { 200: taskFigures },
      handle: async ({ actor, db }) => ok(await countTasks(db, actor, today(), addDays(today(), 6))),
    }),
    read({
      method: 'get',
      path: '/review-tasks/{id}',
      summary: 'One review task: what to do, what was done, which notices went out',
      tag,
      roles: READERS,
      params,
      responses: { 200: taskAnswer },
      handle: async (context) => ok(await context.db.inTransaction((tx) => seen(tx, parts, context))),
    }),
  ];
}

/** The task with its history, and a trace of who read it. */
async function seen(
  tx: Tx,
  parts: ActionParts,
  {
    actor,
    params: { id },
    requestId,
  }: Pick<Context<unknown, unknown, { id: string }>, 'actor' | 'params' | 'requestId'>,
): Promise<TaskAnswer> {
  const row = await findTask(tx, actor, id);
  const [events, notices] = [
    await eventsOf(tx, actor, row.key),
    await noticesOfTask(tx, row.customer_key, id),
  ];
  await parts.audit.append(tx, actor, {
    action: 'review-task.read',
    subject: { kind: 'review-task', id },
    requestId,
  });
  return { ...toTask(row, actor, parts.days.dayOf(parts.clock.now())), events, notices };
}

function writing(parts: ActionParts): Route[] {
  return [
    write({
      method: 'post',
      path: '/review-tasks/{id}/assignment',
      summary: 'Take a review task, give it to someone, or give it back to the queue',
      tag,
      roles: WORKERS,
      params,
      body: assignmentBody,
      responses: { 200: taskAnswer },
      write: async (context, tx) => {
        await assignTask(tx, parts, context.actor, context.params.id, context.body.assignee);
        return ok(await seen(tx, parts, context));
      },
    }),
    write({
      method: 'post',
      path: '/review-tasks/{id}/completion',
      summary: 'Close a review task with what was done',
      tag,
      roles: WORKERS,
      params,
      body: completionBody,
      responses: { 200: taskAnswer },
      write: async (context, tx) => {
        await completeTask(tx, parts, context.actor, context.params.id, context.body);
        return ok(await seen(tx, parts, context));
      },
    }),
    write({
      method: 'post',
      path: '/customers/{id}/information-requests',
      summary: 'Order information from a customer; the branch sees what to collect and by when',
      tag,
      roles: complianceRoles,
      params,
      body: requestBody,
      responses: { 201: taskAnswer },
      write: async (context, tx) => {
        const id = await requestInformation(tx, parts, context.actor, context.params.id, context.body);
        return created(await seen(tx, parts, { ...context, params: { id } }));
      },
    }),
  ];
}
