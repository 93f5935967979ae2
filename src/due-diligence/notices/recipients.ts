import type { Language, Queryable } from '../../platform/index.js';
import type { Contact } from './domain/reach.js';
import { standingMarks } from './marks.js';

/** All that a notice may know of a customer. */
export interface Recipient {
  key: string;
  id: string;
  natural: boolean;
  name: string;
  language: Language;
  branch: string | null;
  branchName: string | null;
  contacts: Contact[];
  /** Channels the customer does not want. */
  optedOut: Set<string>;
  /** Addresses that bounced, by `markOf`. */
  marked: Set<string>;
}

interface RecipientRow {
  id: string;
  public_id: string;
  kind: string;
  name: string;
  nationality: string | null;
  branch: string | null;
  branch_name: string | null;
}

/** Where Chinese is the language of letters unless the customer said otherwise. */
const CHINESE = new Set(['CHN', 'HKG', 'MAC', 'TWN']);

/**
 * The customers with these keys and how they may be reached, in five statements however many they are. Reads these
 * columns of the customer's own record and no others.
 */
export async function findRecipients(
  q: Queryable,
  customerKeys: readonly string[],
): Promise<Map<string, Recipient>> {
  const keys = [...new Set(customerKeys)];
  const rows = await q.query<RecipientRow>(
    `SELECT c.id, c.public_id, c.kind::text AS kind, c.name, c.nationality, c.branch, b.name AS branch_name
     FROM customer_view c LEFT JOIN branch_view b ON b.code = c.branch WHERE c.id = ANY($1::bigint[])`,
    [keys],
  );
  const contacts = await q.query<Contact & { customer_id: string }>(
    `SELECT customer_id, position, type, value, coalesce(consent, false) AS consent
     FROM customer_contact_view WHERE customer_id = ANY($1::bigint[]) ORDER BY customer_id, position`,
    [keys],
  );
  const preferences = await q.query<{ customer_id: string; channel: string | null; allowed: boolean | null }>(
    `SELECT DISTINCT ON (customer_id, channel) customer_id, channel, allowed
     FROM contact_preference WHERE customer_id = ANY($1::bigint[]) AND channel IS NOT NULL
     ORDER BY customer_id, channel, id DESC`,
    [keys],
  );
  const chosen = await q.query<{ customer_id: string; language: Language }>(
    `SELECT DISTINCT ON (customer_id) customer_id, language
     FROM contact_preference WHERE customer_id = ANY($1::bigint[]) AND language IS NOT NULL
     ORDER BY customer_id, id DESC`,
    [keys],
  );
  const languages = new Map(chosen.map((one) => [one.customer_id, one.language]));
  const found = new Map(rows.map((row) => [row.id, toRecipient(row, languages.get(row.id))]));
  for (const { customer_id, ...contact } of contacts) found.get(customer_id)?.contacts.push(contact);
  for (const { customer_id, channel, allowed } of preferences)
    if (!allowed && channel !== null) found.get(customer_id)?.optedOut.add(channel);
  for (const { customer_id, mark } of await standingMarks(q, keys)) found.get(customer_id)?.marked.add(mark);
  return found;
}

function toRecipient(row: RecipientRow, chosen: Language | undefined): Recipient {
  const natural = row.kind === 'individual';
  const foreign = natural && row.nationality !== null && !CHINESE.has(row.nationality);
  return {
    key: row.id,
    id: row.public_id,
    natural,
    name: row.name,
    language: chosen ?? (foreign ? 'en' : 'zh'),
    branch: row.branch,
    branchName: row.branch_name,
    contacts: [],
    optedOut: new Set(),
    marked: new Set(),
  };
}
