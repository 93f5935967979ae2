import type { Tx } from '../platform/index.js';
import type { Facts } from './domain/record.js';
import { documentNumberKey, nameKeys } from './domain/search-keys.js';
import type { Account, CustomerDocument } from './schemas.js';

export async function insertDocuments(
  tx: Tx,
  of: readonly { key: string; documents: readonly CustomerDocument[] }[],
): Promise<void> {
  const rows = of.flatMap(({ key, documents }) =>
    documents.map((d, position) => ({
      customer_id: key,
      position,
      type: d.type,
      number: d.number,
      number_key: documentNumberKey(d.number),
      issuer: d.issuer,
      issued_on: d.issuedOn,
      valid_until: d.validUntil,
      long_term: d.longTerm ?? false,
      images: d.images ?? [],
    })),
  );
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO customer_document (customer_id, position, type, number, number_key, issuer, issued_on, valid_until,
       long_term, images)
     SELECT * FROM jsonb_to_recordset($1) AS r (customer_id bigint, position smallint, type text, number text,
       number_key text, issuer text, issued_on date, valid_until date, long_term boolean, images jsonb)`,
    [JSON.stringify(rows)],
  );
}

export async function insertNameKeys(tx: Tx, of: readonly { key: string; facts: Facts }[]): Promise<void> {
  const rows = of.flatMap(({ key, facts }) =>
    nameKeys(facts).map((keys, position) => ({
      customer_id: key,
      position,
      branch: facts.branch,
      ...keys,
    })),
  );
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO customer_name_key (customer_id, position, branch, name_key, pinyin_key, initials_key, grams)
     SELECT customer_id, position, branch, name, pinyin, initials, grams FROM jsonb_to_recordset($1) AS r
       (customer_id bigint, position smallint, branch text, name text, pinyin text, initials text, grams text[])`,
    [JSON.stringify(rows)],
  );
}

export async function insertAccounts(
  tx: Tx,
  of: readonly { key: string; accounts: readonly Account[] }[],
): Promise<void> {
  const rows = of
    .flatMap(({ key, accounts }) => accounts.map((account) => ({ customer_id: key, ...account })))
    .sort((a, b) => (a.accountNumber < b.accountNumber ? -1 : 1));
  if (rows.length === 0) return;
  await tx.query(
    `INSERT INTO account (customer_id, account_number, type, currency, opened_on, closed_on)
     SELECT * FROM jsonb_to_recordset($1) AS r (customer_id bigint, "accountNumber" text, type text, currency text,
       "openedOn" date, "closedOn" date)`,
    [JSON.stringify(rows)],
  );
}
