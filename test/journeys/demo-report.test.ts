import { validateLargeValueMessage } from '../support/camlmac-validator.js';
import { demoBank } from '../support/demo-bank.js';
import { startTestService, type TestService } from '../support/service.js';

/* A demo bank enters through the API as a core system would send it; the officer reports its large-value days. */

const UNTIL = '2026-11-20';
let service: TestService;

beforeAll(async () => {
  service = await startTestService({ now: new Date('2026-11-21T01:00:00.000Z') });
  const bank = demoBank({ customers: 200, transactions: 6_000, days: 20, until: UNTIL });
  for (const branch of bank.branches) await service.as.admin.post('/api/v1/branches').send(branch);
  for (const { date, ...rates } of bank.exchangeRates)
    await service.as.core.put(`/api/v1/exchange-rates/${date}`).send(rates);
  for (const customer of bank.customers) {
    const { status, body } = await service.as.core.post('/api/v1/customers').send(customer);
    if (status !== 201) throw new Error(`a demo customer was refused: ${JSON.stringify(body)}`);
  }
  for (const { transactions } of bank.transactions) {
    for (let from = 0; from < transactions.length; from += 2_000) {
      const share = transactions.slice(from, from + 2_000);
      const { status } = await service.as.core.post('/api/v1/transactions').send({ transactions: share });
      expect(status).toBe(200);
    }
  }
}, 300_000);
afterAll(() => service.close());

it('reports every large-value day of a demo bank in messages the validator accepts', async () => {
  const days = await service.db.query<{ day: string }>(
    `SELECT as_of::text AS day FROM alert_view WHERE kind = 'large-value' AND status <> 'withdrawn' GROUP BY as_of ORDER BY as_of`,
  );
  expect(days.length).toBeGreaterThan(5);
  let records = 0;
  for (const { day } of days) {
    const answer = await service.as.officer
      .post('/api/v1/reports')
      .send({ kind: 'large-value', businessDate: day });
    expect([day, answer.status, answer.body.errors]).toEqual([day, 201, 0]);
    records += answer.body.records;
    for (const { name } of (answer.body.files as { name: string; role: string }[]).filter(
      ({ role }) => role === 'message',
    )) {
      const file = await service.as.officer
        .get(`/api/v1/reports/${answer.body.id}/files/${name}`)
        .buffer(true);
      expect(validateLargeValueMessage(name, Buffer.from(file.text ?? file.body))).toEqual([]);
    }
  }
  const [counted] = await service.db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM alert_view a JOIN alert_transaction_view e ON e.alert_id = a.id
     WHERE a.kind = 'large-value' AND a.status <> 'withdrawn' AND e.withdrawn_at IS NULL`,
  );
  expect(records).toBe(counted!.n);
}, 300_000);
