import { createHash } from 'node:crypto';
import { HEAD_OFFICE } from '../../src/access/index.js';
import { validateLargeValueMessage, valuesOf } from '../support/camlmac-validator.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
let counter = 0;
let lastDay = 0;

interface File {
  name: string;
  role: 'message' | 'package' | 'print';
  mediaType: string;
  sha256: string;
  size: number;
  records: number | null;
}

beforeAll(async () => {
  service = await startTestService({ now: new Date('2026-03-20T04:00:00.000Z') });
  const put = (day: string, body: object) => service.as.core.put(`/api/v1/exchange-rates/${day}`).send(body);
  await put('2026-03-01', { kind: 'safe-monthly', base: 'USD', rates: { EUR: '1.08', CNY: '0.14' } });
  await put('2026-03-01', { kind: 'central-parity', base: 'CNY', rates: { USD: '7.1', EUR: '7.7' } });
});
afterAll(() => service.close());

/** A day no other test uses. */
const nextDay = () => `2026-03-${String((lastDay += 1)).padStart(2, '0')}`;

async function customer(more: Record<string, unknown> = {}): Promise<string> {
  const customerNumber = `R${String((counter += 1)).padStart(5, '0')}`;
  const answer = await service.as.core.post('/api/v1/customers').send({
    customerNumber,
    kind: 'individual',
    branch: HEAD_OFFICE,
    name: '张晓明',
    nationality: 'CHN',
    occupation: '20200',
    documents: [{ type: 'resident-id', number: '11010519491231002X', longTerm: true }],
    contacts: [{ type: 'mobile', value: '13800000000', consent: true }],
    addresses: [{ type: 'residence', text: '北京市朝阳区测试路1号', country: 'CHN' }],
    accounts: [
      { accountNumber: `A${customerNumber}`, type: '120002', currency: 'CNY', openedOn: '2018-07-01' },
    ],
    ...more,
  });
  expect(answer.status).toBe(201);
  return customerNumber;
}

async function post(customerNumber: string, day: string, fields: Record<string, unknown>): Promise<string> {
  const reference = `T${(counter += 1)}`;
  const answer = await service.as.core.post('/api/v1/transactions').send({
    source: 'core',
    reference,
    customerNumber,
    accountNumber: `A${customerNumber}`,
    bookedAt: `${day}T10:31:05+08:00`,
    direction: 'in',
    amount: '60000.00',
    currency: 'CNY',
    method: 'cash',
    channel: 'counter',
    ...fields,
  });
  expect([answer.status, answer.body.rejected]).toEqual([200, 0]);
  return reference;
}

const draft = (businessDate: string, as: 'officer' | 'officer2' | 'manager' = 'officer') =>
  service.as[as].post('/api/v1/reports').send({ kind: 'large-value', businessDate });
const approve = (id: string, as: 'manager' | 'manager2' | 'officer' = 'manager') =>
  service.as[as].post(`/api/v1/reports/${id}/approval`).send();

async function download(id: string, file: File): Promise<Buffer> {
  const answer = await service.as.officer
    .get(`/api/v1/reports/${id}/files/${file.name}`)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    });
  expect(answer.status).toBe(200);
  expect(answer.headers['content-type']).toBe(file.mediaType);
  return answer.body as Buffer;
}

async function messageOf(report: { id: string; files: File[] }): Promise<string> {
  const message = report.files.find(({ role }) => role === 'message')!;
  const bytes = await download(report.id, message);
  expect(validateLargeValueMessage(message.name, bytes)).toEqual([]);
  return bytes.toString('utf8');
}

describe('a large-value report', () => {
  it('is drafted, downloaded, approved by another person and handed over', async () => {
    const day = nextDay();
    const number = await customer();
    const first = await post(number, day, { amount: '30000.00' });
    const second = await post(number, day, { amount: '25000.00', channel: 'atm' });
    await post(number, day, { amount: '100.00', direction: 'out' });
    const { status, body } = await draft(day);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      kind: 'large-value', status: 'draft', businessDate: day, dueOnEstimated: false, customers: 1, records: 2,
      errors: 0, warnings: 0, maker: 'officer', approver: null, institution: { code: 'C0000000000001' },
      totals: [{ feature: '0501', direction: 'in', currency: 'CNY', customers: 1, transactions: 2, amount: '55000.00', amountCny: '55000.00', amountUsd: '7700.00' }],
    }); // prettier-ignore
    expect(body.files.map((file: File) => file.role)).toEqual(['message', 'package', 'print', 'print']);
    for (const file of body.files as File[]) {
      const bytes = await download(body.id, file);
      expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([
        file.size,
        file.sha256,
      ]);
    }
    const xml = await messageOf(body);
    expect(valuesOf(xml, 'TICD')).toEqual([`core:${first}`, `core:${second}`]);
    expect(valuesOf(xml, 'OATM')).toEqual(['20180701tttttt', '20180701tttttt']);
    expect(valuesOf(xml, 'TSTP')).toEqual(['000030', '000014']);
    expect(valuesOf(xml, 'CTID')).toEqual(['11010519491231002X']);

    expect((await approve(body.id, 'officer')).status).toBe(403);
    const submission = () => service.as.officer.post(`/api/v1/reports/${body.id}/submission`).send();
    expect((await submission()).body.code).toBe('wrong-state');
    const approved = await approve(body.id);
    expect(approved.body).toMatchObject({ status: 'approved', approver: 'manager' });
    expect(approved.body.files.map((file: File) => file.role)).toEqual([
      ...['message', 'package', 'print', 'print'],
      'print',
      'print',
    ]);
    expect((await approve(body.id, 'manager2')).body.code).toBe('wrong-state');
    expect((await submission()).body).toMatchObject({ status: 'submitted', submitter: 'officer' });

    const { body: again } = await draft(day);
    expect(again.code).toBe('already-reported');
  });

  it('is due five working days after the day', async () => {
    const number = await customer();
    await post(number, '2026-02-13', {});
    const { body } = await draft('2026-02-13');
    expect(body.dueOn).toBe('2026-02-27');
  });

  it('is never approved by its maker', async () => {
    const day = nextDay();
    await post(await customer(), day, {});
    const { body } = await draft(day, 'manager');
    const answer = await approve(body.id, 'manager');
    expect([answer.status, answer.body.code]).toEqual([403, 'maker-cannot-approve']);
    expect((await approve(body.id, 'manager2')).status).toBe(200);
  });

  it('holds only what no approved report holds', async () => {
    const day = nextDay();
    const number = await customer();
    await post(number, day, {});
    const { body: first } = await draft(day);
    const { body: rival } = await draft(day, 'officer2');
    expect((await approve(first.id)).status).toBe(200);
    expect((await approve(rival.id)).body.code).toBe('already-reported');
    const late = await post(number, day, { amount: '700.00' });
    const { body: second } = await draft(day);
    expect(valuesOf(await messageOf(second), 'TICD')).toEqual([`core:${late}`]);
    expect((await approve(second.id)).status).toBe(200);
  });

  it('hands on the alerts it holds whole, and leaves open one that has grown since the draft', async () => {
    const day = nextDay();
    const [whole, grown] = [await customer(), await customer()];
    await post(whole, day, {});
    await post(grown, day, {});
    const { body } = await draft(day);
    await post(grown, day, { amount: '10.00' });
    expect((await approve(body.id)).status).toBe(200);
    const statusOf = async (number: string) =>
      (await service.as.officer.get(`/api/v1/alerts?customerNumber=${number}`)).body.items.map(
        ({ status }: { status: string }) => status,
      );
    expect([await statusOf(whole), await statusOf(grown)]).toEqual([['escalated'], ['open']]);
    const rest = await draft(day);
    expect(rest.body).toMatchObject({ customers: 1, records: 1 });
    expect((await approve(rest.body.id)).status).toBe(200);
    expect(await statusOf(grown)).toEqual(['escalated']);
  });

  it('is approved once when two managers approve rival drafts at the same moment', async () => {
    const day = nextDay();
    await post(await customer(), day, {});
    const [{ body: one }, { body: other }] = [await draft(day), await draft(day)];
    const answers = await Promise.all([approve(one.id, 'manager'), approve(other.id, 'manager2')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('numbers messages without repeating, whatever process makes them', async () => {
    const day = nextDay();
    await post(await customer(), day, {});
    const other = await startTestService({ database: service.database, now: service.clock.now() });
    try {
      const make = (who: TestService) =>
        who.as.officer.post('/api/v1/reports').send({ kind: 'large-value', businessDate: day });
      const answers = await Promise.all([service, other, service, other].map(make));
      const names = answers.map(({ body }) => (body.files as File[])[0]!.name);
      expect(new Set(names).size).toBe(4);
      for (const name of names) expect(name).toMatch(/^NBHC0000000000001-20260320-\d{8}\.XML$/);
      const numbers = names.map((name) => Number(name.slice(-12, -4))).sort((a, b) => a - b);
      expect(numbers[3]! - numbers[0]!).toBe(3);
    } finally {
      await other.close();
    }
  });

  it('says of a transaction everything that is known', async () => {
    const day = nextDay();
    const number = await customer();
    const reference = await post(number, day, {
      method: 'transfer', channel: 'online', direction: 'out', amount: '30000.00', currency: 'EUR', crossBorder: true,
      accountNumber: 'UNKNOWN-1', place: { country: 'CHN', regionCode: '110105' }, device: { ip: '10.0.0.1', id: '00-11' },
      counterparty: { name: 'Muster GmbH & Co', country: 'DEU', institutionCode: 'MUSTDEFFXXX', institutionName: 'Musterbank', accountNumber: 'DE02' },
      conductor: { name: '李四', nationality: 'CHN', documents: [{ type: 'resident-id', number: '110101200002290018' }] },
    }); // prettier-ignore
    const xml = await messageOf((await draft(day)).body);
    expect(valuesOf(xml, 'CRCD')).toEqual(['0504']);
    const said = (element: string) => valuesOf(xml, element)[0];
    expect(Object.fromEntries(['TICD', 'CTAC', 'CATP', 'CRMB', 'CUSD', 'OCTT', 'OCEC', 'TBNM', 'CFRC', 'CFIC', 'TRCD', 'TCNM'].map((e) => [e, said(e)]))).toEqual({
      TICD: `core:${reference}`, CTAC: 'UNKNOWN-1', CATP: '@N', CRMB: '231000.00', CUSD: '32400.00', OCTT: '11', OCEC: '10.0.0.1@00-11',
      TBNM: '李四', CFRC: 'DEU000000', CFIC: 'MUSTDEFFXXX', TRCD: 'CHN110105', TCNM: 'Muster GmbH & Co',
    }); // prettier-ignore
  });

  it('reports what is left after a partial reversal, and no draft that came before it', async () => {
    const day = nextDay();
    const number = await customer();
    const reference = await post(number, day, { amount: '80000.00' });
    const { body: before } = await draft(day);
    await post(number, day, {
      amount: '10000.00', direction: 'out', category: 'reversal', reverses: { source: 'core', reference },
    }); // prettier-ignore
    expect((await approve(before.id)).body.code).toBe('report-outdated');
    const { body: after } = await draft(day);
    expect(valuesOf(await messageOf(after), 'CRAT')).toEqual(['70000.00']);
  });

  it('warns of a missing rate and lets the report go', async () => {
    const day = '2026-02-10';
    await post(await customer(), day, {});
    const { body } = await draft(day);
    expect(body.findings).toContainEqual(
      expect.objectContaining({ severity: 'warning', code: 'rate-missing', element: 'CUSD' }),
    );
    expect(valuesOf(await messageOf(body), 'CUSD')).toEqual(['@N']);
    expect((await approve(body.id)).status).toBe(200);
  });

  it('keeps a draft the form forbids as findings, writes no message, and refuses its approval', async () => {
    const day = nextDay();
    await post(await customer({ documents: [{ type: 'resident-id', number: '1101051949' }] }), day, {});
    const { body } = await service.as.officer
      .post('/api/v1/reports')
      .set('Accept-Language', 'en')
      .send({ kind: 'large-value', businessDate: day });
    expect(body.errors).toBe(1);
    expect(body.files.map((file: File) => file.role)).toEqual(['print', 'print']);
    const found = body.findings.find((finding: { severity: string }) => finding.severity === 'error');
    expect(found).toMatchObject({
      code: 'wrong-number-length',
      element: 'CTID',
      record: { customerNumber: expect.any(String) },
    });
    expect(found.message).toBe(
      'CTID (Customer ID document number) must have 15/18 characters for this document type',
    );
    expect((await approve(body.id)).body.code).toBe('report-has-errors');
  });

  it('says clearly why there is none', async () => {
    expect((await draft(nextDay())).body.code).toBe('nothing-to-report');
    expect((await draft('2026-03-21')).body.code).toBe('day-not-begun');
    expect((await draft('1990-01-02')).body.code).toBe('form-not-in-force');
    expect((await draft('2026-02-30')).status).toBe(422);
    expect((await service.as.officer.get('/api/v1/reports/none')).status).toBe(404);
  });

  it('is listed, newest day first, by kind, status and deadline, page by page', async () => {
    const list = async (query: string) => (await service.as.auditor.get(`/api/v1/reports?${query}`)).body;
    const { items } = await list('limit=500');
    const days = items.map(({ businessDate }: { businessDate: string }) => businessDate);
    expect(days).toEqual([...days].sort().reverse());
    const paged: unknown[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: { items: unknown[]; nextCursor: string | null } = await list(
        `limit=3${cursor && `&cursor=${cursor}`}`,
      );
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(items);
    const due = await list('kind=large-value&status=approved&dueBefore=2026-02-28');
    expect(due.items.map(({ businessDate }: { businessDate: string }) => businessDate)).toEqual([
      '2026-02-10',
    ]);
  });

  it('does not exist for tellers, and others may only do what is theirs', async () => {
    const { items } = (await service.as.officer.get('/api/v1/reports')).body;
    const path = `/api/v1/reports/${items[0].id}`;
    const body = { kind: 'large-value', businessDate: '2026-03-01' };
    expect((await service.as.teller.get('/api/v1/reports')).status).toBe(404);
    expect((await service.as.teller.get(path)).status).toBe(404);
    expect((await service.as.teller.post('/api/v1/reports').send(body)).status).toBe(404);
    expect((await service.as.admin.get(path)).status).toBe(403);
    expect((await service.as.core.post('/api/v1/reports').send(body)).status).toBe(403);
    expect((await service.as.auditor.post('/api/v1/reports').send(body)).status).toBe(403);
    expect((await service.as.auditor.get(path)).status).toBe(200);
    expect((await service.anonymous.get(path)).status).toBe(401);
  });

  it('leaves an audit event for every step and every download', async () => {
    const rows = await service.db.query<{ action: string }>(
      "SELECT DISTINCT action FROM audit_event WHERE subject_kind = 'report' ORDER BY action",
    );
    expect(rows.map(({ action }) => action)).toEqual([
      'report.approved', 'report.created', 'report.file-read', 'report.submitted',
    ]); // prettier-ignore
  });

  it('can be neither deleted nor rewritten by the service itself', async () => {
    for (const statement of [
      'DELETE FROM report', 'DELETE FROM report_record', "UPDATE report_customer SET snapshot = '{}'",
      'DELETE FROM reported_key', "UPDATE report_file SET name = 'x'", 'DELETE FROM report_file_part', 'DELETE FROM report_event',
    ]) await expect(service.db.query(statement)).rejects.toThrow(/permission denied/); // prettier-ignore
  });
});
