import {
  sha256,
  systemActor,
  type Actor,
  type BankDays,
  type Clock,
  type Day,
  type Tx,
  type WorkingDays,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { OnCustomerEvents, OnStored } from '../customers/index.js';
import { canonicalJson } from './domain/canonical.js';
import { listsOn } from './domain/lists.js';
import { addMonths, finalLevel, type LegalFloor } from './domain/override.js';
import { rankOf, type RiskModel } from './domain/model.js';
import { rate, type Rating } from './domain/rate.js';
import type { Lists } from './domain/condition.js';
import { activeModels, modelVersions, versionKey, type ModelVersion } from './models.js';
import type { FactSource, SetNextReview, SetRisk, Trigger } from './ports.js';
import { readFacts, type Subject } from './read-facts.js';
import type { RiskBook } from './rule-files.js';
import {
  endOverrides,
  ensureStandings,
  forgetRequests,
  insertRatings,
  findStandings,
  findLevels,
  requestRatings,
  retireStandings,
  setOverride,
  type NewRating,
  type StandingRow,
} from './store.js';

export interface RiskParts {
  clock: Clock;
  days: BankDays;
  workingDays: WorkingDays;
  audit: AuditTrail;
  book: RiskBook;
  setRisk: SetRisk;
  setNextReview: SetNextReview;
  /** Locks customers in the order of their keys until the transaction ends. */
  lockCustomers(tx: Tx, keys: readonly string[]): Promise<unknown>;
  /** Parts that know more about customers: beneficial owners, cases. */
  sources: readonly FactSource[];
}

/** One customer's rating before it is stored. */
export interface Rated {
  subject: Subject;
  version: ModelVersion;
  rating: Rating;
}

/** Rates customers, keeps every rating, and says on the customer's record what level holds. */
export class RiskRatings {
  private lists: { day: Day; lists: Lists } | undefined;

  constructor(readonly parts: RiskParts) {}

  /** Asks for a rating soon; a job does it within a minute. Asking twice is asking once. */
  async request(tx: Tx, keys: readonly string[], trigger: Trigger): Promise<void> {
    await requestRatings(tx, keys, trigger, this.parts.clock.now());
  }

  /** What the customers' store calls: the first rating at once, in the same transaction; a change is rated again at once too. */
  readonly onStored: OnStored = async (tx, actor, stored) => {
    const fresh = stored.filter(({ before }) => before === null).map(({ key }) => key);
    const changed = stored.filter(({ before }) => before !== null).map(({ key }) => key);
    await this.rateNow(tx, fresh, 'onboarding', actor);
    await this.rateNow(tx, changed, 'identity-change', actor);
  };

  /** What the record of customer events calls: those whose events rules read are rated again soon. */
  readonly onEvents: OnCustomerEvents = (tx, _actor, keys) => this.request(tx, keys, 'customer-event');

  /**
   * Rates customers in this transaction, however many, in one statement per step. Locks them in the order of their
   * keys, so that two ratings of one customer follow each other, and reads the model in force only then.
   * @returns how many were rated; walk-ins and ended relationships are not
   */
  async rateNow(
    tx: Tx,
    keys: readonly string[],
    trigger: Trigger,
    actor: Actor = systemActor,
  ): Promise<number> {
    tx.assertOpen();
    const wanted = [...new Set(keys)];
    if (wanted.length === 0) return 0;
    const today = this.today();
    await this.parts.lockCustomers(tx, wanted);
    // Before the facts are read: whoever asks later sees the request gone and asks anew.
    await forgetRequests(tx, wanted);
    await ensureStandings(tx, wanted, this.parts);
    const standings = await findStandings(tx, wanted);
    const rated = await this.judge(tx, wanted, today, await activeModels(tx));
    const now = this.parts.clock.now();
    const found = new Set(rated.map(({ subject }) => subject.key));
    const over = [...standings.values()].filter(({ customerId }) => !found.has(customerId));
    await endOverrides(
      tx,
      over.flatMap(({ override }) => (override ? [{ id: override.id, reason: 'closed' as const }] : [])),
      now,
    );
    await retireStandings(
      tx,
      over.map(({ customerId }) => customerId),
    );
    if (rated.length === 0) return 0;
    const settled = rated.map((one) => settle(one, standings.get(one.subject.key), today));
    await endOverrides(
      tx,
      settled.flatMap(({ ended, overrideId }) => (ended ? [{ id: overrideId!, reason: ended }] : [])),
      now,
    );
    const rows = settled.map(({ row }) => row);
    await insertRatings(tx, rows, { trigger, now, today });
    await this.parts.setRisk(
      tx,
      rows.map(({ customerId, finalLevel, reviewOn }) => ({
        key: customerId,
        riskLevel: finalLevel,
        nextReviewOn: reviewOn,
      })),
    );
    await this.parts.audit.append(tx, actor, {
      action: 'customers.rated',
      subject: { kind: 'risk-rating-batch', id: rows[0]!.customerId },
      details: { customers: rows.length, trigger },
      digest: sha256(
        JSON.stringify(rows.map(({ customerId, total, finalLevel }) => [customerId, total, finalLevel])),
      ),
    });
    return rows.length;
  }

  /**
   * People reviewed these customers today: the next review is one interval of the level that holds away, sooner where
   * an override ends before. No rating does this, however often the machine rates. Those never rated are passed over.
   */
  async reviewed(tx: Tx, keys: readonly string[], actor: Actor = systemActor): Promise<void> {
    const levels = await findLevels(tx, keys);
    if (levels.length === 0) return;
    const versions = await modelVersions(tx, levels);
    const reviews = levels.map(({ key, modelId, version, level, overrideEndsOn }) => {
      const due = this.reviewDay(versions.get(versionKey(modelId, version))!.model, level);
      const sooner = overrideEndsOn !== null && overrideEndsOn > this.today() && overrideEndsOn < due;
      return { key, nextReviewOn: sooner ? overrideEndsOn : due };
    });
    await this.parts.setNextReview(tx, reviews);
    await this.parts.audit.append(tx, actor, {
      action: 'customers.next-review-set',
      subject: { kind: 'risk-review-batch', id: reviews[0]!.key },
      details: { customers: reviews.length },
    });
  }

  /** The day that is one interval of a level away: the next review, or an override's end. */
  reviewDay(model: RiskModel, level: string): Day {
    return addMonths(this.today(), model.levels[rankOf(model, level)]!.reviewMonths);
  }

  /** Makes an approved override the customer's and rates the customer with it. */
  async putInForce(tx: Tx, key: string, overrideId: string, actor: Actor): Promise<void> {
    await setOverride(tx, key, overrideId);
    await this.rateNow(tx, [key], 'override', actor);
  }

  /** What the models say of customers now; stores nothing. */
  async judge(
    tx: Tx,
    keys: readonly string[],
    today: Day,
    models: ReadonlyMap<string, ModelVersion>,
  ): Promise<Rated[]> {
    const { days, sources } = this.parts;
    const lists = this.listsOf(today);
    const rated: Rated[] = [];
    // Models that look back equally far share one reading of the facts.
    for (const months of new Set([...models.values()].map(({ model }) => model.transactionMonths))) {
      for (const subject of await readFacts(tx, keys, { today, months, days, sources })) {
        const version = models.get(subject.kind);
        if (version?.model.transactionMonths !== months) continue;
        rated.push({ subject, version, rating: rate(version.model, subject.facts, lists) });
      }
    }
    return rated;
  }

  today(): Day {
    return this.parts.days.dayOf(this.parts.clock.now());
  }

  listsOf(day: Day): Lists {
    if (this.lists?.day !== day) this.lists = { day, lists: listsOn(this.parts.book.lists, day) };
    return this.lists.lists;
  }
}

/** What rules of law leave to people's judgement. */
export function floorOf(model: RiskModel, rating: Pick<Rating, 'rules'>): LegalFloor {
  const binding = new Set(
    [...model.highest, ...model.lowestBarred]
      .filter(({ overridable }) => !overridable)
      .map(({ rule }) => rule),
  );
  const standing = rating.rules.filter(({ rule }) => binding.has(rule));
  return {
    highest: standing.some(({ effect }) => effect === 'highest'),
    lowestBarred: standing.some(({ effect }) => effect === 'lowest-barred'),
  };
}

function settle(
  { subject, version: { model }, rating }: Rated,
  standing: StandingRow | undefined,
  today: Day,
) {
  const { level, ended } = finalLevel(
    model,
    rating.level,
    floorOf(model, rating),
    standing?.override ?? null,
    today,
  );
  const months = model.levels[rankOf(model, level)]!.reviewMonths;
  const kept = standing?.override && !ended ? standing.override : null;
  const due = addMonths(today, months);
  const row: NewRating = {
    customerId: subject.key,
    modelId: model.id,
    modelVersion: model.version,
    factsDigest: sha256(canonicalJson(subject.facts)),
    total: rating.total,
    machineLevel: rating.level,
    finalLevel: level,
    items: rating.items,
    rules: rating.rules,
    overrideId: kept?.id ?? null,
    // The override's own end is a review too.
    reviewOn: kept && kept.expiresOn < due ? kept.expiresOn : due,
  };
  return { row, ended, overrideId: standing?.override?.id };
}
