import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  compareRegister,
  discrepancyStatusOf,
  mayFollow,
  mentionsReport,
  type ComparedOwner,
} from '../../src/due-diligence/index.js';
import { projectRoot } from '../../src/platform/index.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service?.close());

type Who = keyof TestService['as'];
const post = (path: string, body: object, as: Who = 'officer') =>
  service.as[as].post(`/api/v1${path}`).set('Accept-Language', 'en').send(body);
const get = (path: string, as: Who = 'officer') => service.as[as].get(`/api/v1${path}`);

let counter = 0;
const owner = { name: '卢照邻', gender: 'male', nationality: 'CHN', dateOfBirth: '1975-05-05' };
/** A company that one person owns, as a register would name it. */
const company = async () => {
  counter += 1;
  const documentNumber = `E5${String(counter).padStart(7, '0')}`;
  const { body } = await post(
    '/customers',
    { kind: 'organisation', branch: '0001', name: `登记${counter}公司` },
    'core',
  );
  const { id } = body as { id: string };
  const added = await post(`/customers/${id}/relationships`, {
    ...{ type: 'owns', share: '100', since: '2020-03-04', source: 'document' },
    holder: { kind: 'person', ...owner, documents: [{ type: 'passport', number: documentNumber }] },
  });
  expect(added.status).toBe(201);
  const registered = { ...owner, documentType: 'passport', documentNumber, basis: 'ownership', share: '100' };
  return { id, registered };
};
const compare = async (id: string, owners: object[], more: object = {}) => {
  const answer = await post(`/customers/${id}/register-comparisons`, {
    ...{ register: 'BO query system', queriedOn: '2026-03-01', owners },
    ...more,
  });
  expect(answer.status).toBe(201);
  return answer.body as {
    differences: { code: string; material: boolean }[];
    material: boolean;
    discrepancyId: string | null;
  };
};
const events = (id: string, kind: string, text = 'asked the customer', as: Who = 'officer') =>
  post(`/register-discrepancies/${id}/events`, { kind, text }, as);
const tasksOf = (id: string) =>
  service.db.query<{ status: string; audience: string; due: string }>(
    `SELECT s.status, s.audience, t.due_on::text AS due FROM review_task t JOIN review_task_state s ON s.task_id = t.id
     WHERE t.cause_kind = 'register-discrepancy' AND t.cause_id = $1`,
    [id],
  );

describe('a comparison with a register', () => {
  it('that agrees leaves nothing to do', async () => {
    const { id, registered } = await company();
    // The day within the month does not matter.
    const found = await compare(id, [{ ...registered, since: '2020-03-31' }]);
    expect(found).toMatchObject({ differences: [], material: false, discrepancyId: null });
  });

  it('names what differs, and starts thirty working days with a task for compliance alone', async () => {
    const { id, registered } = await company();
    const found = await compare(id, [
      { ...registered, dateOfBirth: '1975-05-06', share: '99' },
      { name: '陌生人' },
    ]);
    expect(found.differences.map(({ code, material }) => [code, material])).toEqual([
      ['dateOfBirth', true],
      ['share', false],
      ['extra-owner', true],
    ]);
    const { body } = await get(`/register-discrepancies/${found.discrepancyId}`);
    expect(body).toMatchObject({
      status: 'found',
      material: true,
      workingDaysLeft: 30,
      queriedOn: '2026-03-01',
    });
    expect(await tasksOf(found.discrepancyId!)).toEqual([
      { status: 'open', audience: 'compliance', due: body.dueOn },
    ]);
    const list = (await get(`/register-discrepancies?status=open&customerId=${id}`)).body;
    expect(list.items).toEqual([expect.objectContaining({ id: found.discrepancyId, status: 'found' })]);
    expect(
      (await get(`/register-discrepancies?dueBefore=${body.dueOn}&customerId=${id}`)).body.items,
    ).toEqual([]);
    for (const path of ['', `/${found.discrepancyId}`])
      expect((await get(`/register-discrepancies${path}`, 'teller')).status).toBe(403);
  });

  it('joins the discrepancy that is open, and ends it when both agree', async () => {
    const { id, registered } = await company();
    const first = await compare(id, []);
    expect(first.differences.map(({ code }) => code)).toEqual(['missing-owner']);
    expect((await compare(id, [{ name: '陌生人' }])).discrepancyId).toBe(first.discrepancyId);
    expect((await compare(id, [registered])).discrepancyId).toBe(first.discrepancyId);
    const { body } = await get(`/register-discrepancies/${first.discrepancyId}`);
    expect(body).toMatchObject({ status: 'corrected', differences: [], workingDaysLeft: null });
    expect(body.events.map(({ kind }: { kind: string }) => kind)).toEqual(['found', 'compared', 'corrected']);
    expect((await tasksOf(first.discrepancyId!)).map(({ status }) => status)).toEqual(['settled']);
    expect((await compare(id, [])).discrepancyId).not.toBe(first.discrepancyId);
  });

  it('made twice at the same time begins one discrepancy', async () => {
    const { id } = await company();
    const both = await Promise.all([compare(id, []), compare(id, [])]);
    expect(new Set(both.map(({ discrepancyId }) => discrepancyId)).size).toBe(1);
  });

  it('lies in the past, of a customer that is there', async () => {
    const { id } = await company();
    const body = { register: 'BO query system', queriedOn: '2999-01-01', owners: [] };
    expect((await post(`/customers/${id}/register-comparisons`, body)).body.code).toBe(
      'register-queried-in-future',
    );
    expect((await post('/customers/nobody/register-comparisons', body)).status).toBe(404);
    expect((await post(`/customers/${id}/register-comparisons`, body, 'teller')).status).toBe(403);
  });
});

describe('what is done about a discrepancy', () => {
  it('is kept in order and ends once', async () => {
    const { id } = await company();
    const { discrepancyId } = await compare(id, []);
    expect((await events(discrepancyId!, 'reminded', 'x', 'auditor')).status).toBe(403);
    expect((await events(discrepancyId!, 'reminded')).body).toEqual({ status: 'reminded' });
    expect((await events(discrepancyId!, 'noted')).body).toEqual({ status: 'reminded' });
    expect((await events(discrepancyId!, 'reported', 'filed')).body).toEqual({ status: 'reported' });
    expect((await events(discrepancyId!, 'corrected')).body.code).toBe('wrong-state');
    expect((await events(discrepancyId!, 'noted')).body).toEqual({ status: 'reported' });
    expect((await tasksOf(discrepancyId!)).map(({ status }) => status)).toEqual(['settled']);
    const race = await compare((await company()).id, []);
    const answers = await Promise.all(
      ['explained', 'reported'].map((kind) => events(race.discrepancyId!, kind)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('is no report where nothing material differs', async () => {
    const { id, registered } = await company();
    const { discrepancyId, material } = await compare(id, [{ ...registered, share: '98' }]);
    expect(material).toBe(false);
    expect((await events(discrepancyId!, 'reported')).body.code).toBe('wrong-state');
    expect((await events(discrepancyId!, 'explained', 'rounded in the register')).status).toBe(201);
  });

  it.each([
    '已提交可疑 交易报告',
    'We filed an STR',
    'see the suspicious-transaction report',
    'ＣＡＭＬＭＡＣ',
  ])('never speaks of a suspicious report: %s', async (text) => {
    const { discrepancyId } = await compare((await company()).id, []);
    expect((await events(discrepancyId!, 'noted', text)).body.code).toBe('register-text-forbidden');
  });

  const { words, exceptIn: phrases } = JSON.parse(
    readFileSync(join(projectRoot, 'rules/due-diligence/beneficial-owners.json'), 'utf8'),
  ).forbiddenWords as { words: string[]; exceptIn: string[] };
  const names = ['SAR Trading Ltd', '可疑交易研究有限公司', '王芳'];

  it.each([
    'the strategy of the register; sarcasm',
    'An owner of Hong Kong SAR nationality moved to the Macao SAR.',
    'Resident of the hong-kong S​AR; passport of the Macau\nSAR',
    'Both Hong Kong and Macao SARs',
    'Mr Sar Sambath lives at Main Str. 5',
    'SAR Trading Ltd files late; the register of sar  trading, ltd differs',
    '与可疑交易研究有限公司核对',
  ])('may use words that only look alike: %s', (text) => {
    expect(mentionsReport(text, words, { phrases, names })).toBe(false);
  });

  it.each([
    'we filed a SAR',
    'two STRs were sent',
    'an str was sent',
    'Hong Kong SAR: see the SAR',
    'SAR Trading Ltd: SAR sent',
    'sarsar SAR',
    '与可疑交易研究有限公司有关的可疑交易',
  ])('is not let through by them: %s', (text) => {
    expect(mentionsReport(text, words, { phrases, names })).toBe(true);
  });
});

describe('the status of a discrepancy', () => {
  const kind = fc.constantFrom(
    ...(['found', 'compared', 'noted', 'reminded', 'corrected', 'reported', 'explained'] as const),
  );
  const ends = ['corrected', 'reported', 'explained'];

  it('is the first end there is, else reminded if anybody did', () => {
    fc.assert(
      fc.property(fc.array(kind), (kinds) => {
        const end = kinds.find((one) => ends.includes(one));
        const open = kinds.includes('reminded') ? 'reminded' : 'found';
        expect(discrepancyStatusOf(kinds)).toBe(end ?? open);
      }),
    );
  });

  it('is reached by what may follow alone, and ended is left by nothing', () => {
    fc.assert(
      fc.property(fc.array(kind), fc.boolean(), (kinds, material) => {
        const status = discrepancyStatusOf(kinds);
        const next = mayFollow(status, material);
        expect(next).toContain('noted');
        expect(next.includes('reported')).toBe(material && !ends.includes(status));
        if (ends.includes(status))
          for (const one of next) expect(discrepancyStatusOf([...kinds, one])).toBe(status);
      }),
    );
  });
});

describe('comparing owners', () => {
  const rule = { material: ['missing-owner', 'extra-owner', 'name'], dayPrecision: 'month' as const };
  const keys = { name: (name: string) => name.toLowerCase(), number: (number: string) => number };
  const list = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('A', 'B', 'C', 'D'),
      dateOfBirth: fc.option(fc.constantFrom('1970-01-01', '1980-01-01')),
      documents: fc.uniqueArray(
        fc.record({ type: fc.constantFrom('passport', 'other'), number: fc.constantFrom('1', '2', '3') }),
        { selector: ({ number }) => number, maxLength: 2 },
      ),
    }),
    { selector: ({ name }) => name, maxLength: 4 },
  );

  it('with themselves finds nothing, in any order', () => {
    fc.assert(
      fc.property(
        list.filter((owners) => new Set(numbers(owners)).size === numbers(owners).length),
        (owners) => expect(compareRegister(owners, [...owners].reverse(), rule, keys)).toEqual([]),
      ),
    );
  });

  it('counts each owner once: as many are left over on each side as the lists differ in length', () => {
    fc.assert(
      fc.property(list, list, (found, registered) => {
        const codes = compareRegister(found, registered, rule, keys).map(({ code }) => code);
        const count = (code: string) => codes.filter((one) => one === code).length;
        expect(count('missing-owner') - count('extra-owner')).toBe(found.length - registered.length);
      }),
    );
  });

  const numbers = (owners: readonly ComparedOwner[]) =>
    owners.flatMap(({ documents }) => documents.map(({ number }) => number));
});
