import {
  addDays,
  isId,
  problems,
  type Actor,
  type BankDays,
  type Clock,
  type Queryable,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import {
  findTask,
  maySeeCustomer,
  shownByRecord,
  type Item,
  type MeasureToPropose,
  type NoticeQueue,
  type RestrictionProposals,
  type TaskKind,
} from '../reviews/index.js';
import {
  completeMeasures,
  noticeDaysOn,
  servicesOf,
  usualMeasures,
  type RestrictionRules,
  type Service,
} from './domain/rules.js';
import { statusAfterAct, type RestrictionAct } from './domain/status.js';
import type { NoticeProof, SetRestricted } from './ports.js';
import {
  endNeedsSecondPerson,
  makerIsChecker,
  noSuchMeasure,
  noticeNotProven,
  restrictionState,
  taskNeeded,
} from './problems.js';
import {
  appendAct,
  endProposers,
  insertRestrictions,
  isInForce,
  lockRestrictions,
  stillRestricted,
  type StoredRestriction,
} from './store.js';

/** The step of the day a task is due: its notice is the first that says that the time is over. */
const DUE = 0;

export interface RestrictionParts {
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  rules: RestrictionRules;
  setRestricted: SetRestricted;
  proof: NoticeProof;
  notices?: NoticeQueue;
}

export interface Proposal {
  measures: readonly { code: string; parameters?: Record<string, string> }[];
  reason: string;
  note: string;
  collect: readonly Item[];
  taskId?: string;
}

/** Whether a restriction for this reason may follow from the task. */
const fits = (
  task: { customer_key: string; status: string; kind: TaskKind },
  customer: { key: string },
  reason: { kinds: readonly string[] },
): boolean =>
  task.customer_key === customer.key && task.status === 'open' && reason.kinds.includes(task.kind);

/** Whether the record shows that the closed task a restriction follows from has lost its reason. */
const isProven = ({ task_kind, task_outcome }: StoredRestriction): boolean =>
  task_outcome === 'relationship-ended' ||
  (task_kind !== null &&
    shownByRecord.includes(task_kind) &&
    task_outcome !== 'not-needed' &&
    task_outcome !== 'customer-refused');

/**
 * Graded limits of a customer's services: proposed, decided by a second person, in force, lifted. Basic services stay
 * (AML Law art. 30), and who is limited was told before (CDD Measures 2025, art. 26).
 */
export class Restrictions implements RestrictionProposals {
  constructor(private readonly parts: RestrictionParts) {}

  /** Proposes a restriction for one customer. @returns its public id */
  async proposeOne(tx: Tx, actor: Actor, customerId: string, proposal: Proposal): Promise<string> {
    const { clock, days, audit, rules, proof } = this.parts;
    const customer = await maySeeCustomer(tx, actor, customerId);
    const measures = completeMeasures(rules, proposal.measures);
    if (!Array.isArray(measures))
      throw noSuchMeasure({
        faults: [
          {
            pointer: `/measures/${measures.fault}`,
            code: 'no-such-measure',
            message: { en: 'is no measure as the rules have it', zh: '不是规则中的措施' },
          },
        ],
      });
    const reason = rules.reasons[proposal.reason];
    if (!reason) throw problems.invalidBody();
    const now = clock.now();
    const today = days.dayOf(now);
    const { taskId } = proposal;
    const task = taskId === undefined ? undefined : await findTask(tx, actor, taskId, true);
    if (task ? !fits(task, customer, reason) : reason.notice) throw taskNeeded();
    if (reason.notice) {
      const before = this.toldBefore(now);
      if (!(await proof.toldOf(tx, [{ taskId: taskId!, step: DUE }], before)).has(taskId!))
        throw noticeNotProven();
    }
    const [made] = await insertRestrictions(
      tx,
      actor,
      [
        {
          customerKey: customer.key,
          measures,
          reason: proposal.reason,
          note: proposal.note,
          collect: proposal.collect,
          taskId: taskId ?? null,
        },
      ],
      { now, today, rulesVersion: rules.version },
    );
    await audit.append(tx, actor, {
      action: 'restriction.proposed',
      subject: { kind: 'restriction', id: made!.id },
      details: { measures: measures.map(({ code }) => code), reason: proposal.reason },
    });
    return made!.id;
  }

  /** Proposes what tasks have come to, in bulk and once for each; see {@link RestrictionProposals}. */
  async propose(tx: Tx, actor: Actor, wanted: readonly MeasureToPropose[]): Promise<ReadonlySet<string>> {
    const { clock, days, audit, rules, proof } = this.parts;
    const now = clock.now();
    const ids = wanted.map(({ taskId }) => taskId);
    const told = await proof.toldOf(
      tx,
      wanted.map(({ taskId, announcedAt }) => ({ taskId, step: announcedAt ?? DUE })),
      this.toldBefore(now),
    );
    const proven = wanted.filter(({ taskId }) => told.has(taskId));
    const made = await insertRestrictions(
      tx,
      actor,
      proven.map(({ customerKey, taskId, kind, measures, collect }) => ({
        customerKey,
        measures: usualMeasures(rules, measures),
        reason: Object.keys(rules.reasons).find((code) => rules.reasons[code]!.kinds.includes(kind))!,
        note: null,
        collect,
        taskId,
      })),
      { now, today: days.dayOf(now), rulesVersion: rules.version },
    );
    if (made.length > 0)
      await audit.append(tx, actor, {
        action: 'restrictions.proposed',
        subject: { kind: 'restriction-batch', id: made[0]!.id },
        details: { count: made.length },
      });
    return new Set(ids.filter((id) => !told.has(id)));
  }

  servicesOf(measures: readonly string[]): readonly Service[] {
    return servicesOf(this.parts.rules, measures);
  }

  /** Decides on a proposal; never who made it. */
  async decide(tx: Tx, actor: Actor, id: string, act: 'approved' | 'refused', note: string): Promise<void> {
    const one = await this.locked(tx, id, act);
    if (one.actor_kind !== 'system' && one.actor_id === actor.id) throw makerIsChecker();
    await this.act(tx, actor, [one], act, note);
    if (act === 'approved') {
      await this.parts.setRestricted(tx, actor, [one.customer_key], true);
      await this.tell(tx, actor, [one], 'service-restriction');
    }
  }

  /**
   * Proposes the end of a restriction, or ends it where another person proposed that, be it by closing the task that
   * it follows from: what two people put in force, two people lift.
   */
  async lift(tx: Tx, actor: Actor, id: string, note: string): Promise<void> {
    const one = await this.locked(tx, id, 'lifted');
    const proposers = await endProposers(tx, one.key);
    if (proposers.includes(actor.id)) throw endNeedsSecondPerson();
    if (proposers.length === 0) await this.act(tx, actor, [one], 'end-proposed', note);
    else await this.end(tx, actor, [one], note);
  }

  /** Whether a restriction is one of the customer's that is in force. */
  async isInForce(q: Queryable, customerKey: string, id: string): Promise<boolean> {
    return isId(id) && isInForce(q, customerKey, id);
  }

  /** Ends a restriction that is in force; nothing where it ended meanwhile. @returns whether it did */
  async liftStanding(tx: Tx, actor: Actor, id: string, note: string): Promise<boolean> {
    const standing = (await lockRestrictions(tx, 'id', [id])).filter(({ status }) => status === 'in-force');
    await this.end(tx, actor, standing, note);
    return standing.length > 0;
  }

  /**
   * Of tasks that are closed: ends what stood because of them where the record shows that they were done, or the
   * relationship is over. Where there is only somebody's word, what the system proposed goes, but what two people put
   * in force stands until another person lifts it.
   */
  async onTasksClosed(tx: Tx, actor: Actor, taskIds: readonly string[]): Promise<void> {
    const list = await lockRestrictions(tx, 'task', taskIds);
    const proposed = list.filter(({ status }) => status === 'proposed');
    const gone = proposed.filter((one) => isProven(one) || one.actor_kind === 'system');
    await this.act(tx, actor, gone, 'withdrawn', null);
    const standing = list.filter(({ status }) => status === 'in-force');
    await this.end(tx, actor, standing.filter(isProven), null);
    const stated = standing.filter((one) => !isProven(one));
    await this.act(tx, actor, stated, 'end-proposed', null);
  }

  private async end(
    tx: Tx,
    actor: Actor,
    list: readonly StoredRestriction[],
    note: string | null,
  ): Promise<void> {
    if (list.length === 0) return;
    await this.act(tx, actor, list, 'lifted', note);
    const keys = [...new Set(list.map(({ customer_key }) => customer_key))];
    const still = await stillRestricted(tx, keys);
    const free = keys.filter((key) => !still.has(key));
    await this.parts.setRestricted(tx, actor, free, false);
    await this.tell(tx, actor, list, 'service-restored');
  }

  private async locked(tx: Tx, id: string, act: RestrictionAct): Promise<StoredRestriction> {
    const [one] = await lockRestrictions(tx, 'id', [id]);
    if (!one) throw problems.notFound();
    if (statusAfterAct(one.status, act) === undefined) throw restrictionState();
    return one;
  }

  private async act(
    tx: Tx,
    actor: Actor,
    list: readonly StoredRestriction[],
    act: RestrictionAct,
    note: string | null,
  ): Promise<void> {
    if (list.length === 0) return;
    const { clock, days, audit } = this.parts;
    const now = clock.now();
    await appendAct(tx, actor, list, act, { now, today: days.dayOf(now), note });
    await audit.append(
      tx,
      actor,
      list.map(({ id }) => ({ action: `restriction.${act}`, subject: { kind: 'restriction', id } })),
    );
  }

  private async tell(
    tx: Tx,
    actor: Actor,
    list: readonly StoredRestriction[],
    template: string,
  ): Promise<void> {
    const { notices, clock, days } = this.parts;
    const from = days.dayOf(clock.now());
    await notices?.queue(
      tx,
      actor,
      list.map(({ id, customer_key, measures, collect }) => ({
        customerKey: customer_key,
        template,
        variables: {
          from,
          services: this.servicesOf(measures.map(({ code }) => code)),
          bring: collect,
        },
        cause: { kind: 'restriction' as const, id },
        step: template,
      })),
    );
  }

  /** The instant by which a customer must have been told for a measure to be proposed now. */
  private toldBefore(now: Date): Date {
    const { days, rules } = this.parts;
    const today = days.dayOf(now);
    return days.startOf(addDays(today, 1 - noticeDaysOn(rules, today)));
  }
}
