import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { newId } from '../../../src/platform/index.js';
import { documentNumberKey, nameKeys, type CustomerBody } from '../../../src/customers/index.js';
import { identityOf, storedMarks } from '../../../src/customers/duplicates/domain/identity.js';
import { customerBody } from '../../../src/demo/customer-body.js';
import { DEMO_BRANCHES } from '../../../src/demo/branches.js';
import { Population } from '../../../src/demo/population.js';

const STEP = 20_000;

/** What a table takes: its columns, and the rows of one customer. */
interface Target {
  table: string;
  columns: string;
  rows(body: CustomerBody, key: number): unknown[][];
}

const targets: Target[] = [
  {
    table: 'customer',
    columns: `id, public_id, customer_number, kind, public_body, status, branch, name, gender, date_of_birth,
      nationality, occupation, industry, opened_on, profile, created_at, updated_at`,
    rows: (c, key) => [
      [
        key,
        newId(1_700_000_000_000 + key),
        c.customerNumber,
        c.kind,
        c.publicBody ?? false,
        'active',
        c.branch,
        c.name,
        c.gender,
        c.dateOfBirth,
        c.nationality,
        c.occupation,
        c.industry,
        c.openedOn,
        {
          addresses: c.addresses,
          contacts: c.contacts,
          annualIncome: c.annualIncome,
          legalRepresentative: c.legalRepresentative,
          beneficialOwners: c.beneficialOwners,
        },
        '2026-01-01T00:00:00Z',
        '2026-01-01T00:00:00Z',
      ],
    ],
  },
  {
    table: 'customer_document',
    columns: 'customer_id, position, type, number, number_key, issuer, issued_on, valid_until, long_term',
    rows: ({ documents = [] }, key) =>
      documents.map((d, position) => [
        key,
        position,
        d.type,
        d.number,
        documentNumberKey(d.number),
        d.issuer,
        d.issuedOn,
        d.validUntil,
        d.longTerm ?? false,
      ]),
  },
  {
    table: 'customer_name_key',
    columns: 'customer_id, position, branch, name_key, pinyin_key, initials_key, grams',
    rows: (c, key) =>
      nameKeys(c).map((k, position) => [
        key,
        position,
        c.branch,
        k.name,
        k.pinyin,
        k.initials,
        `{${k.grams.map((gram) => `"${gram}"`).join(',')}}`,
      ]),
  },
  {
    table: 'customer_mark',
    columns: 'mark, customer_id',
    rows: (c, key) => storedMarks(identityOf(c)).map((mark) => [mark, key]),
  },
  {
    table: 'account',
    columns: 'customer_id, account_number, type, currency, opened_on',
    rows: ({ accounts = [] }, key) =>
      accounts.map((a) => [key, a.accountNumber, a.type, a.currency, a.openedOn]),
  },
];

function cell(value: unknown): string {
  if (value === undefined || value === null) return '\\N';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.replace(/[\\\n\r\t]/g, (c) => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[c]!);
}

/**
 * Fills an empty database with the customers of a demo bank of that size, straight into the tables: persons, sole
 * traders and firms with names, documents and accounts as the service would have stored them. Constant memory.
 */
export async function fillCustomers(owner: pg.Pool, count: number): Promise<Population> {
  const population = new Population({
    seed: 7,
    customers: count,
    transactions: 0,
    days: 365,
    until: '2026-03-30',
    isWorkingDay: () => true,
  });
  await owner.query(
    `INSERT INTO branch (code, name, country, created_at)
     SELECT code, code, 'CHN', now() FROM unnest($1::text[]) AS b (code) ON CONFLICT DO NOTHING`,
    [DEMO_BRANCHES.map(({ code }) => code)],
  );
  const client = await owner.connect();
  try {
    for (let from = 0; from < count; from += STEP) {
      const bodies = Array.from({ length: Math.min(STEP, count - from) }, (_, at) => ({
        key: from + at + 1,
        body: customerBody(population, population.profile(from + at)) as CustomerBody,
      }));
      for (const { table, columns, rows } of targets) {
        const lines = bodies.flatMap(({ body, key }) =>
          rows(body, key).map((row) => `${row.map(cell).join('\t')}\n`),
        );
        await pipeline(Readable.from(lines), client.query(copyFrom(`COPY ${table} (${columns}) FROM STDIN`)));
      }
    }
    await client.query(`SELECT setval(pg_get_serial_sequence('customer', 'id'), $1)`, [count]);
    await client.query(
      'VACUUM (ANALYZE) customer, customer_document, customer_name_key, customer_mark, account',
    );
    await client.query('CHECKPOINT').catch(() => undefined);
  } finally {
    client.release();
  }
  return population;
}
