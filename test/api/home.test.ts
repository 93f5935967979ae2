import { HEAD_OFFICE } from '../../src/access/index.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ now: new Date('2026-03-20T04:00:00.000Z') });
});
afterAll(() => service?.close());

describe('the calendar', () => {
  const calendar = (from: string, to: string) =>
    service.as.teller.get('/api/v1/calendar').query({ from, to });

  it('knows holidays, make-up days and years without a notice', async () => {
    const spring = await calendar('2026-02-13', '2026-02-17');
    expect(spring.status).toBe(200);
    expect(spring.body).toEqual({
      today: '2026-03-20',
      days: [
        { date: '2026-02-13', working: true, estimated: false },
        { date: '2026-02-14', working: true, estimated: false },
        { date: '2026-02-15', working: false, estimated: false },
        { date: '2026-02-16', working: false, estimated: false },
      ],
    });
    const later = await calendar('2027-01-04', '2027-01-05');
    expect(later.body.days).toEqual([{ date: '2027-01-04', working: true, estimated: true }]);
  });

  it('gives no day for an empty span and refuses one of more than a year', async () => {
    expect((await calendar('2026-02-13', '2026-02-13')).body.days).toEqual([]);
    expect((await calendar('2026-02-13', '2026-02-01')).body.days).toEqual([]);
    expect((await calendar('2026-01-01', '2027-01-02')).body.days).toHaveLength(366);
    const tooLong = await calendar('2026-01-01', '2027-01-03');
    expect([tooLong.status, tooLong.body.errors[0].code]).toEqual([422, 'span-too-long']);
  });
});

describe('standing alerts', () => {
  it('are those that are open or in review, as the figure of the home page counts them', async () => {
    const { core, officer } = service.as;
    const numbers = ['S1', 'S2', 'S3'];
    for (const customerNumber of numbers) {
      const body = { customerNumber, kind: 'individual', branch: HEAD_OFFICE, name: '张晓明' };
      expect((await core.post('/api/v1/customers').send(body)).status).toBe(201);
    }
    const cash = numbers.map((customerNumber) => ({
      source: 'core',
      reference: customerNumber,
      customerNumber,
      bookedAt: '2026-03-18T10:00:00+08:00',
      direction: 'in',
      amount: '60000.00',
      currency: 'CNY',
      method: 'cash',
      channel: 'counter',
    }));
    const posted = await core.post('/api/v1/transactions').send({ transactions: cash });
    expect(posted.body.accepted).toBe(3);
    const undone = {
      ...cash[2],
      reference: 'S3-back',
      direction: 'out',
      category: 'reversal',
      reverses: { source: 'core', reference: 'S3' },
    };
    expect((await core.post('/api/v1/transactions').send(undone)).body.accepted).toBe(1);
    const alerts = await officer.get('/api/v1/alerts');
    const of = (customerNumber: string) =>
      alerts.body.items.find((alert: { customerNumber: string }) => alert.customerNumber === customerNumber);
    await officer.post(`/api/v1/alerts/${of('S2').id}/assignment`).send({ assignee: 'officer' });

    const standing = await officer.get('/api/v1/alerts').query({ status: 'standing' });
    const states = standing.body.items.map((alert: { customerNumber: string; status: string }) => [
      alert.customerNumber,
      alert.status,
    ]);
    expect(states.sort()).toEqual([
      ['S1', 'open'],
      ['S2', 'in-review'],
    ]);
    expect(of('S3').status).toBe('withdrawn');
    expect((await officer.get('/api/v1/home')).body.alerts.open).toBe(2);
  });
});
