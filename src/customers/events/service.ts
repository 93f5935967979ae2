import {
  checkBody,
  Conditions,
  decodeCursor,
  newId,
  sha256,
  toPage,
  type Actor,
  type BankDays,
  type Clock,
  type Day,
  type FieldFault,
  type Queryable,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { canonicalJson } from '../domain/changes.js';
import { customerEvent, type CustomerEventBody } from './schemas.js';
import { customerEventFlags, customerEventTypes } from './types.js';

const check = checkBody(customerEvent);

/** What became of one event, in order. */
export interface EventOutcome {
  source: string | null;
  reference: string | null;
  status: 'accepted' | 'duplicate' | 'rejected';
  problem?: FieldFault;
}

/** Told which customers an event says something about that rules read; in the transaction that records it. */
export type OnCustomerEvents = (tx: Tx, actor: Actor, keys: readonly string[]) => Promise<void>;

export interface CustomerEventParts {
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  onRecorded?: OnCustomerEvents;
}

interface Candidate {
  at: number;
  body: CustomerEventBody;
  key: string;
  content: Buffer;
}

/** What other systems and officers report about customers: append only, each once. */
export class CustomerEvents {
  constructor(private readonly parts: CustomerEventParts) {}

  /**
   * Records events, each judged by itself: a wrong one never stops its neighbours. What was recorded before with the
   * same source and reference is a duplicate; with other content, rejected as `reference-conflict`.
   */
  async record(tx: Tx, actor: Actor, raw: readonly unknown[], requestId?: string): Promise<EventOutcome[]> {
    tx.assertOpen();
    const { clock, days, audit, onRecorded } = this.parts;
    const today = days.dayOf(clock.now());
    const outcomes = raw.map((body) => judged(body, today));
    const candidates = await withCustomers(tx, outcomes);
    const stored = await insert(tx, actor, candidates, clock.now());
    const known = await contents(tx, candidates);
    const results = outcomes.map(({ outcome }, at): EventOutcome => {
      if (outcome.status === 'rejected') return outcome;
      const { content } = candidates.find((one) => one.at === at)!;
      const name = eventKey(outcome);
      if (!known.get(name)!.equals(content)) return rejected(outcome, CONFLICT);
      // Of several equal ones in one request the first is the event.
      return stored.delete(name) ? outcome : { ...outcome, status: 'duplicate' };
    });
    const accepted = candidates.filter(({ at }) => results[at]!.status === 'accepted');
    if (accepted.length === 0) return results;
    await audit.append(tx, actor, {
      action: 'customer-events.recorded',
      subject: { kind: 'customer-event-batch', id: requestId ?? newId(clock.now().getTime()) },
      details: { events: accepted.length, types: [...new Set(accepted.map(({ body }) => body.type))] },
      digest: sha256(accepted.map(({ content }) => content.toString('hex')).join()),
      ...(requestId === undefined ? {} : { requestId }),
    });
    const read = new Set(customerEventFlags().map(({ type }) => type));
    const concerned = accepted.filter(({ body }) => read.has(body.type)).map(({ key }) => key);
    if (concerned.length > 0) await onRecorded?.(tx, actor, [...new Set(concerned)]);
    return results;
  }

  /** The events of one customer, newest first. */
  async list(q: Queryable, customerKey: string, { limit = 50, cursor }: { limit?: number; cursor?: string }) {
    const conditions = new Conditions().add('e.customer_id = ?', customerKey);
    if (cursor !== undefined)
      conditions.add('(e.occurred_on, e.id) < (?::date, ?::bigint)', ...decodeCursor(cursor, ['day', 'key']));
    const rows = await q.query<{
      id: string;
      public_id: string;
      source: string;
      reference: string;
      type: string;
      occurred_on: Day;
      details: Record<string, unknown>;
      recorded_at: Date;
    }>(
      `SELECT e.id, e.public_id, e.source, e.reference, e.type, e.occurred_on::text AS occurred_on, e.details, e.recorded_at
       FROM customer_event e ${conditions.where} ORDER BY e.occurred_on DESC, e.id DESC LIMIT ${conditions.parameter(limit + 1)}`,
      conditions.values,
    );
    const titles = new Map(customerEventTypes().map(({ type, title }) => [type, title]));
    return toPage(
      rows,
      limit,
      (row) => ({
        id: row.public_id,
        source: row.source,
        reference: row.reference,
        type: row.type,
        title: titles.get(row.type) ?? { en: row.type, zh: row.type },
        occurredOn: row.occurred_on,
        details: row.details,
        recordedAt: row.recorded_at.toISOString(),
      }),
      ({ occurred_on, id }) => [occurred_on, id],
    );
  }
}

type Judged = { outcome: EventOutcome; body?: CustomerEventBody };

function judged(raw: unknown, today: Day): Judged {
  const { value, faults } = check(raw);
  if (faults) {
    const text = (name: string) => {
      const found = (raw as Record<string, unknown> | null)?.[name];
      return typeof found === 'string' ? found.slice(0, 128) : null;
    };
    const outcome: EventOutcome = {
      source: text('source'),
      reference: text('reference'),
      status: 'rejected',
    };
    return { outcome: { ...outcome, problem: faults[0]! } };
  }
  const outcome: EventOutcome = { source: value.source, reference: value.reference, status: 'accepted' };
  return value.occurredOn > today ? { outcome: rejected(outcome, FUTURE) } : { outcome, body: value };
}

/** Those whose customer is known; the others are marked as rejected in place. */
async function withCustomers(tx: Tx, all: Judged[]): Promise<Candidate[]> {
  const numbers = [...new Set(all.flatMap(({ body }) => body?.customerNumber ?? []))];
  const rows = await tx.query<{ id: string; customer_number: string }>(
    'SELECT id, customer_number FROM customer WHERE customer_number = ANY($1)',
    [numbers],
  );
  const keys = new Map(rows.map(({ id, customer_number }) => [customer_number, id]));
  return all.flatMap((one, at) => {
    if (!one.body) return [];
    const key = keys.get(one.body.customerNumber);
    if (key === undefined) {
      one.outcome = rejected(one.outcome, UNKNOWN_CUSTOMER);
      return [];
    }
    return [{ at, body: one.body, key, content: sha256(canonicalJson(one.body)) }];
  });
}

/** Stores what is new; in one order for all, so that two requests wait for each other and never in a circle. */
async function insert(
  tx: Tx,
  actor: Actor,
  candidates: readonly Candidate[],
  now: Date,
): Promise<Set<string>> {
  const rows = [...candidates].sort((a, b) => (eventKey(a.body) < eventKey(b.body) ? -1 : 1));
  const column = <T>(pick: (one: Candidate) => T): T[] => rows.map(pick);
  const stored = await tx.query<{ source: string; reference: string }>(
    `INSERT INTO customer_event (recorded_at, actor_kind, actor_id, public_id, customer_id, source, reference, type, occurred_on, details, content)
     SELECT $1, $2, $3, e.* FROM unnest($4::uuid[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::date[], $10::jsonb[], $11::bytea[]) AS e
     ON CONFLICT (source, reference) DO NOTHING RETURNING source, reference`,
    [
      now,
      actor.kind,
      actor.id,
      column(() => newId(now.getTime())),
      column(({ key }) => key),
      column(({ body }) => body.source),
      column(({ body }) => body.reference),
      column(({ body }) => body.type),
      column(({ body }) => body.occurredOn),
      column(({ body }) => JSON.stringify(body.details ?? {})),
      column(({ content }) => content),
    ],
  );
  return new Set(stored.map(eventKey));
}

/** What is stored under each name now, by whomever. */
async function contents(tx: Tx, candidates: readonly Candidate[]): Promise<Map<string, Buffer>> {
  const rows = await tx.query<{ source: string; reference: string; content: Buffer }>(
    `SELECT e.source, e.reference, e.content FROM customer_event e
     JOIN (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS n (s, r)) n ON n.s = e.source AND n.r = e.reference`,
    [candidates.map(({ body }) => body.source), candidates.map(({ body }) => body.reference)],
  );
  return new Map(rows.map((row) => [eventKey(row), row.content]));
}

const eventKey = ({ source, reference }: { source: string | null; reference: string | null }): string =>
  JSON.stringify([source, reference]);

const rejected = (outcome: EventOutcome, problem: FieldFault): EventOutcome => ({
  ...outcome,
  status: 'rejected',
  problem,
});

const UNKNOWN_CUSTOMER: FieldFault = {
  pointer: '/customerNumber',
  code: 'unknown-customer',
  message: { en: 'is not a customer of this bank', zh: '不是本行客户' },
};
const FUTURE: FieldFault = {
  pointer: '/occurredOn',
  code: 'in-the-future',
  message: { en: 'must not be after today', zh: '不得晚于今天' },
};
const CONFLICT: FieldFault = {
  pointer: '/reference',
  code: 'reference-conflict',
  message: {
    en: 'was used for an event with other content',
    zh: '该来源和编号已用于内容不同的事件',
  },
};
