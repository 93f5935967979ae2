import {
  decodeCursor,
  hasRole,
  toPage,
  type Actor,
  type BankDays,
  type Queryable,
  type Text,
} from '../../platform/index.js';
import { branchScope } from '../../access/index.js';
import type { Customers } from '../../customers/index.js';
import { fillIn, type LinkKind, type TimelineSource } from './source.js';

export interface TimelineEntry {
  at: string;
  /** Its source. */
  kind: string;
  code: string;
  params: Record<string, unknown>;
  summary: Text;
  actor: string | null;
  link: { kind: LinkKind; id: string } | null;
}

interface Row extends Record<string, unknown> {
  at: string;
  id: string;
  code: string;
  params: Record<string, unknown>;
  actor: string | null;
  link: string | null;
  source: string;
}

/** Sorts after every id of a source. */
const AFTER_ALL = '~';

/** What happened to customers, put together from what each source tells, the newest first. */
export class Timelines {
  constructor(
    private readonly customers: Customers,
    private readonly days: BankDays,
    private readonly sources: readonly TimelineSource[],
  ) {}

  /** One page, in one statement; 404 for a customer the actor may not see. */
  async page(
    q: Queryable,
    actor: Actor,
    customerId: string,
    { limit = 50, cursor, kinds }: { limit?: number; cursor?: string; kinds?: readonly string[] },
  ): Promise<{ items: TimelineEntry[]; nextCursor: string | null }> {
    const { key } = await this.customers.get(q, actor, customerId);
    const [at, last, id] =
      cursor === undefined ? ['infinity', '', AFTER_ALL] : decodeCursor(cursor, ['instant', 'text', 'text']);
    const sources = this.known(actor).filter(({ name }) => !kinds || kinds.includes(name));
    if (sources.length === 0) return { items: [], nextCursor: null };
    const bound = branchScope(actor) !== undefined;
    // Of one instant the sources follow each other by name: what lies before the cursor differs for each.
    const before = (name: string) => (name === last ? id! : name > last! ? AFTER_ALL : '');
    const parts = sources.map(
      ({ name, sql, branchSql }, i) =>
        `(SELECT s.at, s.id COLLATE "C" AS id, s.code, s.params, s.actor, s.link, '${name}' COLLATE "C" AS source
          FROM (${bound ? (branchSql ?? sql) : sql}) s
          WHERE (s.at, s.id COLLATE "C") < ($2::timestamptz, ($4::text[])[${i + 1}] COLLATE "C")
          ORDER BY s.at DESC, s.id COLLATE "C" DESC LIMIT $3)`,
    );
    const rows = await q.query<Row>(
      `SELECT to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, e.id, e.code, e.params, e.actor,
         e.link, e.source
       FROM (${parts.join(' UNION ALL ')}) e WHERE $5::text IS NOT NULL
       ORDER BY e.at DESC, e.source, e.id DESC LIMIT $3`,
      [key, at, limit + 1, sources.map(({ name }) => before(name)), this.days.zone],
    );
    const byName = new Map(sources.map((source) => [source.name, source]));
    return toPage(
      rows,
      limit,
      (row) => toEntry(row, byName.get(row.source)!),
      (row) => [row.at, row.source, row.id],
    );
  }

  private known(actor: Actor): TimelineSource[] {
    return this.sources.filter(({ roles }) => !roles || hasRole(actor, ...roles));
  }
}

function toEntry({ at, code, params, actor, link, source }: Row, from: TimelineSource): TimelineEntry {
  const text = from.texts[code] ?? { en: code, zh: code };
  return {
    at: new Date(at).toISOString(),
    kind: source,
    code,
    params,
    summary: fillIn(text, params),
    actor,
    link: link !== null && from.link ? { kind: from.link, id: link } : null,
  };
}
