import type { TransactionInput } from '../schemas.js';
import { digest64 } from './digest.js';

type Counterparty = NonNullable<TransactionInput['counterparty']>;

/** Full-width forms, spaces, case and punctuation do not make another party. */
export function normalisedName(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{P}]+/gu, '');
}

function identity({
  accountNumber,
  institutionCode,
  institutionName,
  customerNumber,
  document,
  name,
}: Counterparty): string | undefined {
  if (accountNumber) return `account ${accountNumber} ${institutionCode ?? institutionName ?? ''}`;
  if (customerNumber) return `customer ${customerNumber}`;
  if (document) return `document ${document.type} ${document.number}`;
  const normalised = name ? normalisedName(name) : '';
  return normalised ? `name ${normalised}` : undefined;
}

/**
 * A 64-bit key of who the other side is: by account and institution, else customer number, else document, else
 * normalised name. A digest needs no look-up; among ten million parties two share a key with a chance of 3 in a million.
 */
export function counterpartyKey(counterparty: Counterparty | undefined): string | null {
  const text = counterparty && identity(counterparty);
  if (!text) return null;
  return digest64(text);
}
