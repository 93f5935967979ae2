import type { NormalTransaction } from '../domain/normalise.js';
import type { LedgerRow } from '../ledger-row.js';
import type { Subject } from '../movement.js';
import type { Conversions } from './conversion.js';
import type { Netting } from './netting.js';

interface Arrival {
  transaction: NormalTransaction;
  subject: Subject;
  id: string;
  now: Date;
  /** Internal customer key by account number, for the accounts that are known. */
  accounts: ReadonlyMap<string, string>;
  rates: Conversions;
  netting: Netting | undefined;
}

/** What is worth telling about a line that was accepted all the same. */
export type ArrivalNote = 'unknown-account' | 'account-of-other-customer';

function notesOf({ transaction: { input }, subject, accounts }: Arrival): ArrivalNote[] {
  if (!input.accountNumber) return [];
  const owner = accounts.get(input.accountNumber);
  if (owner === undefined) return ['unknown-account'];
  return owner === subject.id ? [] : ['account-of-other-customer'];
}

function sameCustomer({ transaction, subject, accounts }: Arrival): boolean {
  const { counterparty } = transaction.input;
  if (!counterparty) return false;
  if (counterparty.customerNumber !== undefined)
    return counterparty.customerNumber === subject.customerNumber;
  return counterparty.accountNumber !== undefined && accounts.get(counterparty.accountNumber) === subject.id;
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
