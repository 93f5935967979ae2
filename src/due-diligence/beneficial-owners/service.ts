import {
  systemActor,
  type Actor,
  type BankDays,
  type Clock,
  type Day,
  type Job,
  type Database,
  type Queryable,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Finding, LevelChange, StoredCustomer } from '../../customers/index.js';
import type { ReviewRules } from '../reviews/domain/schedule.js';
import type { ReviewTasks } from '../reviews/index.js';
import { ownerFindings, withDeclared } from './domain/declared.js';
import type { Determination } from './domain/determination.js';
import { determineOwners } from './domain/determine.js';
import { ruleOn, type OwnerRuleFile } from './domain/rule.js';
import { newDetermination } from './new-determination.js';
import { followedThrough, noteLevels, noteTurningDays } from './renewal.js';
import {
  bodiesBelow,
  insertDeterminations,
  lockKnown,
  lockSubjects,
  markAgain,
  markStale,
  noteChanges,
  presentOwners,
  standingOf,
  takeStale,
  type Standing,
  type Subject,
} from './store.js';
import { loadStructures, type LoadedStructure } from './structures.js';
import { tellOfOwners } from './telling.js';

export interface OwnerParts {
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  rules: OwnerRuleFile;
  tasks: ReviewTasks;
  reviewRules: ReviewRules;
  /** Told, in the same transaction, of customers whose owners are others than before. */
  onChanged?: (tx: Tx, customerKeys: readonly string[]) => Promise<void>;
  /** Keeps what the owners of customers lack as findings of those customers. */
  setFindings: (
    tx: Tx,
    source: string,
    found: readonly { key: string; findings: readonly Finding[] }[],
  ) => Promise<void>;
}

/** Up to so many changed parties, parties below and parties above, the owners are found before the answer. */
const AT_ONCE = { changes: 4, below: 100, above: 2_000 };
const BATCH = { changes: 200, bodies: 50 };
/** A structure larger than this is not loaded; nothing that exists is. */
const LARGEST = 1 << 20;

/**
 * Keeps the beneficial owners of every body that is a customer: finds them again whenever a relationship above it
 * changes, and stores what was found each time it is something else.
 */
export class BeneficialOwners {
  constructor(private readonly parts: OwnerParts) {}

  /**
   * Told of parties whose relationships changed. Small structures are settled in this transaction; the change is noted
   * in any case, so that the job looks once more when it is committed: of two changes at the same time in far parts of
   * one structure neither sees the other.
   */
  async changed(tx: Tx, actor: Actor, parties: readonly string[]): Promise<void> {
    await noteChanges(tx, parties);
    if (parties.length > AT_ONCE.changes) return;
    const bodies = await bodiesBelow(tx, parties, AT_ONCE.below);
    if (!bodies || bodies.length === 0) return;
    await this.recompute(tx, actor, await lockSubjects(tx, bodies), AT_ONCE.above);
  }

  /** Told of stored customers: of which kind a body is decides what is asked of its owners. */
  async stored(tx: Tx, actor: Actor, stored: readonly StoredCustomer[]): Promise<void> {
    const others = stored.filter(
      ({ before, after }) =>
        before !== null && (before.kind !== after.kind || before.publicBody !== after.publicBody),
    );
    const keys = others.map(({ key }) => key);
    if (keys.length === 0) return;
    if (keys.length > AT_ONCE.changes) return markAgain(tx, keys);
    const known = await lockKnown(tx, keys);
    if (known.length > 0) await this.recompute(tx, actor, known, AT_ONCE.above);
  }

  /** Looks again at the owners of one customer, for a reason of its own. */
  async refresh(tx: Tx, actor: Actor, body: { customer: string; party: string }): Promise<void> {
    await this.recompute(tx, actor, await lockSubjects(tx, [body]), LARGEST);
  }

  /**
   * What the tests find on a day, without storing it.
   * @param scope the branch the reader is bound to: found by the usual rules for everybody, so that what is shown tells
   *   neither stronger measures nor the level of risk, and from what that branch may know
   */
  async determine(q: Queryable, body: { customer: string; party: string }, asOf: Day, scope?: string) {
    const loaded = await loadStructures(q, [body.party], asOf, LARGEST, scope);
    const structure = loaded!.get(body.party)!;
    const standing = scope === undefined ? await standingOf(q, [body.customer]) : new Map<string, Standing>();
    return { structure, found: this.found(structure, standing.get(body.customer), asOf) };
  }

  /** The usual threshold of a day, in per cent. */
  thresholdOn(day: Day): string {
    return ruleOn(this.parts.rules, day).threshold;
  }

  /** The job that goes on where a transaction would take too long, and looks behind those that ran side by side. */
  job(db: Database): Job {
    return {
      name: 'beneficial-owners',
      everySeconds: 5,
      run: async ({ assertLease }) => {
        await this.followDays(db);
        assertLease();
        const marked = await db.inTransaction((tx) => markStale(tx, BATCH.changes));
        assertLease();
        const done = await db.inTransaction(async (tx) => {
          const subjects = await takeStale(tx, BATCH.bodies);
          if (subjects.length > 0) await this.recompute(tx, systemActor, subjects, LARGEST);
          return subjects.length;
        });
        return marked || done > 0;
      },
    };
  }

  /** Told of customers whose level of risk became another. */
  levels(tx: Tx, changes: readonly LevelChange[]): Promise<void> {
    return noteLevels(tx, this.parts.rules.higherRiskLevels.levels, changes);
  }

  /** What begins or ends by itself on a day changes who owns whom; days on which nothing ran are made up for. */
  private async followDays(db: Database): Promise<void> {
    const { clock, days } = this.parts;
    const today = days.dayOf(clock.now());
    const through = await followedThrough(db);
    if (through === null || through < today)
      await db.inTransaction((tx) => noteTurningDays(tx, today, days.zone));
  }

  private found(structure: LoadedStructure, standing: Standing | undefined, asOf: Day): Determination {
    const rule = ruleOn(this.parts.rules, asOf);
    const found = determineOwners({
      target: structure.target,
      structure,
      rule,
      stronger: standing?.stronger ?? false,
      higherRisk: this.isHigherRisk(standing),
    });
    return withDeclared(found, structure.declared, rule);
  }

  private isHigherRisk(standing: Standing | undefined): boolean {
    return (
      (standing?.suspected ?? false) ||
      this.parts.rules.higherRiskLevels.levels.includes(standing?.riskLevel ?? '')
    );
  }

  /** Finds the owners of locked bodies and stores what changed; those too large for now are left to the job. */
  private async recompute(
    tx: Tx,
    actor: Actor,
    subjects: readonly Subject[],
    largest: number,
  ): Promise<void> {
    const { clock, days, setFindings } = this.parts;
    const now = clock.now();
    const asOf = days.dayOf(now);
    const structures = await loadStructures(
      tx,
      subjects.map(({ party }) => party),
      asOf,
      largest,
    );
    if (!structures) return;
    const customers = subjects.map(({ customer }) => customer);
    const standing = await standingOf(tx, customers);
    const results = subjects.map((subject) => {
      const structure = structures.get(subject.party)!;
      const of = standing.get(subject.customer);
      const usual = this.found(structure, undefined, asOf);
      const result = of?.stronger || this.isHigherRisk(of) ? this.found(structure, of, asOf) : usual;
      return { subject, structure, usual, result };
    });
    // Also where the owners are the same: what was declared, or is asked, may be something else. By the usual rules
    // only, for a branch reads them and the status of the customer follows them.
    await setFindings(
      tx,
      'owners',
      results.map(({ subject, structure, usual }) => ({
        key: subject.customer,
        findings: ownerFindings(usual, structure.declared, standing.get(subject.customer)?.asked),
      })),
    );
    const made = results.flatMap((one) => newDetermination(one) ?? []);
    if (made.length === 0) return;
    const before = await presentOwners(tx, customers);
    await insertDeterminations(tx, made, { asOf, now });
    await tellOfOwners(tx, actor, made, { ...this.parts, before, standing, asOf });
  }
}
