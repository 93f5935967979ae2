import type { Actor, Clock, Queryable, Tx } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { branchScope } from '../../access/index.js';
import type { StoredCustomer } from '../ports.js';
import { maskedName } from './domain/masked-name.js';
import type { KnownFacts } from './domain/identity.js';
import { DOCUMENT_REASONS, NAME_REASONS, type ReasonCode } from './domain/score.js';
import {
  decidePair,
  listPairs,
  refreshFindings,
  refreshKin,
  type Pair,
  type PairDecision,
  type PairStatus,
} from './pairs.js';
import { dropStalePairs, findDuplicates, keepPairs, putMarks, type Match, type Probe } from './store.js';

/** A customer whose document another customer has as well. */
export interface SharedDocument {
  customerKey: string;
  otherKeys: string[];
  /** Whether the names differ altogether: somebody may use the document of another. */
  otherName: boolean;
  /** Whether a relationship with the other was refused. */
  refused: boolean;
}

/** Told of stored customers whose document another customer has, in the transaction that stores them. */
export type OnSharedDocument = (tx: Tx, actor: Actor, shared: readonly SharedDocument[]) => Promise<void>;

export interface DuplicateParts {
  clock: Clock;
  audit: AuditTrail;
  onSharedDocument?: OnSharedDocument;
}

/** How a match may be shown. */
export interface ShownMatch {
  id?: string;
  customerNumber?: string;
  maskedName: string;
  branch: string | null;
  sameBranch: boolean;
  score: number;
  reasons: ReasonCode[];
}

/** More matches than this help nobody who types. */
const MOST_SHOWN = 10;

/** Finds who may be the same customer: while one is typed, when one is stored, and in the whole base. */
export class Duplicates {
  constructor(private readonly parts: DuplicateParts) {}

  /**
   * Who may be the customer that is being typed, best first. Whoever works for one branch learns of customers of the
   * others that they exist and where, not who they are.
   * @param except id of a stored customer that is being changed
   */
  async check(
    q: Queryable,
    actor: Actor,
    facts: KnownFacts,
    except?: string,
  ): Promise<{ shown: ShownMatch[]; seen: string[] }> {
    const [found = []] = await findDuplicates(q, [{ facts }]);
    const own = branchScope(actor);
    const matches = found.filter(({ customer }) => customer.id !== except).slice(0, MOST_SHOWN);
    const shown = matches.map(({ customer, score, reasons }): ShownMatch => {
      const sameBranch = own === undefined || customer.branch === own;
      return {
        ...(sameBranch ? { id: customer.id, customerNumber: customer.customerNumber } : {}),
        maskedName: maskedName(customer.name),
        branch: customer.branch,
        sameBranch,
        score,
        reasons,
      };
    });
    return { shown, seen: matches.map(({ customer }) => customer.id) };
  }

  /** Who may be the same as each of the probes, best first; up to a thousand at once. */
  find(q: Queryable, probes: readonly Probe[]): Promise<Match[][]> {
    return findDuplicates(q, probes);
  }

  /** Indexes stored customers and keeps whom they may be the same as; called in the transaction that stores them. */
  async stored(tx: Tx, actor: Actor, stored: readonly StoredCustomer[]): Promise<void> {
    const toProbe = ({ key, after }: StoredCustomer) => ({ key, facts: after });
    const changed = stored.filter(({ before }) => before !== null).map(toProbe);
    await putMarks(tx, stored.filter(({ before }) => before === null).map(toProbe), true);
    await putMarks(tx, changed, false);
    const probes = stored.map(toProbe);
    const { shared, outdated } = await this.examine(tx, probes, {
      changed: new Set(changed.map(({ key }) => key)),
      entering: new Set(probes.map(({ key }) => key)),
    });
    await refreshFindings(tx, [
      ...new Set([
        ...shared.flatMap(({ customerKey, otherKeys }) => [customerKey, ...otherKeys]),
        ...outdated,
      ]),
    ]);
    await refreshKin(
      tx,
      changed.map(({ key }) => key),
    );
    if (shared.length > 0) await this.parts.onSharedDocument?.(tx, actor, shared);
  }

  /**
   * Keeps the pairs of the probed customers.
   * @param entering who comes now; of two who were there already the later one came with the document of the other
   * @returns who shares a document, and who no longer has a pair
   */
  async examine(
    tx: Tx,
    probes: readonly (Probe & { key: string })[],
    { changed, entering }: { changed: ReadonlySet<string>; entering: ReadonlySet<string> },
  ): Promise<{ shared: SharedDocument[]; outdated: string[]; fresh: number }> {
    const found = await findDuplicates(tx, probes);
    const pairs = found.flatMap((matches, at) =>
      matches.map(({ customer, score, reasons }) => ({
        one: probes[at]!.key,
        other: customer.key,
        entered: enteredOf(probes[at]!.key, customer.key, entering),
        score,
        reasons,
      })),
    );
    const fresh = await keepPairs(tx, pairs, this.parts.clock.now());
    const outdated = await dropStalePairs(tx, [...changed], pairs);
    const shared = found.flatMap((matches, at): SharedDocument[] => {
      const same = matches.filter(({ reasons }) => has(reasons, DOCUMENT_REASONS));
      if (same.length === 0) return [];
      return [
        {
          customerKey: probes[at]!.key,
          otherKeys: same.map(({ customer }) => customer.key),
          otherName: same.some(({ reasons }) => !has(reasons, NAME_REASONS)),
          refused: same.some(({ customer }) => customer.refused),
        },
      ];
    });
    return { shared, outdated, fresh };
  }

  list(
    q: Queryable,
    query: { status?: PairStatus; limit?: number; cursor?: string },
  ): Promise<{ items: Pair[]; nextCursor: string | null }> {
    return listPairs(q, query);
  }

  decide(tx: Tx, actor: Actor, decision: PairDecision): Promise<Pair> {
    return decidePair(tx, actor, decision, this.parts);
  }
}

const has = (reasons: readonly ReasonCode[], wanted: readonly ReasonCode[]): boolean =>
  reasons.some((reason) => wanted.includes(reason));

function enteredOf(one: string, other: string, entering: ReadonlySet<string>): string {
  if (entering.has(one) && !entering.has(other)) return one;
  return BigInt(one) > BigInt(other) ? one : other;
}
