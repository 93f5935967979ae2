import pg from 'pg';
import { picture } from '../support/scans.js';
import { startTestService, type Person, type TestService } from '../support/service.js';

let service: TestService;
const BASE = '/api/v1';

type Who = Person | 'core';
type Line = Record<string, unknown>;
const text = (who: Who, path: string) =>
  service.as[who]
    .get(BASE + path)
    .buffer(true)
    .parse(asText as never);
/** The body as it came, whatever its type. */
const asText = (answer: NodeJS.ReadableStream, done: (error: Error | null, text: string) => void) => {
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  answer.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
};
const lines = (body: unknown): Line[] =>
  (body as string)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
const exported = async (query = '', who: Who = 'core'): Promise<Line[]> =>
  lines((await text(who, `/customer-exports.ndjson${query}`)).body);
const csv = async (query = ''): Promise<string> =>
  (await text('officer', `/customer-exports.csv${query}`)).body as string;

/** Sends a file as a trial and gives what would become of it. */
async function dryRun(body: string, type = 'text/csv') {
  const sent = await service.as.officer
    .post(`${BASE}/customer-imports?dryRun=true`)
    .set('Content-Type', type)
    .send(body);
  expect(sent.status).toBe(202);
  await service.scheduler.drain('import-customers');
  const { id } = sent.body as { id: string };
  const { state, read, accepted, duplicates, rejected } = (
    await service.as.officer.get(`${BASE}/customer-imports/${id}`)
  ).body as Line;
  return { state, read, accepted, duplicates, rejected };
}

const make = async (customerNumber: string, more: object = {}): Promise<string> => {
  const answer = await service.as.core
    .post(`${BASE}/customers`)
    .send({ kind: 'individual', branch: '0001', name: '王芳', customerNumber, ...more });
  expect(answer.status).toBe(201);
  return (answer.body as { id: string }).id;
};

beforeAll(async () => {
  service = await startTestService();
  await service.as.admin.post(`${BASE}/branches`).send({ code: '0002', name: '某支行', country: 'CHN' });
  await make('E-1', {
    name: '=cmd|calc',
    contacts: [{ type: 'mobile', value: '+8613800000000', consent: true }],
    documents: [{ type: 'passport', number: 'E12345679', validUntil: '2030-01-01' }],
    occupation: "'@quoted",
  });
  await make('E-2', {
    kind: 'organisation',
    name: '某某,"有限"公司',
    publicBody: true,
    legalRepresentative: { name: '李强', documents: [{ type: 'passport', number: 'E7654321' }] },
    beneficialOwners: [{ name: '李强', basis: 'shares', since: '2024-01-01' }],
    addresses: [{ type: 'registered', text: '某路1号\n二楼', country: 'CHN' }],
    accounts: ['A-1', 'A-2', 'A-3', 'A-4'].map((accountNumber) => ({
      ...{ accountNumber, type: 'current', currency: 'CNY', openedOn: '2024-01-01' },
      ...(accountNumber === 'A-2' ? { closedOn: '2025-01-01' } : {}),
    })),
    documents: [1, 2, 3].map((at) => ({ type: 'other', number: `LIC-${at}`, images: [`archive/${at}`] })),
    correspondent: { supervision: '某监管机构', shellBank: false, 'swift/code': 'ABCDCNBJ' },
    reliedOnThirdParty: { institution: '某公司', assessedOn: '2025-01-01', supervised: true },
  });
  await make('E-3', { branch: '0002' });
});
afterAll(() => service?.close());

describe('an export', () => {
  it('as CSV is imported again as duplicates only, and runs in no spreadsheet', async () => {
    const scan = await service.as.core
      .post(`${BASE}/document-images`)
      .set('Content-Type', 'image/png')
      .send(await picture('png'));
    const [third] = (await service.as.core.get(`${BASE}/customers?customerNumber=E-3`)).body.items;
    await service.as.core
      .patch(`${BASE}/customers/${third.id}`)
      .set('If-Match', '1')
      .send({
        politicallyExposed: { category: 'foreign', relation: 'self' },
        documents: [{ type: 'passport', number: 'E5550000', images: [scan.body.id] }],
      })
      .expect(200);
    const file = await csv();
    expect(file).toContain(scan.body.id);
    expect(
      await dryRun((await text('core', '/customer-exports.ndjson')).body as string, 'application/x-ndjson'),
    ).toEqual({
      state: 'completed',
      read: 3,
      accepted: 0,
      duplicates: 3,
      rejected: 0,
    });
    expect(await dryRun(file)).toEqual({
      state: 'completed',
      read: 3,
      accepted: 0,
      duplicates: 3,
      rejected: 0,
    });
    expect(file).toContain("'=cmd|calc");
    expect(file).toContain("'+8613800000000");
    expect(file).toContain("''@quoted");
    expect(file).not.toMatch(/(^|,)"?[=+@]/m);
  });

  it('has what the lists of its reader have, and narrows by the same filters', async () => {
    const all = await exported('', 'auditor');
    expect(all.map((one) => one['customerNumber'])).toEqual(['E-1', 'E-2', 'E-3']);
    const one = await service.as.auditor.get(`${BASE}/customers/${all[1]!['id'] as string}`);
    expect(all[1]).toEqual(one.body);
    const numbers = async (query: string) => (await exported(query)).map((line) => line['customerNumber']);
    expect(await numbers('?branch=0002')).toEqual(['E-3']);
    expect(await numbers('?kind=organisation')).toEqual(['E-2']);
    expect(await numbers('?status=closed')).toEqual([]);
    expect(await numbers('?after=E-1')).toEqual(['E-2', 'E-3']);
    expect(await numbers('?finding=missing-document-copy')).toEqual(['E-1']);
    expect(await numbers('?finding=missing-legal-representative-document-copy')).toEqual(['E-2']);
    const listed = await service.as.teller.get(`${BASE}/customers?finding=missing-document-copy`);
    expect(listed.body.items.map((item: Line) => item['customerNumber'])).toEqual(['E-1']);
    expect((await service.as.core.get(`${BASE}/customer-exports/count?branch=0001`)).body).toEqual({
      customers: 2,
    });
    expect((await text('officer', '/customer-exports.csv?after=nobody')).status).toBe(404);
  });

  it('is not for a counter, and leaves a trace of who took what', async () => {
    for (const path of ['/customer-exports.csv', '/customer-exports.ndjson', '/customer-exports/count'])
      for (const who of ['teller', 'admin'] as const)
        expect((await service.as[who].get(BASE + path)).status).toBe(403);
    await csv('?branch=0002');
    const [event] = await service.db.query<{ details: Line; actor_kind: string }>(
      "SELECT details, actor_kind FROM audit_event WHERE action = 'customers.exported' ORDER BY id DESC LIMIT 1",
    );
    expect(event).toEqual({
      actor_kind: 'user',
      details: { format: 'csv', branch: '0002', resumed: false, count: 1 },
    });
  });
});

describe('what the facts lack', () => {
  it('is found again for customers stored before it was kept', async () => {
    const owner = new pg.Client({ connectionString: service.database.ownerUrl });
    await owner.connect();
    const codes = async () =>
      (await owner.query('SELECT finding_codes AS codes FROM customer ORDER BY id')).rows as unknown[];
    try {
      const before = await codes();
      await owner.query('UPDATE customer SET finding_codes = NULL');
      await service.scheduler.drain('customers-unjudged');
      expect(await codes()).toEqual(before);
      expect(before[0]).toMatchObject({ codes: expect.arrayContaining(['missing-document-copy']) });
    } finally {
      await owner.end();
    }
  });
});

describe('keeping in step', () => {
  it('gives every change since the watermark, in order, and nothing else', async () => {
    // Longer than the overlap, shorter than a session.
    service.clock.advance(660_000);
    const before = await text('core', '/customer-exports.ndjson');
    const watermark = before.headers['export-watermark'] as string;
    expect(before.headers['export-count']).toBe('3');
    expect(await exported(`?changedSince=${watermark}`)).toEqual([]);
    for (const number of ['E-2', 'E-1']) {
      service.clock.advance(1_000);
      const [customer] = (await service.as.core.get(`${BASE}/customers?customerNumber=${number}`)).body
        .items as { id: string; version: number }[];
      await service.as.core
        .patch(`${BASE}/customers/${customer!.id}`)
        .set('If-Match', String(customer!.version))
        .send({ occupation: 'changed' })
        .expect(200);
    }
    const changed = await exported(`?changedSince=${watermark}`);
    expect(changed.map((one) => [one['customerNumber'], one['version']])).toEqual([
      ['E-2', 2],
      ['E-1', 2],
    ]);
    // After a break: since the last change that arrived, which comes once more.
    const rest = await exported(`?changedSince=${changed[1]!['updatedAt'] as string}`);
    expect(rest.map((one) => one['customerNumber'])).toEqual(['E-1']);
    expect((await text('core', `/customer-exports.ndjson?changedSince=${watermark}&after=E-1`)).status).toBe(
      422,
    );
  });

  it('reads more than one batch without a gap or a line twice', async () => {
    const body = Array.from({ length: 2_100 }, (_, n) =>
      JSON.stringify({ kind: 'individual', branch: '0001', name: '王芳', customerNumber: `M-${n}` }),
    ).join('\n');
    const sent = await service.as.officer
      .post(`${BASE}/customer-imports`)
      .set('Content-Type', 'application/x-ndjson')
      .send(body);
    expect(sent.status).toBe(202);
    await service.scheduler.drain('import-customers');
    // All of a batch carry one instant: the key tells them apart.
    for (const query of ['', '?changedSince=2026-03-02T00:00:00Z']) {
      const numbers = (await exported(query)).map((one) => one['customerNumber']);
      expect(numbers).toHaveLength(2_103);
      expect(new Set(numbers).size).toBe(2_103);
    }
  });
});

describe('an import', () => {
  it('makes of a CSV, of NDJSON and of a request the same customer with the same findings', async () => {
    const facts = { kind: 'individual', branch: '0001', name: '赵敏' };
    const document = { type: 'resident-id', number: '110101199003070011' };
    await service.as.core
      .post(`${BASE}/customers`)
      .send({ ...facts, customerNumber: 'S-1', documents: [document] })
      .expect(201);
    const take = async (type: string, body: string) => {
      const sent = await service.as.officer
        .post(`${BASE}/customer-imports`)
        .set('Content-Type', type)
        .send(body);
      expect(sent.status).toBe(202);
      await service.scheduler.drain('import-customers');
    };
    await take(
      'text/csv',
      `kind,branch,name,customerNumber,documents.1.type,documents.1.number\nindividual,0001,赵敏,S-2,resident-id,${document.number}\n`,
    );
    await take(
      'application/x-ndjson',
      JSON.stringify({ ...facts, customerNumber: 'S-3', documents: [document] }),
    );
    const seen = await Promise.all(
      ['S-1', 'S-2', 'S-3'].map(async (number) => {
        const [one] = (await service.as.officer.get(`${BASE}/customers?customerNumber=${number}`)).body
          .items as (Line & { findings: { code: string }[] })[];
        const codes = one!.findings.map(({ code }) => code).filter((code) => !code.includes('duplicate'));
        return { status: one!['status'], codes: codes.sort() };
      }),
    );
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]!.codes.length).toBeGreaterThan(0);
  });
});
