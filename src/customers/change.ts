import { checkBody, mergePatch, problems, type Actor, type Tx } from '../platform/index.js';
import { existingBranches } from './branches.js';
import type { CustomerParts } from './creation.js';
import { changedFields } from './domain/changes.js';
import { contradictions, lostBySimplifying } from './domain/contradictions.js';
import { normalised, type Customer, type Facts } from './domain/record.js';
import { ownFindings, rejudged } from './domain/judged.js';
import { codesOf, holdOf, statusOf } from './domain/status.js';
import { bindImages, imageFaults } from './images/binding.js';
import { accountNumberTaken, invalid, notYourBranch, unknownBranch } from './problems.js';
import { customerBody, walkInBody } from './schemas.js';
import { mergedCustomer } from './merge/problems.js';
import { mayServe, maySee } from './scope.js';
import { standingOf } from './standing.js';
import { existingAccounts, findById, isUniqueViolation, updateCustomer } from './store.js';

const checkCustomer = checkBody(customerBody);
const checkWalkIn = checkBody(walkInBody);

/** Facts that come with a document seen now: one that has expired does not do for them. */
const SHOWN_ANEW = /^\/(documents|legalRepresentative|agent)(\/|$)/;

export interface CustomerChange {
  id: string;
  /** A merge patch (RFC 7396). */
  patch: unknown;
  /** The version the patch was based on. */
  version: number;
  requestId?: string;
}

/**
 * Applies a merge patch to a customer and keeps every changed field with its value before and after. Throws 404 for a
 * customer the actor may not see, 409 `stale-version`, 409 for one that is closed, 422 when the result is not a customer.
 */
export async function changeCustomer(
  tx: Tx,
  actor: Actor,
  { id, patch, version, requestId }: CustomerChange,
  { clock, days, audit, assess, onStored }: CustomerParts,
): Promise<Customer> {
  const before = await findById(tx, id, true);
  if (!before || !maySee(actor, before)) throw problems.notFound();
  if (before.version !== version) throw problems.staleVersion();
  if (before.mergedInto) throw mergedCustomer();
  if (before.closedOn !== null) throw problems.wrongState();
  const now = clock.now();
  const merged = mergePatch<unknown>(before.facts, patch);
  const { value, faults } = before.occasional ? checkWalkIn(merged) : checkCustomer(merged);
  if (faults) throw invalid(faults);
  const facts: Facts = normalised<Facts>(value);
  const today = days.dayOf(now);
  await assertAllowed(tx, actor, before, facts, today);
  const fields = changedFields(before.facts, facts);
  if (fields.length === 0) return before;
  const established = before.factsHold === 'none' && !fields.some(({ pointer }) => SHOWN_ANEW.test(pointer));
  const found = assess(facts, today);
  const factsHold = holdOf(ownFindings(found), established);
  const findings = rejudged(before.findings, assess(before.facts, today), found);
  const status = statusOf(standingOf({ ...before, factsHold, findings }));
  const after = { facts, factsHold, findings, status, findingCodes: codesOf(found) };
  await updateCustomer(tx, before, after, { fields, actor, now }).catch((error: unknown) => {
    // Another transaction committed one of the account numbers after we looked.
    throw isUniqueViolation(error) ? accountNumberTaken(addedAccounts(before, facts)) : error;
  });
  await bindImages(tx, [{ key: before.key, facts }], now);
  const stored = { ...facts, customerNumber: before.customerNumber };
  await onStored?.(tx, actor, [
    { key: before.key, id, before: before.facts, after: stored, status: after.status },
  ]);
  await audit.append(tx, actor, {
    action: 'customer.changed',
    subject: { kind: 'customer', id },
    details: { fields: fields.map(({ pointer }) => pointer), version: version + 1 },
    ...(requestId === undefined ? {} : { requestId }),
  });
  return (await findById(tx, id))!;
}

async function assertAllowed(
  tx: Tx,
  actor: Actor,
  before: Customer,
  facts: Facts,
  today: string,
): Promise<void> {
  const faults = [...contradictions(facts, today), ...lostBySimplifying(before.facts, facts)];
  if (facts.customerNumber !== before.customerNumber)
    faults.push({
      pointer: '/customerNumber',
      code: 'unchangeable',
      message: { en: 'cannot be changed', zh: '不可修改' },
    });
  const accounts = facts.accounts ?? [];
  const kept = new Set(accounts.map(({ accountNumber }) => accountNumber));
  if (before.facts.accounts?.some(({ accountNumber }) => !kept.has(accountNumber)))
    faults.push({
      pointer: '/accounts',
      code: 'account-missing',
      message: {
        en: 'must name every account of the customer; an account is closed (closedOn), not removed',
        zh: '须包含该客户的全部账户；账户只能销户（closedOn），不能删除',
      },
    });
  const [images] = await imageFaults(tx, actor, [{ facts, key: before.key, before: before.facts }]);
  faults.push(...images!);
  if (faults.length > 0) throw invalid(faults);

  if (facts.branch !== before.facts.branch && facts.branch !== undefined) {
    if (!mayServe(actor, facts.branch)) throw notYourBranch();
    if (!(await existingBranches(tx, [facts.branch])).has(facts.branch)) throw unknownBranch();
  }
  const added = addedAccounts(before, facts);
  const taken = await existingAccounts(
    tx,
    added.map((at) => accounts[at]!.accountNumber),
  );
  const clashes = added.filter((at) => taken.has(accounts[at]!.accountNumber));
  if (clashes.length > 0) throw accountNumberTaken(clashes);
}

/** Positions of the accounts that the customer did not have before. */
function addedAccounts(before: Customer, { accounts = [] }: Facts): number[] {
  const own = new Set(before.facts.accounts?.map(({ accountNumber }) => accountNumber));
  return accounts.flatMap(({ accountNumber }, at) => (own.has(accountNumber) ? [] : [at]));
}
