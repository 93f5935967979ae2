import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import {
  itemsMapping,
  startImportFixture,
  testTarget,
  type ImportFixture,
} from '../../support/import-fixture.js';
import { importJob } from '../../../src/platform/intake/engine/worker.js';
import { LeaseLost } from '../../../src/platform/jobs/scheduler.js';
import { createLog, ManualClock } from '../../../src/platform/index.js';

let fixture: ImportFixture;
beforeAll(async () => {
  fixture = await startImportFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  await fixture.owner('TRUNCATE taken; DELETE FROM file_import');
  fixture.audited.length = 0;
});

type Json = Record<string, unknown>;

async function send(
  body: string | Buffer,
  options: { query?: string; type?: string; headers?: Record<string, string> } = {},
) {
  const answer = await fetch(`${fixture.baseUrl}/test-imports${options.query ?? ''}`, {
    method: 'POST',
    body: new Uint8Array(Buffer.from(body as Buffer)),
    headers: { 'content-type': options.type ?? 'text/csv', 'accept-language': 'en', ...options.headers },
  });
  return { status: answer.status, body: (await answer.json()) as Json };
}

async function get(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(`${fixture.baseUrl}${path}`, {
    headers: { 'accept-language': 'en', ...headers },
  });
  const text = await answer.text();
  return { status: answer.status, text, body: (text.startsWith('{') ? JSON.parse(text) : {}) as Json };
}

/** Sends a file, works it off, and gives its final state with what was rejected. */
async function take(body: string | Buffer, options: Parameters<typeof send>[1] = {}) {
  const { status, body: answer } = await send(body, options);
  if (status !== 202) throw new Error(`${status} ${JSON.stringify(answer)}`);
  await fixture.drain();
  const state = (await get(`/test-imports/${String(answer['id'])}`)).body;
  const rejections = (await get(`/test-imports/${String(answer['id'])}/rejections`)).text
    .split('\r\n')
    .slice(1, -1);
  return { state, rejections };
}

const taken = async () =>
  (await fixture.owner('SELECT key, value FROM taken ORDER BY key')).map(
    (row) => `${String(row['key'])}=${String(row['value'])}`,
  );
const leftovers = async () =>
  (
    await fixture.owner(
      'SELECT (SELECT count(*) FROM file_import)::int AS imports, (SELECT count(*) FROM import_chunk)::int AS chunks',
    )
  )[0];
const rowsOf = (n: number) => Array.from({ length: n }, (_, i) => `k${i + 1},v${i + 1}\n`).join('');

describe('importing a file', () => {
  it('takes in CSV, counts and lets the file go', async () => {
    const { state } = await take(`k,v\n${rowsOf(25)}k1,v1\nk2,other\n`);
    expect(state).toMatchObject({
      state: 'completed',
      read: 27,
      accepted: 25,
      duplicates: 1,
      rejected: 1,
      mapping: 'items',
      encoding: 'utf-8',
      warnings: [],
    });
    expect(state['processed']).toBe(state['size']);
    expect(await taken()).toHaveLength(25);
    expect(await leftovers()).toEqual({ imports: 1, chunks: 0 });
    expect(fixture.audited).toEqual(['import.received', 'import.completed', 'import.rejections-read']);
  });

  it('hands back each rejected record with line, code, column, pointer, reason and text, in both languages', async () => {
    const { body } = await send('v,k\nbad,a\n"x\ny",b,z\nok,c\n"open,d\n,\nok,e');
    await fixture.drain();
    const path = `/test-imports/${String(body['id'])}/rejections`;
    const english = (await get(path)).text.split('\r\n');
    expect(english).toEqual([
      'line,code,column,pointer,message,text',
      '2,bad-value,v,/value,bad-value in en,"bad,a"',
      '3,field-count,,,"Expected 2 fields, found 3.","""x\ny"",b,z"',
      '6,quote-not-closed,,,A quoted field that opens in this line is never closed.,"""open,d"',
      '7,required,k,/key,required in en,","',
      '',
    ]);
    expect((await get(path, { 'accept-language': 'zh-CN' })).text).toContain('bad-value 中文');
    const state = (await get(`/test-imports/${String(body['id'])}`)).body;
    expect(state).toMatchObject({ read: 6, accepted: 2, rejected: 4, warnings: [{ code: 'unterminated' }] });
  });

  it('tells GB18030 from UTF-8, takes a byte order mark, a charset, gzip and NDJSON', async () => {
    const csv = 'k,v\n1,张三\n';
    const gb = iconv.encode(csv, 'gb18030');
    expect((await take(gb)).state).toMatchObject({ encoding: 'gb18030', accepted: 1 });
    expect((await take(`\ufeff${csv}`)).state).toMatchObject({ encoding: 'utf-8', duplicates: 1 });
    expect((await take(gb, { type: 'text/csv; charset=GBK' })).state).toMatchObject({ duplicates: 1 });
    expect((await take(gzipSync(csv), { headers: { 'content-encoding': 'gzip' } })).state).toMatchObject({
      duplicates: 1,
    });
    const ndjson = '{"key":"1","value":"张三"}\n{"key":2}\n{"key"\n';
    const { state, rejections } = await take(ndjson, { type: 'application/x-ndjson' });
    expect(state).toMatchObject({ format: 'ndjson', mapping: null, duplicates: 1, rejected: 2 });
    expect(rejections.map((line) => line.split(',').slice(0, 4).join())).toEqual([
      '2,required,,/key',
      '3,json-invalid,,',
    ]);
  });

  it('refuses at once, keeping nothing, what cannot be read at all', async () => {
    const refused = async (...sent: Parameters<typeof send>) => {
      const { status, body } = await send(...sent);
      return [status, body['code']];
    };
    expect(await refused('')).toEqual([422, 'empty-file']);
    expect(await refused('\ufeff')).toEqual([422, 'empty-file']);
    expect(await refused('\n\n')).toEqual([422, 'empty-file']);
    expect(await refused(Buffer.from('\ufeffk,v\n', 'utf16le'))).toEqual([422, 'encoding-unsupported']);
    expect(await refused('k,v\n', { type: 'text/csv; charset=big5' })).toEqual([422, 'charset-unknown']);
    expect(await refused('"k,v\n1,2\n')).toEqual([422, 'header-unreadable']);
    expect(await refused('<Document/>', { type: 'application/xml' })).toEqual([
      415,
      'unsupported-media-type',
    ]);
    expect(await refused('k,v\n', { type: 'application/pdf' })).toEqual([415, 'unsupported-media-type']);
    expect(await refused('not gzip', { headers: { 'content-encoding': 'gzip' } })).toEqual([
      400,
      'upload-broken',
    ]);
    expect(await refused('k,v\n', { query: '?mapping=none' })).toEqual([422, 'unknown-mapping']);
    expect(await refused('k,v\n', { query: '?mapping=native-transactions-csv' })).toEqual([
      422,
      'unknown-mapping',
    ]);
    expect(await refused('{}', { query: '?mapping=items', type: 'application/x-ndjson' })).toEqual([
      422,
      'mapping-not-applicable',
    ]);
    const header = await send('k,w\n1,2\n');
    expect(header.status).toBe(422);
    expect(header.body['detail']).toContain('Missing: v. Not expected: w.');
    expect(await leftovers()).toEqual({ imports: 0, chunks: 0 });
  });

  it('keeps nothing of an upload that breaks off, and sweeps what a crash left', async () => {
    const { hostname, port } = new URL(fixture.baseUrl);
    const socket = connect(Number(port), hostname);
    socket.write(
      'POST /api/v1/test-imports HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\nContent-Length: 3000000\r\n\r\n',
    );
    socket.write('k,v\n' + 'x'.repeat(2_000_000));
    while (((await leftovers()) as Json)['chunks'] === 0);
    socket.destroy();
    while (((await leftovers()) as Json)['imports'] !== 0);
    await fixture.owner(
      "INSERT INTO file_import (id, kind, state, dry_run, format, actor, created_at, received_at) VALUES (gen_random_uuid(), 'customers', 'receiving', false, 'csv', '{}', now(), now() - interval '1 hour'), (gen_random_uuid(), 'customers', 'receiving', false, 'csv', '{}', now(), now())",
    );
    await fixture.drain();
    expect(await leftovers()).toEqual({ imports: 1, chunks: 0 });
  });

  it('stores a file of several chunks in bounded pieces and reads it across their borders', async () => {
    const rows = Array.from({ length: 2_500 }, (_, i) => `k${i},${'值'.repeat(400)}${i}\n`).join('');
    const { body } = await send(`k,v\n${rows}`);
    const [chunks] = await fixture.owner(
      'SELECT count(*)::int AS n, max(length(bytes)) AS longest FROM import_chunk',
    );
    expect(chunks!['n']).toBeGreaterThan(2);
    expect(chunks!['longest']).toBeLessThan(2 * 1_048_576);
    const big = importJob(testTarget(1_000), parts());
    while (await big.run(context()));
    expect((await get(`/test-imports/${String(body['id'])}`)).body).toMatchObject({
      accepted: 2_500,
      rejected: 0,
    });
  });

  it('repeats the answer for a repeated idempotency key, and refuses it with another file', async () => {
    const headers = { 'idempotency-key': 'one' };
    const first = await send('k,v\n1,2\n', { headers });
    expect(await send('k,v\n1,2\n', { headers })).toEqual(first);
    expect((await send('k,v\n1,3\n', { headers })).status).toBe(409);
    expect(await leftovers()).toMatchObject({ imports: 1 });
  });
});

describe('a dry run', () => {
  it('gives the counts and rejections of the real run, repetitions across batches included, and keeps nothing', async () => {
    await fixture.owner("INSERT INTO taken VALUES ('k3', 'v3'), ('k4', 'other')");
    const csv = `k,v,r\n${rowsOf(15).replaceAll('\n', ',\n')}k1,v1,\nk2,other,\nz1,z,k12\nz2,z,nowhere\nbad,bad,\n`;
    const dry = await take(csv, { query: '?dryRun=true' });
    expect(await taken()).toEqual(['k3=v3', 'k4=other']);
    const real = await take(csv);
    const strip = ({ state, rejections }: typeof dry) => ({
      rejections,
      state: [state['read'], state['accepted'], state['duplicates'], state['rejected']],
    });
    expect(strip(dry)).toEqual(strip(real));
    expect(strip(dry).state).toEqual([20, 14, 2, 4]);
    expect((await fixture.owner('SELECT count(*)::int AS n FROM import_dry_key'))[0]).toEqual({ n: 0 });
  });
});

function context(stopAfter = Infinity) {
  const controller = new AbortController();
  let leases = 0;
  return {
    signal: controller.signal,
    assertLease: () => {
      leases += 1;
      if (leases >= stopAfter) controller.abort();
    },
  };
}

function parts() {
  return {
    db: fixture.db,
    clock: new ManualClock(new Date('2026-03-02T02:00:00Z')),
    log: createLog('silent'),
    zone: 'Asia/Shanghai',
    ended: async () => undefined,
  };
}

describe('an import that is interrupted', () => {
  const csv = `k,v\n${Array.from({ length: 60 }, (_, i) => (i % 7 === 3 ? `k${i},bad\n` : i % 11 === 5 ? `k${i - 1},v${i - 1}\n` : `k${i},v${i}\n`)).join('')}`;

  it.each([1, 2, 3])(
    'goes on after %i batches where it stopped, without doubling or miscounting',
    async (batches) => {
      const whole = await take(csv);
      const wanted = [await taken(), whole.rejections];
      await fixture.owner('TRUNCATE taken; DELETE FROM file_import');
      const { body } = await send(csv);
      const path = `/test-imports/${String(body['id'])}`;
      await importJob(testTarget(7), parts()).run(context(batches));
      const between = (await get(path)).body;
      expect(between).toMatchObject({ state: 'running', read: 7 * batches });
      expect(between['processed']).toBeLessThan(between['size'] as number);
      await fixture.drain();
      const { state, read, accepted, duplicates, rejected } = (await get(path)).body;
      const first = whole.state;
      expect({ state, read, accepted, duplicates, rejected }).toEqual({
        state: 'completed',
        read: first['read'],
        accepted: first['accepted'],
        duplicates: first['duplicates'],
        rejected: first['rejected'],
      });
      expect([await taken(), (await get(`${path}/rejections`)).text.split('\r\n').slice(1, -1)]).toEqual(
        wanted,
      );
    },
  );

  it('loses a batch whole with its checkpoint when the process dies inside it', async () => {
    const { body } = await send(csv);
    const dying = { ...testTarget(7) };
    let calls = 0;
    const store = dying.store.bind(dying);
    dying.store = async (tx, values, sender) => {
      const settled = await store(tx, values, sender);
      calls += 1;
      // What a kill leaves: the work is done in the database, the commit never comes.
      if (calls === 3) throw Object.assign(new Error('Connection terminated'), { code: '57P01' });
      return settled;
    };
    await expect(importJob(dying, parts()).run(context())).rejects.toMatchObject({ status: 503 });
    const between = (await get(`/test-imports/${String(body['id'])}`)).body;
    expect(between).toMatchObject({ state: 'running', read: 14 });
    expect(await taken()).toHaveLength(between['accepted'] as number);
    await fixture.drain();
    expect((await get(`/test-imports/${String(body['id'])}`)).body).toMatchObject({
      state: 'completed',
      read: 60,
    });
  });

  it('is left to the one who took the lease over', async () => {
    const { body } = await send(csv);
    const path = `/test-imports/${String(body['id'])}`;
    const taken = context();
    let batches = 0;
    taken.assertLease = () => {
      batches += 1;
      if (batches === 2) throw new LeaseLost('import-customers');
    };
    await importJob(testTarget(7), parts()).run(taken);
    expect((await get(path)).body).toMatchObject({ state: 'running', read: 7, failure: null });
    await fixture.drain();
    expect((await get(path)).body).toMatchObject({ state: 'completed', read: 60 });
  });

  it('waits when the database is out of room, and refuses no record for it', async () => {
    const { body } = await send(csv);
    const path = `/test-imports/${String(body['id'])}`;
    const full = { ...testTarget(7) };
    full.store = () => Promise.reject(Object.assign(new Error('no space left'), { code: '53100' }));
    await expect(importJob(full, parts()).run(context())).rejects.toMatchObject({ code: '53100' });
    expect((await get(path)).body).toMatchObject({ state: 'queued', read: 0, rejected: 0 });
    await fixture.drain();
    expect((await get(path)).body).toMatchObject({ state: 'completed', read: 60 });
  });

  it('is not done twice when two workers believe they hold it', async () => {
    const { body } = await send(csv);
    await Promise.all([1, 2, 3].map(() => importJob(testTarget(5), parts()).run(context())));
    await fixture.drain();
    const state = (await get(`/test-imports/${String(body['id'])}`)).body;
    expect(state).toMatchObject({ state: 'completed', read: 60 });
    expect(state['accepted']).toBe((await taken()).length);
    const [rejections] = await fixture.owner('SELECT count(*)::int AS n FROM import_rejection');
    expect(rejections!['n']).toBe(state['rejected']);
  });

  it('refuses the one record that breaks the database and takes in its neighbours', async () => {
    const { state, rejections } = await take(`k,v\n${rowsOf(8)}x,boom\ny,fine\n`);
    expect(state).toMatchObject({ state: 'completed', accepted: 9, rejected: 1 });
    expect(rejections[0]).toMatch(/^10,not-stored,/);
  });
});

describe('the file of rejections', () => {
  it('holds nothing that a spreadsheet would run', async () => {
    const { rejections } = await take('k,v\n=1+1,bad\n-2+3,bad\n5,bad\n');
    const texts = rejections.map((line) => /"([^"]*)"$/.exec(line)?.[1]);
    expect(texts).toEqual(["'=1+1,bad", "'-2+3,bad", '5,bad']);
  });
});

describe('who may', () => {
  const as = (role: string) => ({ 'x-role': role });

  it('send, follow and see what was rejected', async () => {
    const { body } = await send('k,v\n1,bad\n');
    await fixture.drain();
    const path = `/test-imports/${String(body['id'])}`;
    const statuses = async (role: string) => [
      (await send('k,v\n', { headers: as(role) })).status,
      (await get(path, as(role))).status,
      (await get('/test-imports', as(role))).status,
      (await get(`${path}/rejections`, as(role))).status,
    ];
    expect(await statuses('compliance-officer')).toEqual([202, 200, 200, 200]);
    expect(await statuses('auditor')).toEqual([403, 200, 200, 200]);
    expect(await statuses('administrator')).toEqual([403, 200, 200, 403]);
    expect(await statuses('teller')).toEqual([403, 403, 403, 403]);
  });

  it('page through the list, newest first', async () => {
    for (const n of [1, 2, 3]) await send(`k,v\n${n},${n}\n`);
    const first = (await get('/test-imports?limit=2')).body;
    const second = (await get(`/test-imports?limit=2&cursor=${String(first['nextCursor'])}`)).body;
    const ids = [...(first['items'] as Json[]), ...(second['items'] as Json[])].map(({ id }) => id as string);
    expect(ids).toEqual([...ids].sort().reverse());
    expect(ids).toHaveLength(3);
    expect(second['nextCursor']).toBeNull();
  });
});

describe('import mappings', () => {
  const put = async (name: string, body: object, role = 'compliance-officer') => {
    const answer = await fetch(`${fixture.baseUrl}/import-mappings/${name}`, {
      method: 'PUT',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'accept-language': 'en', 'x-role': role },
    });
    return { status: answer.status, body: (await answer.json()) as Json };
  };

  it('are read, stored in versions, and used', async () => {
    const own = {
      ...itemsMapping,
      name: 'own',
      source: { columns: ['K', 'V'] },
      records: [{ fields: { key: 'K', value: 'V' } }],
    };
    expect((await put('own', own)).body).toMatchObject({ name: 'own', version: 1, shipped: false });
    expect((await put('own', own)).body).toMatchObject({ version: 1 });
    const { name: _, ...unnamed } = own;
    expect((await put('own', { ...unnamed, description: 'changed' })).body).toMatchObject({ version: 2 });
    expect((await get('/import-mappings/own')).body).toMatchObject({
      version: 2,
      definition: { description: 'changed' },
    });
    expect((await take('K,V\na,b\n', { query: '?mapping=own' })).state).toMatchObject({
      mapping: 'own',
      accepted: 1,
    });
    expect((await get('/import-mappings')).body['items']).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'amlsim-payments', shipped: true })]),
    );
    expect((await get('/import-mappings/none')).status).toBe(404);
  });

  it('are refused with the place of every mistake', async () => {
    const wrong = await put('wrong', {
      ...itemsMapping,
      name: 'wrong',
      records: [{ fields: { value: 'x', other: { constant: 1 } } }],
    });
    expect(wrong).toMatchObject({
      status: 422,
      body: {
        code: 'mapping-wrong',
        errors: [
          { pointer: '/records/0/fields/other' },
          { pointer: '/records/0/fields' },
          { pointer: '/records/0/fields/value' },
        ],
      },
    });
    expect((await put('a', { ...itemsMapping, name: 'b' })).status).toBe(422);
    expect((await put('amlsim-payments', itemsMapping)).status).toBe(409);
    expect((await put('own', itemsMapping, 'auditor')).status).toBe(403);
  });
});
