import { Readable } from 'node:stream';
import type { Database } from '../../database/database.js';
import type { Tx } from '../../database/transaction.js';
import type { Language, Text } from '../../text/text.js';
import { csvLine } from '../csv-fields.js';
import { describeIntakeProblem, type IntakeProblem } from '../problems.js';
import type { RecordProblem } from './target.js';

/** One refused record. */
export interface Rejection {
  line: number;
  code: string;
  column: string | null;
  pointer: string | null;
  message: Text;
  /** The record as it stood in the file. */
  text: string;
}

/** Characters of the original text that are kept. */
const MOST_TEXT = 32_768;
const PAGE = 2_000;

/** What cannot be stored as text is shown as the replacement character. */
const storable = (text: string) => text.slice(0, MOST_TEXT).replaceAll('\0', '\ufffd');

export function ofIntakeProblem(problem: IntakeProblem, line: number, text: string): Rejection {
  const { code, column = null, pointer = null } = problem;
  return { line, code, column, pointer, message: describeIntakeProblem(problem), text };
}

export function ofRecordProblem(
  problem: RecordProblem,
  columns: readonly string[],
  line: number,
  text: string,
): Rejection {
  const { code, pointer, message } = problem;
  return { line, code, column: columns.join(', ') || null, pointer, message, text };
}

/** Stores rejections numbered after those already there. */
export async function insertRejections(
  tx: Tx,
  importId: string,
  before: number,
  rejections: readonly Rejection[],
): Promise<void> {
  if (rejections.length === 0) return;
  await tx.query(
    `INSERT INTO import_rejection (import_id, number, line, code, "column", pointer, message_en, message_zh, text)
     SELECT $1, $2::bigint + position, line, code, col, pointer, en, zh, text
     FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
       WITH ORDINALITY AS r (line, code, col, pointer, en, zh, text, position)`,
    [
      importId,
      before,
      rejections.map(({ line }) => line),
      rejections.map(({ code }) => code),
      rejections.map(({ column }) => column),
      rejections.map(({ pointer }) => pointer),
      rejections.map(({ message }) => message.en),
      rejections.map(({ message }) => message.zh),
      rejections.map(({ text }) => storable(text)),
    ],
  );
}

/** A field that a spreadsheet would take for a formula begins with an apostrophe instead (OWASP, CSV injection). */
const inert = (field: string): string => (/^[=+\-@\t\r]/.test(field) ? `'${field}` : field);

/** The file of rejections as CSV in UTF-8, a page of rows at a time. */
export function rejectionsFile(db: Database, importId: string, language: Language): Readable {
  async function* lines() {
    yield csvLine(['line', 'code', 'column', 'pointer', 'message', 'text']);
    let after = 0;
    for (;;) {
      const rows = await db.query<Record<string, string | null>>(
        `SELECT number, line, code, "column", pointer, message_${language} AS message, text FROM import_rejection
         WHERE import_id = $1 AND number > $2 ORDER BY number LIMIT ${PAGE}`,
        [importId, after],
      );
      if (rows.length === 0) return;
      after = Number(rows.at(-1)!['number']);
      yield rows
        .map((row) =>
          csvLine(
            ['line', 'code', 'column', 'pointer', 'message', 'text'].map((name) =>
              inert(String(row[name] ?? '')),
            ),
          ),
        )
        .join('');
    }
  }
  return Readable.from(lines(), { objectMode: false });
}
