import {
  hasRole,
  newId,
  systemActor,
  type Actor,
  type BankDays,
  type Clock,
  type Day,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { fulfilled, shownByRecord } from './fulfilment.js';
import { stepsByDays, type ReviewRules } from './domain/schedule.js';
import type { RaisedTask, TaskKind, TaskToRaise } from './types.js';

export interface ReviewTaskParts {
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  rules: ReviewRules;
  /** Told, in the same transaction, of tasks that are closed: what was only there because of them can go. */
  onClosed?: (tx: Tx, actor: Actor, taskIds: readonly string[]) => Promise<void>;
}

/** Raises and closes review tasks, however many at once, in a few statements. */
export class ReviewTasks {
  constructor(private readonly parts: ReviewTaskParts) {}

  /**
   * Raises tasks, one per customer, kind, episode and occurrence whatever runs at the same time; those that exist
   * stay as they are, open or closed.
   * @returns the tasks that were made
   */
  async raise(tx: Tx, tasks: readonly TaskToRaise[], actor: Actor = systemActor): Promise<RaisedTask[]> {
    tx.assertOpen();
    if (tasks.length === 0) return [];
    const { clock, days, audit } = this.parts;
    const now = clock.now();
    const today = days.dayOf(now);
    const stepsFor = stepsByDays(this.parts.rules);
    const rows = tasks
      .map((task) => this.row(task, task.raisedOn ?? today, newId(now.getTime()), stepsFor))
      // One order for all, so that two writers wait for each other and never in a circle.
      .sort((a, b) => (a.order < b.order ? -1 : 1));
    const column = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name]);
    const made = await tx.query<{ id: string; customer_id: string; kind: TaskKind; episode: string }>(
      `WITH given AS (
         SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::date[], $7::date[],
           $8::jsonb[], $9::text[], $10::text[], $11::date[], $13::text[], $14::text[], $15::int[])
           AS g (public_id, customer_id, kind, episode, audience, raised_on, due_on, ask, cause_kind, cause_id, step_on, collect, reason, occurrence)
       ), made AS (
         INSERT INTO review_task (public_id, customer_id, kind, episode, audience, raised_on, due_on, ask, cause_kind,
           cause_id, raised_at, collect, reason, occurrence)
         SELECT public_id, customer_id, kind, episode, audience, raised_on, due_on, ask, cause_kind, cause_id, $12,
           string_to_array(collect, ' '), reason, occurrence
         FROM given
         ON CONFLICT (customer_id, kind, episode, occurrence) DO NOTHING
         RETURNING id, public_id, customer_id, kind, episode, audience, due_on
       ), stated AS (
         INSERT INTO review_task_state (task_id, customer_id, branch, kind, audience, due_on, next_step_on)
         SELECT m.id, c.id, c.branch, m.kind, m.audience, m.due_on, g.step_on
         FROM made m JOIN given g ON g.public_id = m.public_id JOIN customer_view o ON o.id = m.customer_id
           JOIN customer_view c ON c.id = coalesce(o.merged_into, o.id)
       )
       SELECT public_id AS id, customer_id, kind, episode FROM made`,
      [
        ...[column('publicId'), column('customerKey'), column('kind'), column('episode')],
        ...[column('audience'), column('raisedOn'), column('dueOn'), column('ask')],
        ...[
          column('causeKind'),
          column('causeId'),
          column('stepOn'),
          now,
          column('collect'),
          column('reason'),
          column('occurrence'),
        ],
      ],
    );
    if (made.length > 0)
      await audit.append(tx, actor, {
        action: 'review-tasks.raised',
        subject: { kind: 'review-task-batch', id: made[0]!.id },
        details: { count: made.length, kinds: [...new Set(made.map(({ kind }) => kind))].sort() },
      });
    return made.map(({ id, customer_id, kind, episode }) => ({
      id,
      customerKey: customer_id,
      kind,
      episode,
    }));
  }

  /**
   * Closes the open tasks of these kinds that something fulfilled: a verification, a renewed document, completed data.
   * What the record shows is closed only where it shows it, whoever says what. What compliance has to do is closed by
   * compliance only, never by what a branch or the system did.
   */
  settle(
    tx: Tx,
    customerKeys: readonly string[],
    kinds: readonly TaskKind[],
    outcome: string,
    actor: Actor = systemActor,
  ): Promise<string[]> {
    const { clock, days, rules } = this.parts;
    const officer = hasRole(actor, 'compliance-officer', 'compliance-manager');
    return this.close(
      tx,
      actor,
      outcome,
      `s.customer_id = ANY($1::bigint[]) AND s.kind = ANY($2::text[])
         ${officer ? '' : "AND s.audience = 'front-line'"}
         AND (s.kind <> ALL($3::text[]) OR EXISTS (SELECT FROM review_task t WHERE t.id = s.task_id
           AND ${fulfilled(rules, 's.customer_id', '($4::text[])[1]::date')}))`,
      [customerKeys, kinds, shownByRecord, [days.dayOf(clock.now())]],
    );
  }

  /** Closes the open tasks of these very episodes, of customers they were raised for or are asked of since a merge. */
  settleEpisodes(
    tx: Tx,
    episodes: readonly { customerKey: string; kind: TaskKind; episode: string }[],
    outcome: string,
    actor: Actor = systemActor,
  ): Promise<string[]> {
    return this.close(
      tx,
      actor,
      outcome,
      `s.task_id IN (
         SELECT t.id FROM unnest($1::bigint[], $2::text[], $3::text[]) AS e (customer_id, kind, episode)
           JOIN review_task t ON t.customer_id = e.customer_id AND t.kind = e.kind AND t.episode = e.episode
         UNION
         SELECT t.id FROM unnest($1::bigint[], $2::text[], $3::text[]) AS e (customer_id, kind, episode)
           JOIN review_task_state o ON o.customer_id = e.customer_id AND o.kind = e.kind
           JOIN review_task t ON t.id = o.task_id AND t.episode = e.episode)`,
      [
        episodes.map(({ customerKey }) => customerKey),
        episodes.map(({ kind }) => kind),
        episodes.map(({ episode }) => episode),
      ],
    );
  }

  /** Closes these tasks, given by their numbers inside the database. */
  settleTasks(
    tx: Tx,
    taskKeys: readonly string[],
    outcome: string,
    actor: Actor = systemActor,
  ): Promise<string[]> {
    return this.close(tx, actor, outcome, 's.task_id = ANY($1::bigint[])', [taskKeys]);
  }

  private async close(
    tx: Tx,
    actor: Actor,
    outcome: string,
    which: string,
    values: readonly (readonly string[])[],
  ): Promise<string[]> {
    tx.assertOpen();
    if (values[0]!.length === 0) return [];
    const { clock, days, audit } = this.parts;
    const now = clock.now();
    const n = values.length;
    const rows = await tx.query<{ id: string }>(
      `WITH locked AS (
         SELECT s.task_id FROM review_task_state s WHERE ${which} AND s.status = 'open' ORDER BY s.task_id FOR UPDATE
       ), closed AS (
         UPDATE review_task_state s SET status = 'settled', outcome = $${n + 7}, closed_on = $${n + 1},
           next_step_on = NULL, version = s.version + 1
         FROM locked WHERE locked.task_id = s.task_id RETURNING s.task_id, s.version
       ), told AS (
         INSERT INTO review_task_event (task_id, position, kind, at, actor_kind, actor_id, actor_name, details)
         SELECT task_id, version, 'settled', $${n + 2}, $${n + 3}, $${n + 4}, $${n + 5}, $${n + 6} FROM closed
       )
       SELECT t.public_id AS id FROM closed JOIN review_task t ON t.id = closed.task_id`,
      [
        ...[...values, days.dayOf(now), now, actor.kind, actor.id, actor.name],
        ...[JSON.stringify({ outcome }), outcome],
      ],
    );
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return ids;
    await audit.append(tx, actor, {
      action: 'review-tasks.settled',
      subject: { kind: 'review-task-batch', id: ids[0]! },
      details: { count: ids.length, outcome },
    });
    await this.closed(tx, actor, ids);
    return ids;
  }

  /** Tells whoever must know that these tasks, by their public ids, were closed. */
  async closed(tx: Tx, actor: Actor, taskIds: readonly string[]): Promise<void> {
    await this.parts.onClosed?.(tx, actor, taskIds);
  }

  private row(task: TaskToRaise, raisedOn: Day, publicId: string, stepsFor: ReturnType<typeof stepsByDays>) {
    const { customerKey, kind, episode, dueOn, ask, audience, cause } = task;
    const rule = this.parts.rules.kinds[kind];
    if (!rule.audiences.includes(audience)) throw new Error(`a task of kind ${kind} is not for ${audience}`);
    const [first] = stepsFor(kind, dueOn, raisedOn);
    return {
      ...{ publicId, customerKey, kind, episode, audience, raisedOn, dueOn },
      occurrence: task.occurrence ?? 1,
      ask: JSON.stringify({ en: ask.en, zh: ask.zh }),
      causeKind: cause?.kind ?? null,
      causeId: cause?.id ?? null,
      stepOn: task.internal ? null : (first?.on ?? null),
      collect: (task.collect ?? rule.collect).join(' '),
      reason: task.reason ?? null,
      order: `${customerKey.padStart(20, '0')} ${kind} ${episode}`,
    };
  }
}
