import { isId, problems, type Actor, type Day, type Tx } from '../platform/index.js';
import type { CustomerParts } from './creation.js';
import { changedFields } from './domain/changes.js';
import type { Customer, Facts } from './domain/record.js';
import { statusOf } from './domain/status.js';
import { mergedCustomer } from './merge/problems.js';
import { invalid } from './problems.js';
import { maySee } from './scope.js';
import { standingOf } from './standing.js';
import { findById, updateCustomer } from './store.js';

export interface CustomerClosure {
  id: string;
  closedOn: Day;
  reason: string;
  requestId?: string;
}

/**
 * Ends the relationship with a customer on a day, and closes the accounts that are still open with it. It cannot be
 * undone: who comes back is entered anew. Throws 404, 409 when it has ended, 422 for a day that cannot be.
 */
export async function closeCustomer(
  tx: Tx,
  actor: Actor,
  { id, closedOn, reason, requestId }: CustomerClosure,
  { clock, days, audit, onStored, lastActivity }: CustomerParts,
): Promise<Customer> {
  const before = isId(id) ? await findById(tx, id, true) : undefined;
  if (!before || !maySee(actor, before)) throw problems.notFound();
  if (before.mergedInto) throw mergedCustomer();
  if (before.closedOn !== null) throw problems.wrongState();
  const now = clock.now();
  assertDay(before.facts, closedOn, {
    today: days.dayOf(now),
    entered: days.dayOf(before.createdAt),
    lastActivity: await lastActivity?.(tx, before.key),
  });
  const accounts = before.facts.accounts?.map((account) => ({ closedOn, ...account }));
  const facts = { ...before.facts, ...(accounts ? { accounts } : {}) };
  const status = statusOf(standingOf({ ...before, closedOn }));
  const closure = { closedOn, reason };
  const fields = [...changedFields(before.facts, facts), { pointer: '/closure', after: closure }];
  await updateCustomer(
    tx,
    before,
    { facts, status, factsHold: before.factsHold, findings: before.findings, closure },
    { fields, actor, now },
  );
  await onStored?.(tx, actor, [{ key: before.key, id, before: before.facts, after: facts, status }]);
  await audit.append(tx, actor, {
    action: 'customer.closed',
    subject: { kind: 'customer', id },
    details: { closedOn, accounts: fields.length - 1 },
    ...(requestId === undefined ? {} : { requestId }),
  });
  return (await findById(tx, id))!;
}

/** What a bank keeps is kept from this day on (AML Law, art. 34): it must be one on which the relationship can have ended. */
function assertDay(
  { openedOn, accounts = [] }: Facts,
  closedOn: Day,
  { today, entered, lastActivity }: { today: Day; entered: Day; lastActivity: Day | undefined },
): void {
  const fault = (code: string, en: string, zh: string) =>
    invalid([{ pointer: '/closedOn', code, message: { en, zh } }]);
  if (closedOn > today) throw fault('in-future', 'lies in the future', '晚于今天');
  const opened = accounts.map((account) => account.openedOn);
  const closed = accounts.flatMap((account) => account.closedOn ?? []);
  const began = [openedOn ?? entered, ...opened, entered].sort()[0]!;
  if (closedOn < began)
    throw fault('before-beginning', 'lies before the relationship began', '早于业务关系建立日期');
  const last = [...opened, ...closed, ...(lastActivity === undefined ? [] : [lastActivity])].sort().at(-1);
  if (last !== undefined && closedOn < last)
    throw fault(
      'before-last-event',
      'lies before an account was opened or closed, or before the last transaction',
      '早于开户、销户或最后一笔交易的日期',
    );
}
