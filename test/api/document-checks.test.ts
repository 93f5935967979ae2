import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ now: new Date('2026-11-22T02:00:00.000Z') });
});
afterAll(() => service?.close());

const check = (body: object, language = 'en') =>
  service.as.teller.post('/api/v1/document-checks').set('Accept-Language', language).send(body);

describe('POST /document-checks', () => {
  it('answers what the number says, in the language of the reader', async () => {
    const body = { type: 'resident-id', number: '110105 19491231 002x', dateOfBirth: '1949-12-30' };
    const english = await check(body);
    expect(english.status).toBe(200);
    expect(english.body).toEqual({
      valid: false,
      findings: [
        {
          code: 'date-of-birth-mismatch',
          severity: 'error',
          message: 'The document says the date of birth is 1949-12-31; another one was typed.',
          pointer: '/dateOfBirth',
        },
      ],
      derived: {
        normalisedNumber: '11010519491231002X',
        comparisonNumber: '11010519491231002X',
        dateOfBirth: '1949-12-31',
        gender: 'female',
        regionCode: '110105',
        regionName: '北京市朝阳区',
        nationality: 'CHN',
      },
      suggestions: [],
    });
    const chinese = await check(body, 'zh-CN');
    expect(chinese.body.findings[0].message).toBe('证件显示出生日期为1949-12-31，与输入的不一致。');
  });

  it('counts days in the zone of the bank', async () => {
    // By key: half a day later the teller's session is over.
    const core = (body: object) => service.as.core.post('/api/v1/document-checks').send(body);
    const body = { type: 'passport', number: 'E12345678', validUntil: '2026-11-22' };
    expect((await core(body)).body).toMatchObject({ valid: true, findings: [{ code: 'expires-soon' }] });
    const before = service.clock.now();
    service.clock.set(new Date('2026-11-22T16:00:00.000Z'));
    const after = await core(body);
    service.clock.set(before);
    expect(after.body).toMatchObject({ valid: false, findings: [{ code: 'expired' }] });
  });

  it.each([
    [{ number: '1' }, 'required'],
    [{ type: 'library-card', number: '1' }, 'not-a-choice'],
    [{ type: 'passport', number: 'E12345678', dateOfBirth: '2000-02-30' }, 'wrong-format'],
    [{ type: 'passport', number: 'E12345678', note: 'x' }, 'unknown-field'],
  ])('refuses %j', async (body, code) => {
    const answer = await check(body);
    expect([answer.status, answer.body.errors[0].code]).toEqual([422, code]);
    expect(JSON.stringify(answer.body)).not.toContain('E12345678');
  });

  it('stores nothing, not even that somebody asked', async () => {
    const events = async () =>
      (await service.db.query<{ n: number }>('SELECT count(*)::int AS n FROM audit_event'))[0]!.n;
    const before = await events();
    await check({ type: 'resident-id', number: '11010519491231002X' });
    expect(await events()).toBe(before);
  });
});
