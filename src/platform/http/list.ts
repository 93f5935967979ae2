import { defineProblem } from '../errors/problem.js';
import { isId } from '../ids.js';
import { isDay } from '../time/days.js';
import { isInstant, isStorable } from './validation.js';

const badCursor = defineProblem('bad-cursor', 422, {
  en: 'The cursor is not one this list gave out. Start again without it.',
  zh: '分页游标无效，请从第一页重新查询。',
});

/** Opaque text of the sort key of the last row shown. */
export function encodeCursor(key: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** What a part of a cursor must be, so that a forged one is no error of the database. */
const PARTS = {
  day: isDay,
  instant: isInstant,
  /**
   * A key of the database: a whole number. Not for a list that someone reads who sees a part of it: the gaps would
   * tell how much there is besides. Such a list names the public id of its last row.
   */
  key: (part: string) => /^\d{1,18}$/.test(part),
  /** A public id. */
  id: isId,
  text: () => true,
} as const;
export type CursorPart = keyof typeof PARTS;

/**
 * The sort key a cursor stands for.
 * @param shape what each part must be, or how many texts there are
 * @throws 422 for whatever this list never gave out
 */
export function decodeCursor(cursor: string, shape: readonly CursorPart[] | number): string[] {
  const kinds = typeof shape === 'number' ? Array<CursorPart>(shape).fill('text') : shape;
  const parts = partsOf(cursor);
  if (parts?.length !== kinds.length) throw badCursor();
  return parts.map((part, i) => {
    const text = String(part);
    if (part === null || !isStorable(text) || !PARTS[kinds[i]!](text)) throw badCursor();
    return text;
  });
}

function partsOf(cursor: string): (string | number | null)[] | undefined {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isPart = (part: unknown) => part === null || typeof part === 'string' || typeof part === 'number';
    return Array.isArray(key) && key.every(isPart) ? (key as (string | number | null)[]) : undefined;
  } catch {
    return undefined;
  }
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
