import { problems, sha256, type Actor, type Database, type Tx } from '../../platform/index.js';
import type { AuditEntry, AuditTrail } from '../../audit/index.js';
import type { LedgerPartitions } from '../store.js';
import type { Ingest } from './ingest.js';
import type { IngestLine, LineResult } from './line.js';

/** One request's lines, and who sent them. */
export interface IngestRequest {
  lines: readonly IngestLine[];
  actor: Actor;
  requestId: string;
}

interface Waiting extends IngestRequest {
  resolve(results: LineResult[]): void;
  reject(error: unknown): void;
}

/** Batches that run at once; more only wait for the same disk. */
const LANES = 2;
/** Small requests are gathered until a batch has this many lines. */
const GATHER = 1_000;
/** Lines that may wait before senders are asked to slow down. */
const MOST_WAITING = 100_000;

/**
 * Gathers requests that arrive while the database is busy into one transaction, so that many single requests cost
 * little more than one. A request is answered when its own lines are durable and evaluated.
 */
export class IngestQueue {
  private readonly waiting: Waiting[] = [];
  private waitingLines = 0;
  private lanes = 0;

  constructor(
    private readonly db: Database,
    private readonly ingest: Ingest,
    private readonly partitions: LedgerPartitions,
    private readonly audit: AuditTrail,
  ) {}

  submit(request: IngestRequest): Promise<LineResult[]> {
    if (this.waitingLines + request.lines.length > MOST_WAITING) {
      return Promise.reject(problems.tooManyRequests({ headers: { 'Retry-After': '1' } }));
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ ...request, resolve, reject });
      this.waitingLines += request.lines.length;
      this.pump();
    });
  }

  /** Stores and audits one request in a transaction the caller owns: imports, idempotent requests, dry runs. */
  async within(tx: Tx, request: IngestRequest): Promise<LineResult[]> {
    return (await this.run(tx, [request]))[0]!;
  }

  /** Must be called, outside of the transaction, before {@link within}. */
  prepare(lines: readonly IngestLine[]): Promise<void> {
    return this.partitions.ensure(
      lines.flatMap(({ transaction }) => (transaction ? [transaction.bookedAt] : [])),
    );
  }

  private pump(): void {
    while (this.lanes < LANES && this.waiting.length > 0) {
      const group = this.takeGroup();
      this.lanes += 1;
      void this.runGroup(group).finally(() => {
        this.lanes -= 1;
        this.pump();
      });
    }
  }

  private takeGroup(): Waiting[] {
    const group: Waiting[] = [];
    let lines = 0;
    while (
      this.waiting.length > 0 &&
      (group.length === 0 || lines + this.waiting[0]!.lines.length <= GATHER)
    ) {
      const next = this.waiting.shift()!;
      group.push(next);
      lines += next.lines.length;
    }
    this.waitingLines -= lines;
    return group;
  }

  /** A group that fails for a reason of its own is run again one by one, so that no request suffers for another. */
  private async runGroup(group: readonly Waiting[]): Promise<void> {
    try {
      await this.prepare(group.flatMap(({ lines }) => lines));
      const results = await this.db.inTransaction((tx) => this.run(tx, group), { steadyPlans: true });
      group.forEach(({ resolve }, i) => resolve(results[i]!));
    } catch (error) {
      const unreachable = (error as { status?: number }).status === 503;
      if (group.length === 1 || unreachable) for (const { reject } of group) reject(error);
      else for (const one of group) await this.runGroup([one]);
    }
  }

  private async run(tx: Tx, group: readonly IngestRequest[]): Promise<LineResult[][]> {
    const all = await this.ingest.ingest(
      tx,
      group.flatMap(({ lines }) => lines),
    );
    let start = 0;
    const results = group.map(({ lines }) => all.slice(start, (start += lines.length)));
    await this.auditAll(tx, group, results);
    return results;
  }

  /** One event per request, one statement per sender. */
  private async auditAll(
    tx: Tx,
    group: readonly IngestRequest[],
    results: readonly LineResult[][],
  ): Promise<void> {
    const bySender = new Map<string, { actor: Actor; entries: AuditEntry[] }>();
    for (const [i, { actor, requestId, lines }] of group.entries()) {
      const accepted = results[i]!.flatMap(({ status }, n) =>
        status === 'accepted' ? [lines[n]!.transaction!] : [],
      );
      if (accepted.length === 0) continue;
      const sender = bySender.get(actor.id) ?? { actor, entries: [] };
      bySender.set(actor.id, sender);
      sender.entries.push({
        action: 'transactions.stored',
        subject: { kind: 'transactions', id: requestId },
        requestId,
        details: {
          accepted: accepted.length,
          rejected: results[i]!.filter(({ status }) => status === 'rejected').length,
        },
        digest: sha256(accepted.map(({ key, content }) => `${key}${content}`).join('')),
      });
    }
    for (const { actor, entries } of bySender.values()) await this.audit.append(tx, actor, entries);
  }
}
