import { defineProblem } from '../errors/problem.js';

const badCursor = defineProblem('bad-cursor', 422, {
  en: 'The cursor is not one this list gave out. Start again without it.',
  zh: '分页游标无效,请从第一页重新查询。',
});

/** Opaque text of the sort key of the last row shown. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

export function decodeCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (
      Array.isArray(key) &&
      key.length === length &&
      key.every((part) => part === null || typeof part === 'string' || typeof part === 'number')
    ) {
      return key as (string | number | null)[];
    }
  } catch {
    // falls through to the refusal below
  }
  throw badCursor();
}

/** Cuts a page out of `limit + 1` rows and makes the cursor of the next. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  key: (row: Row) => readonly (string | number | null)[],
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown[shown.length - 1];
  return {
    items: shown.map(item),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null,
  };
}

/** Collects the conditions of a list's `WHERE` with numbered parameters. */
export class Conditions {
  private readonly parts: string[] = [];
  readonly values: unknown[] = [];

  /** `sql` has `?` where each value goes; skipped when the first value is undefined. */
  add(sql: string, ...values: unknown[]): this {
    if (values.length > 0 && values[0] === undefined) return this;
    let index = 0;
    this.parts.push(sql.replace(/\?/g, () => `$${this.values.push(values[index++])}`));
    return this;
  }

  /** The number of one more parameter, for `LIMIT`. */
  parameter(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  get where(): string {
    return this.parts.length > 0 ? `WHERE ${this.parts.join(' AND ')}` : '';
  }
}
