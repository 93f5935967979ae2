import type { Day } from '../../platform/index.js';

/** One listed person or body, as published. */
export interface ListedEntity {
  entityId: string;
  kind: 'individual' | 'organisation';
  name: string;
  aliases: string[];
  dateOfBirth: Day | null;
  documentNumbers: string[];
}

export interface LineFault {
  line: number;
  column: string;
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const several = (text: string | undefined): string[] =>
  (text ?? '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/**
 * Reads the rows of an internal list: `entityId, kind, name`, and where known `aliases`, `dateOfBirth`,
 * `documentNumbers` (several apart by semicolons).
 * @param rows cells by column, from the second line of the file on
 */
export function readList(rows: readonly Record<string, string>[]): {
  entities: ListedEntity[];
  faults: LineFault[];
} {
  const faults: LineFault[] = [];
  const seen = new Set<string>();
  const entities = rows.map((row, index): ListedEntity => {
    const cell = (column: string): string => (row[column] ?? '').trim();
    const refuse = (column: string): number => faults.push({ line: index + 2, column });
    const kind = cell('kind') || 'individual';
    if (cell('entityId') === '' || seen.has(cell('entityId'))) refuse('entityId');
    if (cell('name') === '') refuse('name');
    if (kind !== 'individual' && kind !== 'organisation') refuse('kind');
    if (cell('dateOfBirth') !== '' && !ISO_DAY.test(cell('dateOfBirth'))) refuse('dateOfBirth');
    seen.add(cell('entityId'));
    return {
      entityId: cell('entityId'),
      kind: kind === 'organisation' ? 'organisation' : 'individual',
      name: cell('name'),
      aliases: several(row['aliases']),
      dateOfBirth: cell('dateOfBirth') || null,
      documentNumbers: several(row['documentNumbers']),
    };
  });
  return { entities, faults };
}
