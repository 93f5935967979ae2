import type { NormalTransaction } from '../domain/normalise.js';
import type { AccountOwner } from '../../customers/index.js';
import type { LedgerRow } from '../ledger-row.js';
import type { Subject } from '../movement.js';
import type { Conversions } from './conversion.js';
import type { Netting } from './netting.js';

interface Arrival {
  transaction: NormalTransaction;
  subject: Subject;
  id: string;
  now: Date;
  /** By account number, for the accounts that are known. */
  accounts: ReadonlyMap<string, AccountOwner>;
  rates: Conversions;
  netting: Netting | undefined;
}

/** What is worth telling about a line that was accepted all the same. */
export type ArrivalNote = 'unknown-account' | 'account-of-other-customer';

function notesOf({ transaction: { input }, subject, accounts }: Arrival): ArrivalNote[] {
  if (!input.accountNumber) return [];
  const owner = accounts.get(input.accountNumber)?.owner;
  if (owner === undefined) return ['unknown-account'];
  return owner === subject.id ? [] : ['account-of-other-customer'];
}

function sameCustomer({ transaction, subject, accounts }: Arrival): boolean {
  const { counterparty } = transaction.input;
  if (!counterparty) return false;
  const { customerNumber, accountNumber } = counterparty;
  if (customerNumber !== undefined)
    return customerNumber === subject.customerNumber || customerNumber === transaction.input.customerNumber;
  return accountNumber !== undefined && accounts.get(accountNumber)?.owner === subject.id;
}

/** The customer that was named; and of the kept one's number with an account of a merged one, whose account it is. */
function bookedFor({ transaction: { input }, subject, accounts }: Arrival): string {
  if (subject.mergedFrom !== undefined) return subject.mergedFrom;
  const account = input.accountNumber === undefined ? undefined : accounts.get(input.accountNumber);
  return account?.owner === subject.id ? (account.mergedFrom ?? subject.id) : subject.id;
}

/** Lays a valid transaction out as the ledger keeps it. */
export function toLedgerRow(arrival: Arrival): LedgerRow {
  const { transaction, subject, id, now, rates, netting } = arrival;
  const { input } = transaction;
  const { counterparty, conductor, cashPurpose, purpose, branch, place, device, product, country, reverses } =
    input;
  const notes = notesOf(arrival);
  const offsets = netting?.offsets ?? false;
  return {
    id,
    key: transaction.key,
    content: transaction.content,
    customerId: subject.id,
    bookedFor: bookedFor(arrival),
    bookedAt: transaction.bookedAt,
    businessDate: transaction.businessDate,
    direction: input.direction,
    method: input.method,
    channel: input.channel,
    outcome: transaction.outcome,
    category: transaction.category,
    cash: transaction.cash,
    crossBorder: transaction.crossBorder,
    offsets,
    replaces: netting !== undefined && !offsets,
    counterpartyPublicBody: counterparty?.publicBody ?? false,
    counterpartySameCustomer: sameCustomer(arrival),
    counterpartyKey: transaction.counterpartyKey,
    counterpartyCountry: counterparty?.country ?? null,
    currency: input.currency,
    amount: transaction.amount,
    ...rates(transaction),
    accountNumber: input.accountNumber ?? null,
    source: input.source,
    reference: input.reference,
    reversesId: netting?.target.id ?? null,
    receivedAt: now,
    details: {
      counterparty,
      conductor,
      cashPurpose,
      purpose,
      branch,
      place,
      device,
      product,
      country,
      reverses,
      ...(notes.length > 0 ? { notes } : {}),
    },
  };
}
