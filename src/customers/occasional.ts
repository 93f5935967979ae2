import { sha256, type Actor, type Tx } from '../platform/index.js';
import { existingBranches } from './branches.js';
import type { CustomerParts } from './creation.js';
import { normalised } from './domain/record.js';
import { newStanding } from './domain/status.js';
import { walkInNumber } from './domain/walk-in-number.js';
import { bindImages } from './images/binding.js';
import type { Person } from './schemas.js';
import { putMarks } from './duplicates/store.js';
import { insertCustomers } from './store.js';

export interface WalkIn {
  conductor: Person;
  /** Branch of the transaction; kept when the bank has it. */
  branch?: string | undefined;
}

/**
 * The customers that stand for walk-in persons, made where they do not exist yet; one and the same however often and
 * by however many transactions at once they are asked for. Who is known stays as first recorded.
 * @returns the internal key (bigint as text) of each, in order
 */
export async function ensureOccasional(
  tx: Tx,
  actor: Actor,
  walkIns: readonly WalkIn[],
  parts: CustomerParts,
): Promise<string[]> {
  tx.assertOpen();
  const { audit } = parts;
  if (walkIns.length === 0) return [];
  const numbers = walkIns.map(({ conductor }) => walkInNumber(conductor));
  const keys = await keysOf(tx, numbers);
  const absent = new Map<string, WalkIn>();
  for (const [index, walkIn] of walkIns.entries()) {
    const number = numbers[index]!;
    if (!keys.has(number) && !absent.has(number)) absent.set(number, walkIn);
  }
  if (absent.size > 0) {
    const made = await insertWalkIns(tx, actor, absent, parts);
    for (const [number, { key }] of made) keys.set(number, key);
    // Those another transaction stored meanwhile: the insert waited for its commit, so they can be seen now.
    const others = [...absent.keys()].filter((number) => !made.has(number));
    for (const [number, key] of await keysOf(tx, others)) keys.set(number, key);
    if (made.size > 0) {
      const ids = [...made.values()].map(({ id }) => id);
      await audit.append(tx, actor, {
        action: 'customers.occasional-recorded',
        subject:
          made.size === 1 ? { kind: 'customer', id: ids[0]! } : { kind: 'customer-batch', id: ids[0]! },
        details: { count: made.size },
        digest: sha256(ids.join('\n')),
      });
    }
  }
  return numbers.map((number) => keys.get(number)!);
}

async function keysOf(tx: Tx, numbers: readonly string[]): Promise<Map<string, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx.prepared<{ customer_number: string; id: string }>(
    'customers-by-number',
    'SELECT customer_number, id FROM customer_view WHERE customer_number = ANY($1)',
    [[...new Set(numbers)]],
  );
  return new Map(rows.map(({ customer_number, id }) => [customer_number, id]));
}

async function insertWalkIns(
  tx: Tx,
  actor: Actor,
  absent: ReadonlyMap<string, WalkIn>,
  { clock, days, assess, onWalkIns }: CustomerParts,
) {
  const now = clock.now();
  const today = days.dayOf(now);
  const branches = await existingBranches(
    tx,
    [...absent.values()].flatMap(({ branch }) => branch ?? []),
  );
  const customers = [...absent].map(([customerNumber, { conductor, branch }]) => {
    const facts = normalised({
      kind: 'individual' as const,
      customerNumber,
      ...conductor,
      ...(branch !== undefined && branches.has(branch) ? { branch } : {}),
    });
    return { facts, occasional: true, ...newStanding(assess(facts, today)) };
  });
  const made = await insertCustomers(tx, customers, now);
  // Whom another transaction recorded meanwhile is not made here.
  const stored = customers.flatMap(({ facts, status }) => {
    const ids = made.get(facts.customerNumber);
    return ids === undefined ? [] : [{ ...ids, facts, status }];
  });
  await putMarks(tx, stored, true);
  await bindImages(tx, stored, now);
  await onWalkIns?.(
    tx,
    actor,
    stored.map(({ key, id, facts, status }) => ({ key, id, before: null, after: facts, status })),
  );
  return made;
}
