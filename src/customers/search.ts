import type { Actor, Queryable } from '../platform/index.js';
import { branchScope } from '../access/index.js';
import { documentNumberKey, grams, hasHan, latinKey, nameKey, pinyinKey } from './domain/search-keys.js';
import type { CustomerKind, CustomerStatus } from './schemas.js';

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

/** A parameter of the statement: takes the value, answers `$n`. */
type Bind = (value: unknown) => string;

/** One way in which a query may find customers, served by an index. */
interface Way {
  matchedBy: Hit['matchedBy'];
  /** The key of the customer, and the tables; `s` is the one that knows the branch. */
  key: string;
  from: string;
  where: string;
  /** Empty where every hit is as good as another. */
  order: string;
}

/** Below three letters a trigram index finds nothing. */
const FEWEST_LETTERS = 3;

/** All texts that begin with a prefix, as a range in the C collation: the index serves it whatever the plan. */
const beginsWith = (column: string, prefix: string, bind: Bind): string =>
  `${column} >= ${bind(prefix)} AND ${column} < ${bind(`${prefix}\u{10FFFF}`)}`;

function numberWays(text: string, bind: Bind): Way[] {
  const ways: Way[] = [];
  const accounts = 'account a JOIN customer s ON s.id = a.customer_id';
  const documents = 'customer_document d JOIN customer s ON s.id = d.customer_id';
  if (/^[!-~]+$/.test(text)) {
    const customerNumber = beginsWith('s.customer_number', text, bind);
    const accountNumber = beginsWith('a.account_number', text, bind);
    ways.push(
      {
        matchedBy: 'customer-number',
        key: 's.id',
        from: 'customer s',
        where: customerNumber,
        order: 's.customer_number',
      },
      {
        matchedBy: 'account-number',
        key: 's.id',
        from: accounts,
        where: accountNumber,
        order: 'a.account_number',
      },
    );
  }
  const number = documentNumberKey(text);
  if (number.length < 4 || !/\d/.test(number)) return ways;
  const document = { key: 's.id', from: documents, order: 'd.customer_id' };
  ways.push({ ...document, matchedBy: 'document', where: `d.number_key = ${bind(number)}` });
  if (number.length === 4)
    ways.push({ ...document, matchedBy: 'document-last-four', where: `d.last_four = ${bind(number)}` });
  return ways;
}

const NAME = { matchedBy: 'name', key: 's.customer_id', from: 'customer_name_key s' } as const;

/** What the typed letters may stand for: a name in Latin script, or pinyin. */
const latinKeys = (text: string): string[] =>
  hasHan(text) ? [] : [...new Set([latinKey(text), pinyinKey(text)])].filter((latin) => latin !== '');

/** Names that begin with the text. */
function nameWays(text: string, bind: Bind): Way[] {
  const key = nameKey(text);
  if (key === '') return [];
  const prefix = (column: string, value: string): Way => ({
    ...NAME,
    where: beginsWith(column, value, bind),
    order: `${column}, s.customer_id`,
  });
  return [
    prefix('s.name_key', key),
    ...latinKeys(text).flatMap((latin) => [
      prefix('s.pinyin_key', latin),
      ...(/[a-z]/.test(latin) ? [prefix('s.initials_key', latin)] : []),
    ]),
  ];
}

/** Names that have the text somewhere; dear where many have it, so asked only when the other ways found too few. */
function insideWays(text: string, bind: Bind): Way[] {
  const key = nameKey(text);
  const inside = (where: string): Way => ({ ...NAME, where, order: '' });
  const pairs = hasHan(text) ? grams(key) : [];
  if (pairs.length > 0) return [inside(`s.grams @> ${bind(pairs)} AND strpos(s.name_key, ${bind(key)}) > 0`)];
  return latinKeys(text)
    .filter((latin) => latin.length >= FEWEST_LETTERS && /[a-z]/.test(latin))
    .map((latin) => inside(`s.pinyin_key LIKE ${bind(`%${latin}%`)}`));
}

/** One statement of a search, the most telling ways first; `undefined` when there is no such way. */
export function searchStatement(
  actor: Actor,
  query: string,
  limit: number,
  inside: boolean,
): { sql: string; values: unknown[] } | undefined {
  const values: unknown[] = [];
  const bind: Bind = (value) => `$${values.push(value)}`;
  const text = query.normalize('NFKC').trim();
  const own = branchScope(actor);
  const scope = own === undefined ? '' : `AND s.branch = ${bind(own)}`;
  const most = bind(limit);
  const ways = inside ? insideWays(text, bind) : [...numberWays(text, bind), ...nameWays(text, bind)];
  if (ways.length === 0) return undefined;
  const parts = ways.map(
    ({ matchedBy, key, from, where, order }, rank) =>
      `(SELECT ${key} AS id, ${rank} AS rank, '${matchedBy}' AS matched_by FROM ${from} WHERE ${where} ${scope}
        ${order && `ORDER BY ${order}`} LIMIT ${most})`,
  );
  // Who was found by the facts of a merged customer is the one that was kept, for those who may see that one.
  const shown = `SELECT coalesce(s.id, m.id) AS id FROM customer m LEFT JOIN customer s ON s.id = m.merged_into ${scope}
        WHERE m.id = hits.id`;
  const sql = `SELECT c.public_id AS id, c.customer_number AS "customerNumber", c.kind, c.name,
      c.name_latin AS "nameLatin", c.branch, c.occasional, c.status, found.matched_by AS "matchedBy"
    FROM (SELECT DISTINCT ON (shown.id) shown.id, rank, matched_by FROM (${parts.join(' UNION ALL ')}) hits
      CROSS JOIN LATERAL (${shown}) shown ORDER BY shown.id, rank) found
    JOIN customer c ON c.id = found.id
    ORDER BY found.rank, c.name COLLATE "C", c.id LIMIT ${most}`;
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
  const hits = await ask(q, searchStatement(actor, query, limit, false));
  if (hits.length >= limit) return hits;
  const known = new Set(hits.map(({ id }) => id));
  const inside = await ask(q, searchStatement(actor, query, limit, true));
  return [...hits, ...inside.filter(({ id }) => !known.has(id))].slice(0, limit);
}

const ask = async (q: Queryable, statement: ReturnType<typeof searchStatement>): Promise<Hit[]> =>
  statement ? q.query<Hit & Record<string, unknown>>(statement.sql, statement.values) : [];
