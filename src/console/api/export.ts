import { api, type Query } from './client.js';
import type { Page } from './types.js';

/** No more lines than a spreadsheet opens comfortably; a larger export belongs to the API. */
export const exportLimit = 50_000;

export interface Column<T> {
  title: string;
  value: (item: T) => string | number | null | undefined;
}

/** One CSV field; a leading `=`, `+`, `@` or tab would run as a formula in a spreadsheet. */
function field(value: string | number | null | undefined): string {
  let text = value === null || value === undefined ? '' : String(value);
  if (/^[=+@\t\r]/.test(text) || (/^-/.test(text) && !/^-?\d+(\.\d+)?$/.test(text))) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lines of CSV (RFC 4180) of some items, without a header. */
export function csvLines<T>(items: T[], columns: Column<T>[]): string {
  return items.map((item) => columns.map((column) => field(column.value(item))).join(',') + '\r\n').join('');
}

/** Fetches every page of a filtered list and saves it as a CSV file that spreadsheets read as UTF-8. */
export async function exportCsv<T>(
  path: string,
  query: Query,
  columns: Column<T>[],
  fileName: string,
): Promise<{ count: number; truncated: boolean }> {
  const parts = ['\uFEFF', columns.map((column) => field(column.title)).join(',') + '\r\n'];
  let cursor: string | null = null;
  let count = 0;
  do {
    const page: Page<T> = await api.get<Page<T>>(path, { query: { ...query, limit: 500, cursor } });
    parts.push(csvLines(page.items, columns));
    count += page.items.length;
    cursor = page.nextCursor;
  } while (cursor && count < exportLimit);
  saveBlob(new Blob(parts, { type: 'text/csv;charset=utf-8' }), fileName);
  return { count, truncated: cursor !== null };
}

export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
