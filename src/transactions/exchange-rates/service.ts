import { addDays, Conditions, decodeCursor, isDay, problems, toPage } from '../../platform/index.js';
import type { Actor, BankDays, Clock, Day, Queryable, Tx } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { jumps, rateFaults, type RateTable } from './domain/rate-faults.js';
import { validityOf, type RateKind } from './domain/validity.js';
import { lockRatesForChange } from './lock.js';
import { findRates, nearestRates, ratesFrom, replaceRates, type ExchangeRate } from './store.js';

/** Rates that are other than before, for days in `[from, to)`. */
export interface RatesChange {
  kind: RateKind;
  currencies: string[];
  from: Day;
  to: Day;
}

/** Converts again what was stored with the old rate or without one; called in the transaction of the change. */
export type OnRatesChanged = (tx: Tx, change: RatesChange) => Promise<void>;

export interface RateFilters {
  kind?: RateKind;
  date?: Day;
  currency?: string;
  superseded?: boolean;
}

export interface RatesAnswer {
  kind: RateKind;
  base: string;
  validFrom: Day;
  validTo: Day;
  rates: Record<string, string>;
  changed: string[];
}

/** Exchange rates by dated tables. */
export class ExchangeRates {
  constructor(
    private readonly parts: {
      clock: Clock;
      days: BankDays;
      audit: AuditTrail;
      onRatesChanged: OnRatesChanged;
    },
  ) {}

  /**
   * Enters the rates of a date. Currencies not named keep theirs; a changed one supersedes the old, an equal one does
   * nothing. Throws 422 with every fault of the table.
   */
  async put(
    tx: Tx,
    actor: Actor,
    date: Day,
    table: RateTable & { confirmed?: boolean },
    requestId?: string,
  ): Promise<RatesAnswer> {
    const { kind, base, rates } = table;
    assertPlausible(date, this.parts.days.dayOf(this.parts.clock.now()));
    const faults = rateFaults(table);
    if (faults.length > 0) throw problems.invalidBody({ faults });
    const { from, to } = validityOf(kind, date);
    await lockRatesForChange(tx);
    if (!table.confirmed) {
      const found = jumps(rates, await nearestRates(tx, kind, Object.keys(rates), from));
      if (found.length > 0) throw problems.invalidBody({ faults: found });
    }
    const before = await ratesFrom(tx, kind, from);
    const changed = Object.keys(rates).filter((currency) => !same(before.get(currency), rates[currency]!));
    if (changed.length > 0) {
      const replaced = Object.fromEntries(changed.map((currency) => [currency, rates[currency]!]));
      await replaceRates(tx, { kind, base, rates: replaced, from, to }, actor, this.parts.clock.now());
      await this.parts.audit.append(tx, actor, {
        action: 'exchange-rates.entered',
        subject: { kind: 'exchange-rates', id: `${kind} ${from}` },
        details: {
          rates: replaced,
          superseded: Object.fromEntries(changed.flatMap((c) => (before.has(c) ? [[c, before.get(c)]] : []))),
        },
        ...(requestId === undefined ? {} : { requestId }),
      });
      await this.parts.onRatesChanged(tx, { kind, currencies: changed, from, to });
    }
    const after = await ratesFrom(tx, kind, from);
    return {
      kind,
      base,
      validFrom: from,
      validTo: to,
      rates: Object.fromEntries([...after].sort()),
      changed,
    };
  }

  /** Rates entered, the newest days first; with `date` those in force on it. */
  async list(
    q: Queryable,
    { kind, date, currency, superseded = false }: RateFilters,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<{ items: ExchangeRate[]; nextCursor: string | null }> {
    const conditions = new Conditions()
      .add('kind = ?', kind)
      .add('currency = ?', currency)
      .add('valid_from <= ?::date AND valid_to > ?::date', date, date);
    if (!superseded) conditions.add('superseded_at IS NULL');
    if (date !== undefined)
      conditions.add(
        `NOT EXISTS (SELECT FROM exchange_rate later WHERE later.superseded_at IS NULL
          AND later.kind = exchange_rate.kind AND later.currency = exchange_rate.currency
          AND later.valid_from > exchange_rate.valid_from AND later.valid_from <= ?::date)`,
        date,
      );
    if (cursor !== undefined)
      conditions.add('(valid_from, id) < (?::date, ?::bigint)', ...decodeCursor(cursor, ['day', 'key']));
    return toPage(
      await findRates(q, conditions, limit + 1),
      limit,
      (rate) => rate,
      ({ validFrom, id }) => [validFrom, id],
    );
  }
}

const EARLIEST = '1990-01-01';
const DAYS_AHEAD = 366;

/** The date stands in the address, so a wrong one is a malformed request. */
function assertPlausible(date: Day, today: Day): void {
  if (isDay(date) && date >= EARLIEST && date <= addDays(today, DAYS_AHEAD)) return;
  throw problems.malformed({
    detail: {
      en: `The date must be written YYYY-MM-DD, not before ${EARLIEST} and at most a year ahead.`,
      zh: `日期格式须为 YYYY-MM-DD，不早于 ${EARLIEST}，且不晚于今天起一年。`,
    },
  });
}

const same = (before: string | undefined, after: string): boolean =>
  before !== undefined && trimmed(before) === trimmed(after);
const trimmed = (rate: string): string => (rate.includes('.') ? rate.replace(/\.?0+$/, '') : rate);
