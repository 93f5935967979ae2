import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

type Who = keyof TestService['as'];
const put = (date: string, body: object, as: Who = 'officer') =>
  service.as[as].put(`/api/v1/exchange-rates/${date}`).send(body);
const get = (query: string, as: Who = 'officer') => service.as[as].get(`/api/v1/exchange-rates?${query}`);
const parity = (rates: object, more: object = {}) => ({
  kind: 'central-parity',
  base: 'CNY',
  rates,
  ...more,
});

describe('exchange rates through the API', () => {
  it('enters a table and reads what holds on a day', async () => {
    const entered = await put('2026-02-26', parity({ USD: '7.10', JPY: '0.0470' }));
    expect(entered.status).toBe(200);
    expect(entered.body).toEqual({
      kind: 'central-parity',
      base: 'CNY',
      validFrom: '2026-02-26',
      validTo: '2026-03-08',
      rates: { JPY: '0.047', USD: '7.1' },
      changed: ['USD', 'JPY'],
    });
    await put('2026-02-27', parity({ USD: '7.11' }));
    const { status, body } = await get('kind=central-parity&date=2026-02-28');
    expect(status).toBe(200);
    const found = body.items.map((item: { currency: string; rate: string; validFrom: string }) => [
      item.currency,
      item.rate,
      item.validFrom,
    ]);
    expect(found.sort()).toEqual([
      ['JPY', '0.047', '2026-02-26'],
      ['USD', '7.11', '2026-02-27'],
    ]);
  });

  it('shows a superseded rate when asked', async () => {
    await put('2026-01-05', { kind: 'safe-monthly', base: 'USD', rates: { EUR: '1.16' } });
    await put('2026-01-05', { kind: 'safe-monthly', base: 'USD', rates: { EUR: '1.17' } });
    const rates = async (query: string) =>
      (await get(`kind=safe-monthly&date=2026-01-31${query}`)).body.items.map(
        ({ rate }: { rate: string }) => rate,
      );
    expect(await rates('')).toEqual(['1.17']);
    expect(await rates('&superseded=true')).toEqual(['1.17', '1.16']);
  });

  it('pages through all rates without gap or repeat', async () => {
    const seen: string[] = [];
    let cursor = '';
    do {
      const { body } = await get(`limit=2${cursor && `&cursor=${cursor}`}`);
      for (const item of body.items) seen.push(`${item.kind} ${item.currency} ${item.validFrom}`);
      cursor = body.nextCursor ?? '';
    } while (cursor);
    expect(new Set(seen).size).toBe(seen.length);
    const [{ count }] = (await service.db.query(
      'SELECT count(*)::int AS count FROM exchange_rate WHERE superseded_at IS NULL',
    )) as unknown as [{ count: number }];
    expect(seen).toHaveLength(count);
  });

  it.each([
    [parity({ USD: 7.1 }), '/rates/USD', 'wrong-type'],
    [parity({ USD: '0' }), '/rates/USD', 'not-positive'],
    [parity({ usd: '7.1' }), '/rates/usd', 'unknown-currency'],
    [parity({ CNY: '1' }), '/rates/CNY', 'is-base'],
    [parity({ USD: '7.1' }, { base: 'USD' }), '/base', 'wrong-base'],
    [parity({ USD: '7.1' }, { kind: 'spot' }), '/kind', 'not-a-choice'],
    [parity({ USD: '7.1' }, { note: 'x' }), '/note', 'unknown-field'],
    [parity({}), '/rates', 'invalid'],
  ])('refuses %j', async (body, pointer, code) => {
    const answer = await put('2026-02-20', body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toContainEqual(expect.objectContaining({ pointer, code }));
  });

  it('refuses a date that does not exist', async () => {
    expect((await put('2026-02-30', parity({ USD: '7.1' }))).status).toBe(400);
  });

  it.each([
    ['teller', 403, 403],
    ['manager', 200, 200],
    ['auditor', 403, 200],
    ['admin', 403, 403],
    ['core', 200, 200],
  ] as const)('%s enters %i, reads %i', async (who, entering, reading) => {
    expect((await put('2026-02-26', parity({ USD: '7.10' }), who)).status).toBe(entering);
    expect((await get('kind=central-parity', who)).status).toBe(reading);
  });
});
