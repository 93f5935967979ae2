import type { Role, Text } from '../../platform/index.js';

/** What leads on from an entry. */
export type LinkKind = 'customer' | 'task' | 'alert' | 'report' | 'notice' | 'tab';

/**
 * Where entries of a customer's history come from. `sql` answers rows of one customer ($1) with the columns
 * `at` (timestamptz), `id` (text, unique within the source; a part of cursors, so no number of the database, whose gaps
 * tell how much there is besides), `code`, `params` (jsonb), `actor` (text or null) and `link` (text or null). Another module's history is one more of these, given in container.ts.
 */
export interface TimelineSource {
  name: string;
  /** Who may know that there is such a thing at all; everybody who sees the customer without it. */
  roles?: readonly Role[];
  sql: string;
  /** What those bound to a branch are told instead; the same as others without it. */
  branchSql?: string;
  link?: LinkKind;
  /** What each code says; `{name}` is filled in from the parameters. */
  texts: Readonly<Record<string, Text>>;
}

/** Fills `{name}` in; a parameter that is missing is left out. */
export function fillIn(text: Text, params: Readonly<Record<string, unknown>>): Text {
  const fill = (pattern: string) =>
    pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = params[name];
      return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    });
  return { en: fill(text.en), zh: fill(text.zh) };
}
