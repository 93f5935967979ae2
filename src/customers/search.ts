import { Conditions, type Actor, type Queryable } from '../platform/index.js';
import { documentNumberKey, grams, hasHan, latinKey, nameKey, pinyinKey } from './domain/search-keys.js';
import type { CustomerKind, CustomerStatus } from './schemas.js';
import { narrow } from './scope.js';

export interface Hit {
  id: string;
  customerNumber: string;
  kind: CustomerKind;
  name: string;
  nameLatin: string | null;
  branch: string | null;
  occasional: boolean;
  status: CustomerStatus;
  matchedBy: 'customer-number' | 'account-number' | 'document' | 'document-last-four' | 'name';
}

interface Way {
  matchedBy: Hit['matchedBy'];
  /** `FROM … JOIN customer c`, the condition, and the order in which the first `limit` are taken. */
  from: string;
  where: [sql: string, ...values: unknown[]];
  order: string;
}

const NAMES = 'customer_name_key k JOIN customer c ON c.id = k.customer_id';
const DOCUMENTS = 'customer_document d JOIN customer c ON c.id = d.customer_id';

/** All texts that begin with a prefix, as a range of a column in the C collation: the index serves it in any plan. */
const beginsWith = (column: string, prefix: string): Way['where'] => [
  `${column} >= ? AND ${column} < ?`,
  prefix,
  `${prefix}\u{10FFFF}`,
];

/** The ways in which a query may find a customer, the most telling first. */
function waysOf(query: string): Way[] {
  const text = query.normalize('NFKC').trim();
  const ways: Way[] = [];
  if (/^[!-~]+$/.test(text)) {
    ways.push(
      {
        matchedBy: 'customer-number',
        from: 'customer c',
        where: beginsWith('c.customer_number', text),
        order: 'c.customer_number',
      },
      {
        matchedBy: 'account-number',
        from: 'account a JOIN customer c ON c.id = a.customer_id',
        where: beginsWith('a.account_number', text),
        order: 'a.account_number',
      },
    );
  }
  const number = documentNumberKey(text);
  if (number.length >= 4 && /\d/.test(number)) {
    ways.push({
      matchedBy: 'document',
      from: DOCUMENTS,
      where: ['d.number_key = ?', number],
      order: 'd.customer_id',
    });
    if ([...number].length === 4)
      ways.push({
        matchedBy: 'document-last-four',
        from: DOCUMENTS,
        where: ['d.last_four = ?', number],
        order: 'd.customer_id',
      });
  }
  return [...ways, ...nameWays(text)];
}

function nameWays(text: string): Way[] {
  const matchedBy = 'name';
  const key = nameKey(text);
  if (key === '') return [];
  const ways: Way[] = [
    { matchedBy, from: NAMES, where: beginsWith('k.name_key', key), order: 'k.name_key, k.customer_id' },
  ];
  if (hasHan(text)) {
    const parts = grams(key);
    if (parts.length > 0)
      ways.push({
        matchedBy,
        from: NAMES,
        where: ['k.grams @> ? AND strpos(k.name_key, ?) > 0', parts, key],
        order: '',
      });
    return ways;
  }
  for (const latin of new Set([latinKey(text), pinyinKey(text)])) {
    if (latin === '') continue;
    ways.push(
      {
        matchedBy,
        from: NAMES,
        where: beginsWith('k.pinyin_key', latin),
        order: 'k.pinyin_key, k.customer_id',
      },
      {
        matchedBy,
        from: NAMES,
        where: beginsWith('k.initials_key', latin),
        order: 'k.initials_key, k.customer_id',
      },
    );
    // Below three letters a trigram index finds nothing.
    if (latin.length >= 3)
      ways.push({ matchedBy, from: NAMES, where: ['k.pinyin_key LIKE ?', `%${latin}%`], order: '' });
  }
  return ways;
}

/** The one statement of a search, for its plan to be looked at in tests. */
export function searchStatement(
  actor: Actor,
  query: string,
  limit: number,
): { sql: string; values: unknown[] } | undefined {
  const ways = waysOf(query);
  if (ways.length === 0) return undefined;
  const values: unknown[] = [];
  const parts = ways.map(({ matchedBy, from, where, order }, rank) => {
    const conditions = narrow(new Conditions(), actor).add(...where);
    const offset = values.length;
    values.push(...conditions.values);
    const condition = conditions.where.replace(/\$(\d+)/g, (_, at: string) => `$${Number(at) + offset}`);
    return `(SELECT c.id, ${rank} AS rank, '${matchedBy}' AS matched_by FROM ${from} ${condition}
      ${order && `ORDER BY ${order}`} LIMIT ${limit})`;
  });
  const sql = `SELECT c.public_id AS id, c.customer_number AS "customerNumber", c.kind, c.name,
      c.name_latin AS "nameLatin", c.branch, c.occasional, c.status, found.matched_by AS "matchedBy"
    FROM (SELECT DISTINCT ON (id) id, rank, matched_by FROM (${parts.join('\nUNION ALL\n')}) hits ORDER BY id, rank) found
    JOIN customer c ON c.id = found.id
    ORDER BY found.rank, c.name COLLATE "C", c.id LIMIT ${limit}`;
  return { sql, values };
}

/**
 * Finds customers by name in Han, pinyin or initials, by document number or its last four, by the beginning of a
 * customer or account number, among those the actor may see.
 */
export async function searchCustomers(
  q: Queryable,
  actor: Actor,
  query: string,
  limit: number,
): Promise<Hit[]> {
  const statement = searchStatement(actor, query, limit);
  return statement ? q.query<Hit & Record<string, unknown>>(statement.sql, statement.values) : [];
}
