import { HEAD_OFFICE } from '../../src/access/index.js';
import { startTestService, type TestService } from '../support/service.js';

/*
 * What a sender can do wrong: each gets a clear, located problem in the language asked for, nothing else is lost, and
 * the process stays up.
 */

let service: TestService;
let counter = 0;
const NOW = new Date('2026-03-20T04:00:00.000Z');
const LANGUAGES = ['zh-CN', 'en'] as const;
const HAN = /\p{Script=Han}/u;

type Sent = Record<string, unknown>;

beforeAll(async () => {
  service = await startTestService({ now: NOW });
  for (const customerNumber of ['GOOD', 'OTHER']) {
    const answer = await service.as.core
      .post('/api/v1/customers')
      .send({ customerNumber, kind: 'individual', branch: HEAD_OFFICE, name: '示例客户' });
    expect(answer.status).toBe(201);
  }
});
afterAll(() => service.close());

/** Whatever was sent, the service goes on and every test leaves it whole. */
afterEach(async () => {
  const answer = await service.as.core.post('/api/v1/transactions').send(sent());
  expect([answer.status, answer.body.accepted]).toEqual([200, 1]);
});

function sent(fields: Sent = {}): Sent {
  counter += 1;
  return {
    source: 'core',
    reference: `B${counter}`,
    customerNumber: 'GOOD',
    bookedAt: '2026-03-18T10:00:00+08:00',
    direction: 'in',
    amount: '100.00',
    currency: 'CNY',
    method: 'cash',
    channel: 'counter',
    ...fields,
  };
}

interface Answer {
  status: number;
  type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

interface Raw {
  method?: 'post' | 'put' | 'patch' | 'get';
  path?: string;
  type?: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
  as?: keyof TestService['as'];
}

async function send(raw: Raw, language: string): Promise<Answer> {
  const { method = 'post', path = '/transactions', type = 'application/json', body, headers = {} } = raw;
  let request = service.as[raw.as ?? 'core'][method](`/api/v1${path}`).set('Accept-Language', language);
  for (const [name, value] of Object.entries(headers)) request = request.set(name, value);
  if (body !== undefined)
    request = request.set('Content-Type', type).serialize((same: unknown) => same as string);
  const answer = await (body === undefined ? request : request.send(body as string));
  return { status: answer.status, type: answer.type, body: answer.body };
}

/** Sends in both languages and checks that the problem is one, whole, and in the language asked for. */
async function problem(raw: Raw, status: number, code: string): Promise<Answer['body']> {
  let last: Answer['body'];
  for (const language of LANGUAGES) {
    const answer = await send(raw, language);
    expect([answer.status, answer.type, answer.body.code]).toEqual([
      status,
      'application/problem+json',
      code,
    ]);
    expect(answer.body).toMatchObject({
      type: expect.any(String),
      status,
      instance: expect.stringMatching(/^urn:uuid:/),
    });
    const texts = [
      answer.body.title,
      answer.body.detail,
      ...(answer.body.errors ?? []).map((e: Sent) => e['message']),
    ];
    for (const text of texts)
      expect([language, text, HAN.test(text)]).toEqual([language, text, language === 'zh-CN']);
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|at \w+ \(|SELECT|INSERT/);
    last = answer.body;
  }
  return last;
}

/** Sends one transaction alone: 422 with the envelope, located, in both languages. */
async function refused(fields: Sent, code: string, pointer: string): Promise<void> {
  const transaction = sent(fields);
  for (const language of LANGUAGES) {
    const answer = await send({ body: JSON.stringify(transaction) }, language);
    expect([answer.status, answer.body]).toEqual([
      422,
      {
        accepted: 0,
        duplicates: 0,
        rejected: 1,
        results: [
          {
            source:
              typeof transaction['source'] === 'string' && transaction['source'].length <= 200
                ? transaction['source']
                : null,
            reference:
              typeof transaction['reference'] === 'string' && transaction['reference'].length <= 200
                ? transaction['reference']
                : null,
            status: 'rejected',
            problem: { code, pointer, message: expect.any(String) },
            alerts: [],
          },
        ],
      },
    ]);
    const { message } = answer.body.results[0].problem;
    expect([message, HAN.test(message)]).toEqual([message, language === 'zh-CN']);
  }
}

async function batch(transactions: unknown[]): Promise<Answer['body']> {
  const answer = await service.as.core.post('/api/v1/transactions').send({ transactions });
  expect(answer.status).toBe(200);
  return answer.body;
}

const statuses = (body: Answer['body']): string[] =>
  body.results.map((r: { status: string; problem?: { code: string } }) => r.problem?.code ?? r.status);

async function storedCount(reference: unknown): Promise<number> {
  const [row] = await service.db.query<{ ledger: number; keys: number }>(
    `SELECT (SELECT count(*)::int FROM ledger WHERE reference = $1) AS ledger,
       (SELECT count(*)::int FROM transaction_key k JOIN ledger l ON l.id = k.ledger_id WHERE l.reference = $1) AS keys`,
    [reference],
  );
  expect(row!.keys).toBe(row!.ledger);
  return row!.ledger;
}

describe('a body that cannot be read', () => {
  it.each([
    ['{"source": "core",}', /18|character|字符/],
    ['{"source": ', /./],
    ['nonsense', /./],
  ])('malformed JSON %s is 400 and says where', async (body) => {
    for (const language of LANGUAGES) {
      const answer = await send({ body }, language);
      expect([answer.status, answer.body.code]).toEqual([400, 'malformed-request']);
    }
    await problem({ body }, 400, 'malformed-request');
  });

  it('names the character of the fault', async () => {
    const body = await problem({ body: '{"source": "core", "reference": x}' }, 400, 'malformed-request');
    expect(body.detail).toMatch(/line 1, column 33/);
  });

  it('an end too early is told as such', async () => {
    const body = await problem({ body: '{"transactions": [{"source": "core"' }, 400, 'malformed-request');
    expect(body.detail).toMatch(/line 1, column 36/);
  });

  it.each(['', '[]', 'null', '3', '"text"', 'true'])('a body of %j is refused', async (body) => {
    for (const language of LANGUAGES) {
      const answer = await send({ body }, language);
      expect([400, 422]).toContain(answer.status);
    }
  });

  it('no body at all is refused', async () => {
    await problem({}, 422, 'invalid-body');
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'text/csv'])(
    'the content type %s is 415 and names those accepted',
    async (type) => {
      const body = await problem({ body: JSON.stringify(sent()), type }, 415, 'unsupported-media-type');
      expect(body.detail).toContain('application/json');
      expect(body.detail).toContain('application/x-ndjson');
    },
  );

  it('an unknown character set is 415', () =>
    problem(
      { body: JSON.stringify(sent()), type: 'application/json; charset=klingon' },
      415,
      'unsupported-media-type',
    ));

  it('5,001 transactions are 413, 5,000 bad ones are answered one by one', async () => {
    await problem(
      { body: JSON.stringify({ transactions: Array.from({ length: 5_001 }, () => ({})) }) },
      413,
      'too-large',
    );
    await problem({ body: '{}\n'.repeat(5_001), type: 'application/x-ndjson' }, 413, 'too-large');
    const body = await batch(Array.from({ length: 5_000 }, () => ({})));
    expect([body.rejected, body.results.length]).toEqual([5_000, 5_000]);
  });

  it('more bytes than a request may have are 413', () =>
    problem({ body: Buffer.alloc(65 * 1_048_576, ' ') }, 413, 'too-large'));

  it.each([
    [{ transactions: [], more: 1 }, '/more', 'unknown-field'],
    [{ transactions: {} }, '/transactions', 'wrong-type'],
    [{ transactions: null }, '/transactions', 'wrong-type'],
  ])('a batch of the wrong shape %j is refused as a whole', async (body, pointer, code) => {
    const answer = await problem({ body: JSON.stringify(body) }, 422, 'invalid-body');
    expect(answer.errors).toEqual([{ pointer, code, message: expect.any(String) }]);
  });
});

describe('one transaction with a wrong field', () => {
  it.each([
    [{ amount: 100 }, 'wrong-type', '/amount'],
    [{ amount: '1,000.00' }, 'malformed-amount', '/amount'],
    [{ amount: '1e3' }, 'malformed-amount', '/amount'],
    [{ amount: ' 100' }, 'malformed-amount', '/amount'],
    [{ amount: '0100' }, 'malformed-amount', '/amount'],
    [{ amount: '+100' }, 'malformed-amount', '/amount'],
    [{ amount: '٣' }, 'malformed-amount', '/amount'],
    [{ amount: 'NaN' }, 'malformed-amount', '/amount'],
    [{ amount: '' }, 'too-short', '/amount'],
    [{ amount: '-1' }, 'not-positive', '/amount'],
    [{ amount: '0' }, 'not-positive', '/amount'],
    [{ amount: '0.00' }, 'not-positive', '/amount'],
    [{ amount: '-0' }, 'not-positive', '/amount'],
    [{ amount: '0.001' }, 'too-many-decimals', '/amount'],
    [{ amount: '100.000' }, 'too-many-decimals', '/amount'],
    [{ amount: '1.5', currency: 'JPY' }, 'too-many-decimals', '/amount'],
    [{ amount: '1.0', currency: 'JPY' }, 'too-many-decimals', '/amount'],
    [{ amount: '1.0001', currency: 'KWD' }, 'too-many-decimals', '/amount'],
    [{ amount: '10000000000000' }, 'amount-too-large', '/amount'],
    [{ amount: '9'.repeat(40) }, 'amount-too-large', '/amount'],
    [{ amount: '9'.repeat(41) }, 'too-long', '/amount'],
    [{ currency: 'RMB' }, 'unknown-currency', '/currency'],
    [{ currency: 'cny' }, 'unknown-currency', '/currency'],
    [{ currency: 'XAU' }, 'unknown-currency', '/currency'],
    [{ currency: '__proto__' }, 'too-long', '/currency'],
    [{ customerNumber: 'NOBODY' }, 'unknown-customer', '/customerNumber'],
    [{ customerNumber: undefined }, 'customer-required', '/customerNumber'],
    [{ customerNumber: 7 }, 'wrong-type', '/customerNumber'],
    [{ customerNumber: null }, 'wrong-type', '/customerNumber'],
    [{ bookedAt: '2026-03-20T12:05:00.001+08:00' }, 'booked-in-future', '/bookedAt'],
    [{ bookedAt: '1989-12-31T23:59:59Z' }, 'booked-too-early', '/bookedAt'],
    [{ bookedAt: '0000-01-01T00:00:00Z' }, 'booked-too-early', '/bookedAt'],
    [{ bookedAt: '2026-02-29T10:00:00+08:00' }, 'wrong-format', '/bookedAt'],
    [{ bookedAt: '2026-03-18T24:00:00+08:00' }, 'wrong-format', '/bookedAt'],
    [{ bookedAt: '2026-03-18T10:00:00' }, 'wrong-format', '/bookedAt'],
    [{ bookedAt: '2026-03-18' }, 'wrong-format', '/bookedAt'],
    [{ bookedAt: '2016-12-31T23:59:60Z' }, 'wrong-format', '/bookedAt'],
    [{ bookedAt: 1_773_800_000 }, 'wrong-type', '/bookedAt'],
    [{ direction: 'sideways' }, 'not-a-choice', '/direction'],
    [{ direction: 'constructor' }, 'not-a-choice', '/direction'],
    [{ method: 'Cash' }, 'not-a-choice', '/method'],
    [{ channel: undefined }, 'required', '/channel'],
    [{ category: 'bribe' }, 'not-a-choice', '/category'],
    [{ crossBorder: 'yes' }, 'wrong-type', '/crossBorder'],
    [{ country: 'CN' }, 'wrong-format', '/country'],
    [{ country: 'XXX' }, 'wrong-format', '/country'],
    [{ counterparty: { name: '某', shoeSize: 43 } }, 'unknown-field', '/counterparty/shoeSize'],
    [{ counterparty: 'somebody' }, 'wrong-type', '/counterparty'],
    [{ 'a/b~c': 1 }, 'unknown-field', '/a~1b~0c'],
    [{ Amount: '1' }, 'unknown-field', '/Amount'],
    [{ reference: '' }, 'too-short', '/reference'],
    [{ reference: ' R' }, 'wrong-format', '/reference'],
    [{ reference: 'R'.repeat(129) }, 'too-long', '/reference'],
    [{ reference: 5 }, 'wrong-type', '/reference'],
    [{ source: undefined }, 'required', '/source'],
    [{ category: 'reversal' }, 'reversal-needs-target', '/reverses'],
    [{ reverses: { source: 'core', reference: 'B1' } }, 'unexpected-target', '/reverses'],
    [
      { category: 'reversal', reverses: { source: 'core', reference: 'NEVER' } },
      'reversal-of-unknown',
      '/reverses',
    ],
    [{ purpose: 'x\u0000y' }, 'wrong-character', '/purpose'],
    [{ purpose: 'x\ud800y' }, 'wrong-character', '/purpose'],
    [{ counterparty: { name: '\udc00' } }, 'wrong-character', '/counterparty/name'],
    [{ reference: 'a\u0000b' }, 'wrong-character', '/reference'],
    [{ purpose: '   ' }, 'wrong-format', '/purpose'],
  ] as [Sent, string, string][])('%j is %s at %s', (fields, code, pointer) => refused(fields, code, pointer));

  it.each([
    'purpose',
    'reference',
    'amount',
    'customerNumber',
    'source',
    'accountNumber',
    'bookedAt',
    'currency',
  ])('a %s of 200,000 characters is refused, quickly and located', async (name) => {
    const code = name === 'bookedAt' ? 'wrong-format' : 'too-long';
    await refused({ [name]: '一'.repeat(200_000) }, code, `/${name}`);
  });

  it("keys of JavaScript's own objects are unknown fields like any other", async () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const text = JSON.stringify(sent()).replace('{', `{"${key}": {"customerNumber": "OTHER"},`);
      const answer = await send({ body: text }, 'en');
      expect([answer.status, answer.body.results[0].problem.pointer]).toEqual([422, `/${key}`]);
    }
    expect(({} as Sent)['customerNumber']).toBeUndefined();
  });

  it('deep nesting is refused and breaks nothing', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const inField = await send({ body: JSON.stringify(sent()).replace('{', `{"purpose": ${deep},`) }, 'en');
    expect([inField.status, inField.body.results[0].problem]).toMatchObject([
      422,
      { code: 'wrong-type', pointer: '/purpose' },
    ]);
    const asBatch = await send({ body: `{"transactions": [${deep}]}` }, 'en');
    expect(statuses(asBatch.body)).toEqual(['unreadable-line']);
    const objects = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const unknown = await send({ body: objects }, 'en');
    expect([unknown.status, unknown.body.results[0].status]).toEqual([422, 'rejected']);
  });

  it('accepts what is right at the edge', async () => {
    const edges = [
      { amount: '1.234', currency: 'KWD' },
      { amount: '9999999999999.99' },
      { amount: '1', currency: 'JPY' },
      { bookedAt: '2026-03-20T12:05:00+08:00' },
      { bookedAt: '2026-03-18T10:00:00.123456789+08:00' },
      { bookedAt: '2026-03-18t02:00:00z' },
      { bookedAt: '1990-01-01T08:00:00+08:00' },
      { accountNumber: 'UNKNOWN-ACCOUNT' },
      { purpose: '𠮷野家 🙂 \\N \t\r\n \\.' },
      { amount: '0.01' },
    ];
    for (const fields of edges) {
      const transaction = sent(fields);
      const answer = await send({ body: JSON.stringify(transaction) }, 'en');
      expect([fields, answer.status, answer.body.results[0]?.problem]).toEqual([fields, 200, undefined]);
      expect(await storedCount(transaction['reference'])).toBe(1);
    }
  });
});

describe('a bad line among good ones', () => {
  it('never rejects its neighbours', async () => {
    const good = Array.from({ length: 4 }, () => sent());
    const body = await batch([
      good[0],
      null,
      17,
      'text',
      [],
      good[1],
      sent({ amount: '-1' }),
      sent({ customerNumber: 'NOBODY' }),
      sent({ bookedAt: '2026-03-18T10:00:60Z' }),
      good[2],
      sent({ purpose: '\u0000' }),
      {},
      good[3],
    ]);
    expect(statuses(body)).toEqual([
      'accepted',
      'unreadable-line',
      'unreadable-line',
      'unreadable-line',
      'unreadable-line',
      'accepted',
      'not-positive',
      'unknown-customer',
      'wrong-format',
      'accepted',
      'wrong-character',
      'required',
      'accepted',
    ]);
    expect(body.results.map((r: Sent) => r['line'])).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
    expect(body.results[1]).toMatchObject({ source: null, reference: null });
    for (const { reference } of good) expect(await storedCount(reference)).toBe(1);
  });

  it('in NDJSON keeps the numbers of the lines, blank ones and a byte-order mark included', async () => {
    const [one, two] = [sent(), sent()];
    const text = `\ufeff${JSON.stringify(one)}\r\n\n{"source": "core", "refe\n[1]\n${JSON.stringify(two)}`;
    const answer = await send({ body: text, type: 'application/x-ndjson' }, 'en');
    expect(answer.status).toBe(200);
    expect(
      answer.body.results.map((r: Sent) => [r['line'], r['source'], r['reference'], r['status']]),
    ).toEqual([
      [1, 'core', one['reference'], 'accepted'],
      [3, null, null, 'rejected'],
      [4, null, null, 'rejected'],
      [5, 'core', two['reference'], 'accepted'],
    ]);
    expect(statuses(answer.body)[1]).toBe('unreadable-line');
  });
});

describe('references', () => {
  it('the same content is a duplicate however it is written, other content a conflict', async () => {
    const first = sent({ amount: '500' });
    expect(statuses(await batch([first]))).toEqual(['accepted']);
    const { source, ...rest } = first;
    expect(
      statuses(
        await batch([
          first,
          { ...rest, source },
          { ...first, amount: '500.00' },
          { ...first, bookedAt: '2026-03-18T02:00:00.000Z' },
          { ...first, outcome: 'completed', category: 'normal' },
          { ...first, amount: '500.01' },
          { ...first, customerNumber: 'OTHER' },
          { ...first, purpose: 'more' },
        ]),
      ),
    ).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
      'duplicate',
      'duplicate',
      'reference-conflict',
      'reference-conflict',
      'reference-conflict',
    ]);
    const alone = await send({ body: JSON.stringify({ ...first, amount: '1' }) }, 'en');
    expect([alone.status, statuses(alone.body)]).toEqual([422, ['reference-conflict']]);
    const again = await send({ body: JSON.stringify(first) }, 'en');
    expect([again.status, again.body.duplicates]).toEqual([200, 1]);
    expect(await storedCount(first['reference'])).toBe(1);
  });

  it('within one batch the first counts', async () => {
    const first = sent();
    expect(statuses(await batch([first, first, { ...first, amount: '2' }, sent()]))).toEqual([
      'accepted',
      'duplicate',
      'reference-conflict',
      'accepted',
    ]);
  });

  it('a refused line does not use up its reference, not even in the same batch', async () => {
    const right = sent();
    const wrong = { ...right, customerNumber: 'NOBODY' };
    const worse = { ...right, amount: 'x' };
    expect(statuses(await batch([worse, wrong, right, right]))).toEqual([
      'malformed-amount',
      'unknown-customer',
      'accepted',
      'duplicate',
    ]);
    expect(await storedCount(right['reference'])).toBe(1);
    const reversal = sent({
      category: 'reversal',
      direction: 'out',
      reverses: { source: 'core', reference: 'NONE' },
    });
    const mended = { ...reversal, reverses: { source: 'core', reference: right['reference'] } };
    expect(statuses(await batch([reversal, mended]))).toEqual(['reversal-of-unknown', 'accepted']);
  });
});

describe('taking back', () => {
  const back = (original: Sent, fields: Sent = {}): Sent =>
    sent({
      amount: original['amount'],
      direction: 'out',
      category: 'reversal',
      reverses: { source: original['source'], reference: original['reference'] },
      ...fields,
    });

  it('never more than there was, in one batch or several', async () => {
    const original = sent({ amount: '1000.00' });
    expect(
      statuses(
        await batch([
          original,
          back(original, { amount: '1000.01' }),
          back(original, { amount: '600' }),
          back(original, { amount: '600' }),
        ]),
      ),
    ).toEqual(['accepted', 'reversal-exceeds', 'accepted', 'reversal-exceeds']);
    expect(
      statuses(
        await batch([
          back(original, { amount: '400.01' }),
          back(original, { amount: '400' }),
          back(original, { amount: '0.01' }),
        ]),
      ),
    ).toEqual(['reversal-exceeds', 'accepted', 'reversal-exceeds']);
    const [row] = await service.db.query(
      'SELECT amount::text, reversed::text FROM ledger WHERE reference = $1',
      [original['reference']],
    );
    expect(row).toEqual({ amount: '1000.0000', reversed: '1000.0000' });
  });

  it('not of another customer, in another currency, before it happened, or of a reversal', async () => {
    const original = sent();
    const reversal = back(original, { amount: '10' });
    expect(
      statuses(
        await batch([
          original,
          back(original, { customerNumber: 'OTHER' }),
          back(original, { currency: 'USD' }),
          back(original, { bookedAt: '2026-03-18T09:59:59+08:00' }),
          reversal,
          back(reversal, { direction: 'in' }),
        ]),
      ),
    ).toEqual([
      'accepted',
      'reversal-mismatch',
      'reversal-mismatch',
      'reversal-mismatch',
      'accepted',
      'reversal-of-reversal',
    ]);
  });

  it('a chain of corrections in one batch is what it is in several', async () => {
    const original = sent({ amount: '300' });
    const corrected = back(original, { category: 'correction', direction: 'in', amount: '200' });
    const corrector = back(corrected, { category: 'correction', direction: 'in', amount: '250' });
    const reversal = back(corrector, { amount: '50' });
    expect(statuses(await batch([reversal, corrector, corrected, original]))).toEqual(
      Array(4).fill('accepted'),
    );
    const left = await service.db.query(
      'SELECT reference, (amount - reversed)::numeric(20, 2)::text AS net FROM ledger WHERE reference = ANY($1) ORDER BY id',
      [[original, corrected, corrector].map(({ reference }) => reference)],
    );
    expect(left.map(({ net }) => net)).toEqual(['0.00', '0.00', '200.00']);
  });

  it('reversals that name each other are refused', async () => {
    const [a, b] = [sent(), sent()];
    const circle = [back(b, { reference: a['reference'] }), back(a, { reference: b['reference'] })];
    expect(statuses(await batch(circle))).toEqual(['reversal-of-unknown', 'reversal-of-unknown']);
    const own = back(a, { reference: a['reference'] });
    expect(statuses(await batch([own]))).toEqual(['reversal-of-unknown']);
  });
});

describe('a missing rate', () => {
  const operational = async (status: string): Promise<Sent[]> =>
    (await service.as.officer.get(`/api/v1/alerts?kind=operational&status=${status}`)).body.items;
  const large = async (customerNumber: string): Promise<Sent[]> => {
    const { items } = (
      await service.as.officer.get(`/api/v1/alerts?kind=large-value&customerNumber=${customerNumber}`)
    ).body;
    return Promise.all(
      items.map(
        async ({ id }: { id: string }) => (await service.as.officer.get(`/api/v1/alerts/${id}`)).body,
      ),
    );
  };

  it('rejects nothing, is told once, and is made good when the rate comes', async () => {
    const before = (await operational('open')).length;
    const cash = (fields: Sent): Sent =>
      sent({ customerNumber: 'OTHER', bookedAt: '2026-01-15T10:00:00+08:00', ...fields });
    expect(statuses(await batch([cash({ amount: '9300', currency: 'CHF' })]))).toEqual(['accepted']);
    expect(
      statuses(
        await batch([cash({ amount: '50', currency: 'CHF' }), cash({ amount: '9999', currency: 'USD' })]),
      ),
    ).toEqual(['accepted', 'accepted']);
    const open = (await operational('open')).slice(0);
    expect(open.length - before).toBe(3);
    const monthly = open.find(
      ({ measures }) =>
        (measures as Sent)['currency'] === 'CHF' && (measures as Sent)['kind'] === 'safe-monthly',
    )!;
    expect(monthly).toMatchObject({
      customerNumber: null,
      kind: 'operational',
      measures: { period: '2026-01' },
    });
    expect(await large('OTHER')).toEqual([]);

    const put = await service.as.core
      .put('/api/v1/exchange-rates/2026-01-01')
      .send({ kind: 'safe-monthly', base: 'USD', rates: { CHF: '1.25' } });
    expect(put.status).toBe(200);
    expect((await operational('open')).map(({ id }) => id)).not.toContain(monthly['id']);
    expect((await operational('withdrawn')).map(({ id }) => id)).toContain(monthly['id']);
    const [alert, ...others] = await large('OTHER');
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      ruleId: 'cn-large-value-0501',
      status: 'open',
      measures: { usd: { sum: '21686.50', count: 3, crossed: true } },
    });
    expect((alert!['transactions'] as Sent[]).map(({ counted }) => counted).sort()).toEqual([
      '11625',
      '62.5',
      '9999',
    ]);
  });

  it('does not lose a movement whose day has crossed already', async () => {
    const cash = (fields: Sent): Sent =>
      sent({ customerNumber: 'OTHER', bookedAt: '2026-02-10T10:00:00+08:00', ...fields });
    const body = await batch([
      cash({ amount: '10000', currency: 'USD' }),
      cash({ amount: '70', currency: 'SEK' }),
    ]);
    expect(statuses(body)).toEqual(['accepted', 'accepted']);
    const [alert] = (await large('OTHER')).filter(({ asOf }) => asOf === '2026-02-10');
    expect(alert).toMatchObject({ measures: { usd: { sum: '10000.00', count: 1 } }, transactionCount: 1 });
    await service.as.core
      .put('/api/v1/exchange-rates/2026-02-01')
      .send({ kind: 'safe-monthly', base: 'USD', rates: { SEK: '0.1' } })
      .expect(200);
    const [after] = (await large('OTHER')).filter(({ asOf }) => asOf === '2026-02-10');
    expect(after).toMatchObject({
      id: alert!['id'],
      measures: { usd: { sum: '10007.00', count: 2 } },
      transactionCount: 2,
    });
  });
});

describe('rates that are wrong', () => {
  const put = (date: string, body: unknown): Raw => ({
    method: 'put',
    path: `/exchange-rates/${date}`,
    body: JSON.stringify(body),
  });
  const table = (rates: unknown, more: Sent = {}): Sent => ({
    kind: 'safe-monthly',
    base: 'USD',
    rates,
    ...more,
  });

  it.each([
    [table({ EUR: 1.08 }), '/rates/EUR'],
    [table({ EUR: '-1' }), '/rates/EUR'],
    [table({ EUR: '0' }), '/rates/EUR'],
    [table({ EUR: '1,08' }), '/rates/EUR'],
    [table({ XYZ: '1' }), '/rates/XYZ'],
    [table({ USD: '1' }), '/rates/USD'],
    [table({ EUR: '108000' }), '/rates/EUR'],
    [table({ 'a/b\u0000': '1' }), '/rates/a~1b\u0000'],
    [table({ EUR: '1.08' }, { base: 'CNY' }), '/base'],
    [table({}), '/rates'],
    [table({ EUR: '1.08' }, { kind: 'weekly' }), '/kind'],
  ])('%j is located at %s', async (body, pointer) => {
    const answer = await problem(put('2026-03-01', body), 422, 'invalid-body');
    expect(answer.errors.map((e: Sent) => e['pointer'])).toContain(pointer);
  });

  it.each(['2026-02-30', 'today', '1889-01-01', '9999-12-31', '2026-3-1'])(
    'a date of %s is refused',
    async (date) => {
      const answer = await send(put(date, table({ EUR: '1.08' })), 'en');
      expect([400, 404, 422]).toContain(answer.status);
      expect(answer.type).toBe('application/problem+json');
    },
  );
});

describe('headers and addresses', () => {
  it('an idempotency key answers the first answer again, and with another body 409', async () => {
    const transaction = sent();
    const headers = { 'Idempotency-Key': 'key-1' };
    const first = await send({ body: JSON.stringify(transaction), headers }, 'en');
    const again = await send({ body: JSON.stringify(transaction), headers }, 'en');
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(first.body.accepted).toBe(1);
    await problem({ body: JSON.stringify(sent()), headers }, 409, 'idempotency-conflict');
    expect(await storedCount(transaction['reference'])).toBe(1);
    const rejected = sent({ customerNumber: 'NOBODY' });
    const refusal = await send(
      { body: JSON.stringify(rejected), headers: { 'Idempotency-Key': 'key-2' } },
      'en',
    );
    const repeated = await send(
      { body: JSON.stringify(rejected), headers: { 'Idempotency-Key': 'key-2' } },
      'en',
    );
    expect([refusal.status, repeated.status, repeated.body]).toEqual([422, 422, refusal.body]);
  });

  it.each([' ', 'x'.repeat(201), '钥'])('an idempotency key of %j is malformed', async (key) => {
    const value = Buffer.from(key, 'utf8').toString('latin1');
    if (key.trim() === '') return;
    const body = await problem(
      { body: JSON.stringify(sent()), headers: { 'Idempotency-Key': value } },
      400,
      'malformed-request',
    );
    expect(body.detail).toContain('Idempotency-Key');
  });

  it('twenty requests with keys at once need no more connections than there are', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        send({ body: JSON.stringify(sent()), headers: { 'Idempotency-Key': `many-${n}` } }, 'en'),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  });

  it('a change needs the version it was based on', async () => {
    const { body: found } = await service.as.officer.get('/api/v1/customers?customerNumber=GOOD');
    const { id, version } = found.items[0];
    const patch = (headers: Record<string, string>): Raw => ({
      method: 'patch',
      path: `/customers/${id}`,
      body: '{"purpose": "x"}',
      type: 'application/merge-patch+json',
      headers,
    });
    await problem(patch({}), 428, 'if-match-required');
    await problem(patch({ 'If-Match': String(version + 7) }), 409, 'stale-version');
    await problem(patch({ 'If-Match': 'yesterday' }), 400, 'malformed-request');
    await problem(patch({ 'If-Match': '*' }), 400, 'malformed-request');
    const right = await send(patch({ 'If-Match': `"${version}"` }), 'en');
    expect(right.status).toBe(200);
  });

  it.each(['/transactions', '/alerts', '/exchange-rates', '/customers', '/rules'])(
    'a query parameter that %s does not have is refused by its name',
    async (path) => {
      const body = await problem(
        { method: 'get', path: `${path}?colour=red`, as: 'officer' },
        422,
        'invalid-query',
      );
      expect(body.errors).toEqual([
        { pointer: '/colour', code: 'unknown-field', message: expect.any(String) },
      ]);
    },
  );

  it.each([
    'limit=0',
    'limit=501',
    'limit=x',
    'from=2026-02-30',
    'currency=RMB',
    'direction=up',
    'minAmount=-1',
    'customerNumber=%00',
    'limit=1&limit=2',
  ])('the query %s is refused', (query) =>
    problem({ method: 'get', path: `/transactions?${query}`, as: 'officer' }, 422, 'invalid-query'),
  );

  const cursors = [
    'x',
    '!',
    Buffer.from('{}').toString('base64url'),
    Buffer.from('["x","y"]').toString('base64url'),
    Buffer.from('[null,null]').toString('base64url'),
    Buffer.from('["2026-01-01T00:00:00Z",{}]').toString('base64url'),
    Buffer.from('[1e300,1.5]').toString('base64url'),
    Buffer.from('["a\\u0000","1"]').toString('base64url'),
    Buffer.from('["\\u0000"]').toString('base64url'),
    Buffer.from('[5]').toString('base64url'),
    Buffer.from('["294277-01-01","99999999999999999999"]').toString('base64url'),
  ];
  it.each([
    '/transactions',
    '/alerts',
    '/alerts?order=newest',
    '/exchange-rates',
    '/customers',
    '/users',
    '/branches',
    '/api-keys',
    '/audit-events',
    '/transaction-imports',
    '/customer-imports',
  ])('no cursor that %s never gave out breaks it', async (path) => {
    for (const as of ['officer', 'admin', 'auditor'] as const) {
      for (const cursor of cursors) {
        const answer = await send(
          { method: 'get', path: `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`, as },
          'en',
        );
        expect([path, cursor, answer.status, answer.status < 500]).toEqual([
          path,
          cursor,
          answer.status,
          true,
        ]);
      }
    }
  });

  it.each(['/transactions', '/alerts', '/customers', '/reports', '/rules', '/transaction-imports'])(
    'an id under %s that is none is 404',
    async (path) => {
      const ids = [
        'x',
        '1',
        '-1',
        '%00',
        '..%2f..',
        'null',
        '__proto__',
        "'; drop table ledger; --".replaceAll(' ', '%20'),
        '99999999999999999999',
        '00000000-0000-0000-0000-000000000000',
        'AAAA',
        'a'.repeat(2_000),
        '9'.repeat(300),
        '1-2-3',
      ];
      for (const id of ids) {
        const answer = await send({ method: 'get', path: `${path}/${id}`, as: 'officer' }, 'en');
        expect([path, id, answer.status]).toEqual([path, id, 404]);
        expect(answer.type).toBe('application/problem+json');
      }
    },
  );

  it('an address that cannot be decoded is no server error', async () => {
    for (const path of ['/transactions/%', '/transactions/%ff', '/%c0%ae', '/transactions?cursor=%']) {
      const answer = await send({ method: 'get', path, as: 'officer' }, 'en');
      expect([path, answer.status < 500, answer.type]).toEqual([path, true, 'application/problem+json']);
    }
  });
});

describe('customers', () => {
  it('deep nesting in what a customer may carry freely is refused, not a crash', async () => {
    const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    const body = `{"kind": "organisation", "branch": "${HEAD_OFFICE}", "name": "某银行", "correspondent": ${deep}}`;
    const answer = await send({ body, path: '/customers' }, 'en');
    expect([answer.status, answer.type]).toEqual([422, 'application/problem+json']);
  });
});
