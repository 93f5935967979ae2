import { Readable } from 'node:stream';
import { sha256, type Actor, type Day, type Queryable, type Tx } from '../platform/index.js';
import type { LargeValueSnapshot, ReportedCustomer } from './domain/snapshot.js';

export interface StoredFile {
  readonly name: string;
  readonly role: 'message' | 'package' | 'print';
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
  readonly records: number | null;
}

const PART = 512 * 1024;
const CUSTOMERS_AT_A_TIME = 500;

/** The next number of a series of file names on a day; others wait until this transaction ends. */
export async function nextNumber(tx: Tx, series: string, day: Day): Promise<number> {
  const [row] = await tx.query<{ last: number }>(
    `INSERT INTO report_number AS n (series, day, last) VALUES ($1, $2, 1)
     ON CONFLICT (series, day) DO UPDATE SET last = n.last + 1 RETURNING last`,
    [series, day],
  );
  return row!.last;
}

export async function addEvent(
  tx: Tx,
  reportId: string,
  event: string,
  actor: Actor,
  at: Date,
): Promise<void> {
  await tx.query(
    `INSERT INTO report_event (report_id, position, event, at, actor_kind, actor_id, actor_name)
     SELECT $1, coalesce(max(position) + 1, 0), $2, $3, $4, $5, $6 FROM report_event WHERE report_id = $1`,
    [reportId, event, at, actor.kind, actor.id, actor.name],
  );
}

export async function addCustomers(
  tx: Tx,
  reportId: string,
  customers: readonly ReportedCustomer[],
): Promise<void> {
  for (let from = 0; from < customers.length; from += CUSTOMERS_AT_A_TIME) {
    const share = customers.slice(from, from + CUSTOMERS_AT_A_TIME);
    await tx.query(
      `INSERT INTO report_customer (report_id, position, snapshot)
       SELECT $1, $2::integer + (ordinal - 1)::integer, customer FROM unnest($3::jsonb[]) WITH ORDINALITY AS s (customer, ordinal)`,
      [reportId, from, share.map((customer) => JSON.stringify(customer))],
    );
  }
}

/** What the report said when it was made. */
export async function readSnapshot(
  q: Queryable,
  report: {
    id: string;
    form_name: string;
    form_version: string;
    institution_code: string;
    institution_name: string;
    business_date: Day;
  },
): Promise<LargeValueSnapshot> {
  const rows = await q.query<{ snapshot: ReportedCustomer }>(
    'SELECT snapshot FROM report_customer WHERE report_id = $1 ORDER BY position',
    [report.id],
  );
  return {
    form: { name: report.form_name, version: report.form_version },
    institution: { code: report.institution_code, name: report.institution_name },
    businessDate: report.business_date,
    customers: rows.map(({ snapshot }) => snapshot),
  };
}

export interface NewFile {
  readonly name: string;
  readonly role: StoredFile['role'];
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly records?: number;
}

/** Keeps a file in pieces and says what was kept. */
export async function addFile(tx: Tx, reportId: string, file: NewFile, at: Date): Promise<StoredFile> {
  const digest = sha256(file.bytes);
  const records = file.records ?? null;
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO report_file (report_id, name, role, media_type, sha256, size, records, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [reportId, file.name, file.role, file.mediaType, digest, file.bytes.length, records, at],
  );
  for (let from = 0, position = 0; from < file.bytes.length; from += PART, position += 1) {
    await tx.query('INSERT INTO report_file_part (file_id, position, content) VALUES ($1, $2, $3)', [
      row!.id,
      position,
      file.bytes.subarray(from, from + PART),
    ]);
  }
  const { name, role, mediaType } = file;
  return { name, role, mediaType, sha256: digest.toString('hex'), size: file.bytes.length, records };
}

export async function filesOf(q: Queryable, reportId: string): Promise<StoredFile[]> {
  const rows = await q.query<{
    name: string;
    role: StoredFile['role'];
    media_type: string;
    sha256: Buffer;
    size: string;
    records: number | null;
  }>(
    'SELECT name, role, media_type, sha256, size, records FROM report_file WHERE report_id = $1 ORDER BY id',
    [reportId],
  );
  return rows.map(({ name, role, media_type, sha256, size, records }) => ({
    name,
    role,
    mediaType: media_type,
    sha256: sha256.toString('hex'),
    size: Number(size),
    records,
  }));
}

/** A file as a stream of its pieces, read as fast as the receiver takes them; undefined when there is none. */
export async function openFile(
  q: Queryable,
  reportId: string,
  name: string,
): Promise<{ file: StoredFile; stream: Readable } | undefined> {
  const [found] = await q.query<{ id: string }>(
    'SELECT id FROM report_file WHERE report_id = $1 AND name = $2',
    [reportId, name],
  );
  const file = (await filesOf(q, reportId)).find((one) => one.name === name);
  if (!found || !file) return undefined;
  return { file, stream: Readable.from(partsOf(q, found.id), { objectMode: false }) };
}

async function* partsOf(q: Queryable, fileId: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const [part] = await q.query<{ content: Buffer }>(
      'SELECT content FROM report_file_part WHERE file_id = $1 AND position = $2',
      [fileId, position],
    );
    if (!part) return;
    yield part.content;
  }
}
