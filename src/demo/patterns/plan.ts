/** What is planted: transactions by day, facts, and the labels that say what should be found. */
import type { DemoEvent, Label, TransactionBody, WatchlistName } from '../types.js';

import type { CastMember } from './cast-life.js';

export class Plan {
  readonly labels: Label[] = [];
  readonly events: DemoEvent[] = [];
  readonly watchlist: WatchlistName[] = [];
  readonly living: CastMember[] = [];
  private readonly days = new Map<number, TransactionBody[]>();
  private readonly references = new Set<string>();

  add(day: number, body: TransactionBody): void {
    const list = this.days.get(day);
    if (list) list.push(body);
    else this.days.set(day, [body]);
    this.references.add(body.reference);
  }

  get size(): number {
    return this.references.size;
  }

  isPlanted(reference: string): boolean {
    return this.references.has(reference);
  }

  on(day: number): readonly TransactionBody[] {
    return this.days.get(day) ?? [];
  }

  /** The few transactions older than the history, which dormant accounts need, day by day. */
  before(first: number): { day: number; transactions: TransactionBody[] }[] {
    return [...this.days.keys()]
      .filter((day) => day < first)
      .sort((a, b) => a - b)
      .map((day) => ({ day, transactions: [...this.on(day)] }));
  }
}
