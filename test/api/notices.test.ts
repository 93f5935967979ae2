import { createHash } from 'node:crypto';
import type { Tx } from '../../src/platform/index.js';
import { systemActor } from '../../src/platform/index.js';
import type { NoticeRequest } from '../../src/due-diligence/index.js';
import type { NoticeChannel, Outcome } from '../../src/due-diligence/notices/channels/channel.js';
import { emailChannel } from '../../src/due-diligence/notices/channels/email.js';
import { smsChannel } from '../../src/due-diligence/notices/channels/sms-gateway.js';
import { closedPort, startGateway, startMailServer, startSilence } from '../support/post-office.js';
import pg from 'pg';
import { startTestService, type TestService } from '../support/service.js';

const API = '/api/v1';
const gatewaySettings = {
  headers: '{"Content-Type":"application/json","X-Secret":"{{secret}}"}',
  body: '{"mobile":"{{to}}","content":"{{text}}","requestId":"{{id}}"}',
  secret: 's3cret',
  success: '"code":0(?:,"id":"([^"]+)")?',
  refused: '"code":(?:11|12)',
};

type MailServer = Awaited<ReturnType<typeof startMailServer>>;
type Gateway = Awaited<ReturnType<typeof startGateway>>;
let mailServer: MailServer;
let gateway: Gateway;
let service: TestService;

const emailTo = (port: number) =>
  emailChannel({ url: `smtp://127.0.0.1:${port}`, from: 'notice@bank.example', patience: 2_000 });
const smsTo = (url: string) => smsChannel({ ...gatewaySettings, url, patience: 2_000 });

beforeAll(async () => {
  mailServer = await startMailServer();
  gateway = await startGateway();
  service = await startTestService({
    configuration: { NOTICE_PHONE: '010-88886666', SESSION_IDLE_MINUTES: 1_440, SESSION_HOURS: 168 },
    noticeChannels: new Map([
      ['email', emailTo(mailServer.port)],
      ['sms', smsTo(gateway.url)],
    ] as const),
  });
});
afterAll(async () => {
  await service?.close();
  await mailServer.stop();
  await gateway.stop();
});
beforeEach(() => {
  // Each test a little later than the one before: ten o'clock and some minutes, the same morning.
  service.clock.advance(15 * 60_000);
  mailServer.setJudge(() => undefined);
  mailServer.setAnswer(() => undefined);
  mailServer.mails.length = 0;
  gateway.messages.length = 0;
  gateway.setReply((_, response) => response.end('{"code":0,"id":"SP-77"}'));
});

interface Made {
  key: string;
  id: string;
  customerNumber: string;
}
type Contact = { type: string; value: string; consent: boolean };
let serial = 0;
const mobile = (): Contact => ({
  type: 'mobile',
  value: `138${String((serial += 1)).padStart(8, '0')}`,
  consent: true,
});
const email = (): Contact => ({ type: 'email', value: `zhang${(serial += 1)}@example.com`, consent: true });

async function customer(contacts: Contact[], more: object = {}): Promise<Made> {
  const body = { kind: 'individual', branch: '0001', name: '张三', contacts, ...more };
  const made = await service.as.core.post(`${API}/customers`).send(body);
  expect(made.status).toBe(201);
  const { id, customerNumber } = made.body as { id: string; customerNumber: string };
  const [row] = await service.db.query<{ id: string }>('SELECT id FROM customer_view WHERE public_id = $1', [
    id,
  ]);
  return { key: row!.id, id, customerNumber };
}

const expiring = { documentType: 'resident-id', documentLastFour: '0015', validUntil: '2026-03-31' };
const ask = (customerKey: string, more: Partial<NoticeRequest> = {}): NoticeRequest => ({
  customerKey,
  template: 'document-expiring',
  variables: expiring,
  ...more,
});
const queue = (requests: NoticeRequest[], of: TestService = service) =>
  of.db.inTransaction((tx) => of.container.notices.queue(tx, systemActor, requests));
const send = (of: TestService = service) => of.scheduler.drain('outbox');

interface Shown {
  id: string;
  status: string;
  channel: string | null;
  address: string | null;
  reason: string | null;
  tries: number;
  customerName: string;
  sentAt: string | null;
  texts: { sms: string; email: { subject: string; body: string } };
  attempts: {
    kind: string;
    code: string | null;
    answer: string | null;
    providerId: string | null;
    address: string | null;
    by: string | null;
  }[];
}
const read = async (id: string): Promise<Shown> => {
  const answer = await service.as.officer.get(`${API}/notices/${id}`);
  expect(answer.status).toBe(200);
  return answer.body as Shown;
};
const kinds = (notice: Shown) => notice.attempts.map(({ kind }) => kind);
const minutes = (n: number) => service.clock.advance(n * 60_000);

describe('a notice by e-mail', () => {
  it('is sent with masked data, and proven by the answer of the server', async () => {
    const to = email();
    const { key } = await customer([to]);
    const [queued] = await queue([ask(key)]);
    expect(queued).toMatchObject({ created: true, status: 'queued', channel: 'email' });
    await send();
    const notice = await read(queued!.id);
    expect(notice).toMatchObject({
      status: 'sent',
      tries: 1,
      customerName: '张*',
      sentAt: service.clock.now().toISOString(),
    });
    expect(notice.address).toMatch(/^z\*\*\*@example\.com$/);
    const [mail] = mailServer.mails;
    expect(mail).toMatchObject({ from: 'notice@bank.example', to: to.value });
    expect(mail!.headers.get('message-id')).toBe(`<${queued!.id}.1@bank.example>`);
    expect(mail!.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail!.text.replace(/\r\n/g, '\n').trim()).toBe(notice.texts.email.body);
    expect(mail!.text).toContain('尊敬的张*');
    expect(mail!.text).toContain('尾号0015');
    expect(mail!.text).toContain('2026年3月31日');
    expect(mail!.text).toContain('010-88886666');
    expect(notice.attempts.at(-1)).toMatchObject({
      kind: 'sent',
      providerId: `<${queued!.id}.1@bank.example>`,
    });
    expect(notice.attempts.at(-1)!.answer).toMatch(/^250/);
    const list = await service.as.officer.get(`${API}/notices?status=sent`);
    expect(JSON.stringify([list.body, notice])).not.toContain(to.value);
  });

  it('is sent again under the same Message-ID when the server greylists', async () => {
    const { key } = await customer([email()]);
    let asked = 0;
    mailServer.setJudge(() =>
      (asked += 1) <= 2 ? { code: 451, message: '4.7.1 greylisted, come again' } : undefined,
    );
    const [queued] = await queue([ask(key)]);
    await send();
    expect(kinds(await read(queued!.id))).toEqual(['queued', 'started', 'deferred']);
    await send(); // too early
    expect(asked).toBe(1);
    minutes(1);
    await send();
    minutes(2);
    await send();
    const notice = await read(queued!.id);
    expect(kinds(notice)).toEqual([
      'queued',
      'started',
      'deferred',
      'started',
      'deferred',
      'started',
      'sent',
    ]);
    expect(notice.attempts[2]).toMatchObject({ code: 'smtp-451' });
    expect(mailServer.mails.map(({ headers }) => headers.get('message-id'))).toEqual([
      `<${queued!.id}.1@bank.example>`,
    ]);
  });

  it('goes on to the next address and the next channel when one is refused for good', async () => {
    const [first, second, third] = [email(), email(), mobile()];
    const { key } = await customer([first, second, third]);
    mailServer.setJudge((to) => ({ code: 550, message: `5.1.1 <${to}> no such user` }));
    const [queued] = await queue([
      ask(key, { template: 'beneficial-owner-filing', variables: { by: '2026-04-30' } }),
    ]);
    await send();
    const notice = await read(queued!.id);
    // The two addresses look alike when masked, and are told apart all the same.
    expect(kinds(notice).filter((kind) => kind === 'refused')).toHaveLength(2);
    expect(notice).toMatchObject({ status: 'sent', channel: 'sms' });
    expect(notice.attempts.find(({ kind }) => kind === 'refused')).toMatchObject({ code: 'smtp-550' });
    expect(JSON.stringify(notice)).not.toContain(first.value);
    expect(gateway.messages).toHaveLength(1);
    expect(gateway.messages[0]!.headers['idempotency-key']).toBe(`${queued!.id}.3`);
  });

  it('becomes a letter when nobody takes it', async () => {
    const { key } = await customer([email()]);
    mailServer.setJudge(() => ({ code: 550, message: 'no such user' }));
    const [queued] = await queue([ask(key)]);
    await send();
    const notice = await read(queued!.id);
    expect(notice).toMatchObject({ status: 'letter', channel: 'letter', reason: 'no-contact-left' });
  });

  it('waits for a server that cannot be reached, whatever the reason, and loses nothing', async () => {
    const silence = await startSilence();
    const ways: [string, NoticeChannel][] = [
      ['refuses', emailTo(await closedPort())],
      [
        'is silent',
        emailChannel({ url: `smtp://127.0.0.1:${silence.port}`, from: 'a@b.example', patience: 150 }),
      ],
    ];
    for (const [, channel] of ways) {
      const outcome = await channel.send({
        ...{ key: 'k', noticeId: 'n', address: 'z@example.com' },
        content: { subject: 's', body: 'b' },
      });
      expect(outcome.kind).toBe('unreachable');
    }
    await silence.stop();
  });
});

describe('a notice by text message', () => {
  it('is posted as the gateway wants it, with an idempotency key, and proven by its id', async () => {
    const to = mobile();
    const { key } = await customer([to], { name: 'Zoe "Z" Smith', nationality: 'GBR' });
    const [queued] = await queue([ask(key)]);
    await send();
    const [message] = gateway.messages;
    expect(message!.headers).toMatchObject({ 'idempotency-key': `${queued!.id}.1`, 'x-secret': 's3cret' });
    const body = JSON.parse(message!.body) as Record<string, string>;
    expect(body).toMatchObject({ mobile: to.value, requestId: `${queued!.id}.1` });
    expect(body['content']).toMatch(/Dear Z\*\*\*, your resident ID card \(ending 0015\)/);
    expect(await read(queued!.id)).toMatchObject({ status: 'sent', channel: 'sms' });
    expect((await read(queued!.id)).attempts.at(-1)).toMatchObject({ providerId: 'SP-77' });
  });

  it.each([
    [
      'fails with 500',
      (_: unknown, r: { writeHead(s: number): { end(t: string): void } }) =>
        void r.writeHead(500).end('oops'),
      'unreachable',
      'http-500',
    ],
    [
      'answers what it should not',
      (_: unknown, r: { end(t: string): void }) => void r.end('<html>login</html>'),
      'deferred',
      'unexpected-answer',
    ],
    [
      'refuses the number',
      (_: unknown, r: { end(t: string): void }) => void r.end('{"code":11,"mobile":"13800000001"}'),
      'refused',
      'http-200',
    ],
    ['hangs up', (_: unknown, r: { destroy(): void }) => void r.destroy(), 'unreachable', 'und_err_socket'],
    [
      'sends us elsewhere',
      (_: unknown, r: { writeHead(s: number, h: object): { end(): void } }) =>
        void r.writeHead(302, { location: '/x' }).end(),
      'unreachable',
      'no-connection',
    ],
    [
      'is too busy',
      (_: unknown, r: { writeHead(s: number): { end(): void } }) => void r.writeHead(429).end(),
      'deferred',
      'http-429',
    ],
    [
      'does not know us',
      (_: unknown, r: { writeHead(s: number): { end(): void } }) => void r.writeHead(401).end(),
      'unreachable',
      'http-401',
    ],
  ] as const)('when the gateway %s', async (_what, reply, kind, code) => {
    gateway.setReply(reply as never);
    const outcome = await smsTo(gateway.url).send({
      ...{ key: 'k', noticeId: 'n', address: '13800000001', content: 'x' },
    });
    expect(outcome).toMatchObject({ kind, code });
    expect(JSON.stringify(outcome)).not.toContain('13800000001');
  });

  it('when the gateway never answers, or nobody is there', async () => {
    gateway.setReply(() => undefined);
    const message = { key: 'k', noticeId: 'n', address: '13800000001', content: 'x' };
    const slow = smsChannel({ ...gatewaySettings, url: gateway.url, patience: 150 });
    expect(await slow.send(message)).toMatchObject({ kind: 'unreachable', code: 'timeout' });
    const nobody = smsTo(`http://127.0.0.1:${await closedPort()}/`);
    expect(await nobody.send(message)).toMatchObject({ kind: 'unreachable', code: 'econnrefused' });
  });

  it('is left in peace for a minute after it could not be reached, and then gets everything', async () => {
    gateway.setReply((_, response) => response.writeHead(503).end());
    const made = [await customer([mobile()]), await customer([mobile()]), await customer([mobile()])];
    const queued = await queue(made.map(({ key }) => ask(key)));
    // One after the other, so that the first can warn the rest.
    for (const { id } of queued) expect((await read(id)).status).toBe('queued');
    await send();
    expect(gateway.messages.length).toBeLessThanOrEqual(3);
    const asked = gateway.messages.length;
    await send();
    expect(gateway.messages).toHaveLength(asked);
    gateway.setReply((_, response) => response.end('{"code":0}'));
    minutes(2);
    await send();
    for (const { id } of queued) expect((await read(id)).status).toBe('sent');
  });
});

describe('whether and when a customer is written to', () => {
  it('follows consent: without it the branch writes a letter', async () => {
    const { key } = await customer([
      { ...mobile(), consent: false },
      { ...email(), consent: false },
    ]);
    const [queued] = await queue([ask(key)]);
    expect(queued).toMatchObject({ status: 'letter', channel: 'letter' });
    await send();
    expect([mailServer.mails.length, gateway.messages.length]).toEqual([0, 0]);
  });

  it('follows an opt-out, also of what is queued already; who, when and how is kept', async () => {
    const { key, id } = await customer([mobile(), email()]);
    const [queued] = await queue([ask(key)]);
    expect(queued!.channel).toBe('sms');
    const said = (body: object) =>
      service.as.teller.post(`${API}/customers/${id}/contact-preferences`).send(body);
    expect((await said({ channel: 'sms', how: 'phone' })).status).toBe(422);
    expect((await said({ how: 'phone' })).status).toBe(422);
    const out = await said({ channel: 'sms', allowed: false, how: 'sms-reply' });
    expect(out.status).toBe(201);
    await said({ language: 'en', how: 'in-person' });
    await send();
    expect(gateway.messages).toHaveLength(0);
    expect(await read(queued!.id)).toMatchObject({ status: 'sent', channel: 'email' });
    await said({ channel: 'email', allowed: false, how: 'letter' });
    const [next] = await queue([ask(key, { step: 'again' })]);
    expect(next).toMatchObject({ status: 'letter' });
    expect((await read(next!.id)).texts.sms).toContain('Dear');
    await said({ channel: 'sms', allowed: true, how: 'in-person' });
    const { body } = await service.as.officer.get(`${API}/customers/${id}/contact-preferences`);
    expect(body).toMatchObject({ language: 'en', sms: true, email: false });
    expect((body as { history: object[] }).history).toHaveLength(4);
    expect((body as { history: object[] }).history.at(-1)).toMatchObject({
      ...{ channel: 'sms', allowed: false, how: 'sms-reply', at: service.clock.now().toISOString() },
    });
  });

  it('respects quiet hours across midnight', async () => {
    // Nobody's session ends while the night passes.
    for (const who of Object.values(service.as)) await who.get(`${API}/sessions/current`);
    service.clock.set(new Date('2026-03-02T15:30:00.000Z')); // half past eleven at night
    const { key } = await customer([mobile()]);
    const [queued] = await queue([ask(key)]);
    await send();
    service.clock.set(new Date('2026-03-02T23:59:59.000Z')); // one second to eight
    await send();
    expect(gateway.messages).toHaveLength(0);
    service.clock.set(new Date('2026-03-03T00:00:00.000Z'));
    await send();
    expect(await read(queued!.id)).toMatchObject({ status: 'sent' });
  });

  it('is decided once for each customer, template, cause and step, however many ask at once', async () => {
    const { key } = await customer([mobile()]);
    const cause = { kind: 'document', id: 'd1' } as const;
    const all = await Promise.all(
      Array.from({ length: 6 }, () =>
        queue([ask(key, { cause, step: '90' }), ask(key, { cause, step: '90' })]),
      ),
    );
    expect(all.flat().filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(all.flat().map(({ id }) => id)).size).toBe(1);
    const [other] = await queue([ask(key, { cause, step: '30' })]);
    expect(other!.created).toBe(true);
    await send();
    expect(gateway.messages).toHaveLength(2);
  });

  it('takes as many statements for a thousand customers as for one', async () => {
    const { key } = await customer([mobile()]);
    const count = async (requests: NoticeRequest[]) => {
      let statements = 0;
      await service.db
        .inTransaction(async (tx) => {
          const counting = new Proxy(tx, {
            get(target, name) {
              if (name === 'query' || name === 'prepared') statements += 1;
              const value = Reflect.get(target, name) as unknown;
              return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
            },
          }) as Tx;
          await service.container.notices.queue(counting, systemActor, requests);
          throw new Error('only counted');
        })
        .catch((error: Error) => expect(error.message).toBe('only counted'));
      return statements;
    };
    const many = Array.from({ length: 1_000 }, (_, i) => ask(key, { step: `s${i}` }));
    expect(await count(many)).toBe(await count([ask(key)]));
  });

  it('refuses what the template cannot say', async () => {
    const { key } = await customer([mobile()]);
    await expect(queue([ask(key, { template: 'no-such' })])).rejects.toThrow('no notice template');
    await expect(
      queue([ask(key, { variables: { ...expiring, documentLastFour: '12345' } })]),
    ).rejects.toThrow('documentLastFour');
    await expect(queue([ask(key, { cause: { kind: 'alert' as never, id: '1' } })])).rejects.toThrow(
      /cause_kind|check/,
    );
  });
});

describe('what is not set up, killed or run twice', () => {
  it('waits while its channel is not set up, and goes once it is', async () => {
    const bare = await startTestService({
      now: service.clock.now(),
      database: service.database,
      noticeChannels: new Map(),
    });
    bare.clock.set(service.clock.now());
    const made = await customer([mobile()]);
    const [queued] = await queue([ask(made.key)], bare);
    expect(queued).toMatchObject({ status: 'waiting', channel: 'sms' });
    await bare.scheduler.drain('notice-release');
    await send(bare);
    const channels = await bare.as.manager.get(`${API}/notice-channels`);
    expect(channels.body).toEqual({
      items: [
        { channel: 'sms', configured: false, waiting: 1 },
        { channel: 'email', configured: false, waiting: 0 },
      ],
      quietHours: '21:00-08:00',
    });
    await bare.close();
    await service.scheduler.drain('notice-release');
    await send();
    const notice = await read(queued!.id);
    expect(kinds(notice)).toEqual(['waiting', 'queued', 'started', 'sent']);
  });

  it('is sent at least once when the process ends between sending and writing it down, visibly', async () => {
    const real = smsTo(gateway.url);
    let sent!: () => void;
    const handedOver = new Promise<void>((done) => (sent = done));
    const dying: NoticeChannel = {
      async send(message): Promise<Outcome> {
        await real.send(message);
        sent();
        return new Promise<Outcome>(() => undefined);
      },
      close: () => undefined,
    };
    const killed = await startTestService({
      now: service.clock.now(),
      database: service.database,
      noticeChannels: new Map([['sms', dying]]),
    });
    const { key } = await customer([mobile()]);
    const [queued] = await queue([ask(key)]);
    void send(killed);
    await handedOver;
    // Whoever comes while the claim holds leaves it alone.
    await send();
    expect(gateway.messages).toHaveLength(1);
    expect(kinds(await read(queued!.id))).toEqual(['queued', 'started']);
    const owner = new pg.Client({ connectionString: service.database.ownerUrl });
    await owner.connect();
    await owner.query(
      "UPDATE notice SET claimed_until = clock_timestamp() - interval '1 second' WHERE public_id = $1",
      [queued!.id],
    );
    await owner.end();
    minutes(5);
    await send();
    const notice = await read(queued!.id);
    expect(kinds(notice)).toEqual(['queued', 'started', 'unknown', 'started', 'sent']);
    expect(notice.tries).toBe(2);
    const keys = gateway.messages.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([`${queued!.id}.1`, `${queued!.id}.1`]);
    await killed.close();
  });

  it('is sent once when two processes work off the same outbox', async () => {
    const second = await startTestService({
      now: service.clock.now(),
      database: service.database,
      noticeChannels: new Map([['sms', smsTo(gateway.url)]]),
    });
    const made = await Promise.all(Array.from({ length: 12 }, () => customer([mobile()])));
    const queued = await queue(made.map(({ key }) => ask(key)));
    await Promise.all([send(), send(second), send(), send(second)]);
    minutes(10);
    second.clock.advance(600_000);
    await Promise.all([send(), send(second)]);
    const keys = gateway.messages.map(({ headers }) => headers['idempotency-key']);
    expect(keys.sort()).toEqual(queued.map(({ id }) => `${id}.1`).sort());
    await second.close();
  });

  it('is counted as failed, not lost, when it cannot be worked on at all', async () => {
    const broken: NoticeChannel = {
      send: () => Promise.reject(new Error('a fault of ours')),
      close: () => undefined,
    };
    const other = await startTestService({
      database: service.database,
      noticeChannels: new Map([['email', broken]]),
    });
    const { key } = await customer([email()]);
    const [queued] = await queue([ask(key)], other);
    const owner = new pg.Client({ connectionString: service.database.ownerUrl });
    await owner.connect();
    for (let round = 0; round < 40; round += 1) {
      other.clock.set(new Date(Date.UTC(2026, 2, 4 + round, 2)));
      await owner.query('UPDATE notice SET claimed_until = NULL');
      await send(other);
    }
    await owner.end();
    await other.close();
    expect(await read(queued!.id)).toMatchObject({ status: 'failed' });
    const again = await service.as.officer.post(`${API}/notices/${queued!.id}/retry`).send();
    expect(again.body).toMatchObject({ status: 'queued' });
    await send();
    expect(await read(queued!.id)).toMatchObject({ status: 'sent' });
  });
});

describe('what people do with notices', () => {
  const act = (who: 'teller' | 'officer' | 'core', id: string, what: string, body?: object) =>
    service.as[who].post(`${API}/notices/${id}/${what}`).send(body);

  it('goes on to the next way when it came back, and keeps the proof of the first', async () => {
    const { key } = await customer([mobile(), email()]);
    const [queued] = await queue([ask(key)]);
    await send();
    expect((await act('core', queued!.id, 'returns', { reason: 'nonsense' })).status).toBe(422);
    const back = await act('core', queued!.id, 'returns', { reason: 'wrong-number' });
    expect(back.body).toMatchObject({ status: 'queued', reason: 'wrong-number' });
    await send();
    const notice = await read(queued!.id);
    expect(notice).toMatchObject({ status: 'sent', channel: 'email' });
    expect(kinds(notice)).toEqual(['queued', 'started', 'sent', 'returned', 'started', 'sent']);
  });

  it('is done by the branch when it is a letter, once', async () => {
    const { key } = await customer([]);
    const [queued] = await queue([ask(key)]);
    expect((await act('teller', queued!.id, 'returns', { reason: 'moved' })).status).toBe(409);
    const done = await act('teller', queued!.id, 'handover', { how: 'in-person' });
    expect(done.body).toMatchObject({ status: 'handed-over', sentAt: service.clock.now().toISOString() });
    expect((await act('teller', queued!.id, 'handover', { how: 'letter' })).status).toBe(409);
    expect((await act('officer', queued!.id, 'retry')).status).toBe(409);
    expect((await act('officer', '00000000-0000-7000-8000-000000000000', 'retry')).status).toBe(404);
  });

  it('can be ordered by hand, generically, once a day', async () => {
    const { customerNumber } = await customer([mobile()]);
    const variables = { bring: ['source-of-funds'], by: '2026-04-01' };
    const order = (body: object) =>
      service.as.officer.post(`${API}/notices`).send({ customerNumber, ...body });
    const made = await order({ template: 'information-request', variables });
    expect(made.status).toBe(201);
    const again = await order({ template: 'information-request', variables });
    expect((again.body as Shown).id).toBe((made.body as Shown).id);
    expect(
      (await order({ template: 'information-request', variables: { by: '2026-04-01' } })).body,
    ).toMatchObject({
      errors: [{ pointer: '/variables/bring', code: 'missing-variable' }],
    });
    expect((await order({ template: 'service-restriction', variables })).status).toBe(422);
    expect(
      (await order({ template: 'information-request', variables: { ...variables, note: 'x' } })).status,
    ).toBe(422);
    expect(
      (await order({ customerNumber: 'nobody', template: 'information-request', variables })).body,
    ).toMatchObject({
      errors: [{ pointer: '/customerNumber', code: 'unknown-customer' }],
    });
  });

  it('shows a branch its own customers only, and nobody why', async () => {
    await service.as.admin
      .post(`${API}/branches`)
      .send({ code: 'B2', name: '二号支行', country: 'CHN', parent: '0001' });
    const own = await customer([mobile()]);
    const other = await customer([mobile()], { branch: 'B2' });
    const cause = { kind: 'restriction', id: 'secret-cause' } as const;
    const [mine, theirs] = await queue([ask(own.key, { cause }), ask(other.key, { cause })]);
    const listed = await service.as.teller.get(`${API}/notices?limit=500`);
    const ids = (listed.body as { items: { id: string }[] }).items.map(({ id }) => id);
    expect(ids).toContain(mine!.id);
    expect(ids).not.toContain(theirs!.id);
    expect(JSON.stringify(listed.body)).not.toContain('secret-cause');
    expect((await service.as.teller.get(`${API}/notices?branch=B2`)).body).toMatchObject({ items: [] });
    expect(
      (await service.as.teller.get(`${API}/notices?customerNumber=${other.customerNumber}`)).body,
    ).toMatchObject({ items: [] });
    expect((await service.as.teller.get(`${API}/notices/${theirs!.id}`)).status).toBe(404);
    expect((await act('teller', theirs!.id, 'retry')).status).toBe(404);
    const one = await service.as.officer.get(`${API}/notices?customerNumber=${other.customerNumber}`);
    expect((one.body as { items: object[] }).items).toHaveLength(1);
    const read = await service.as.teller.get(`${API}/notices/${mine!.id}`);
    expect(JSON.stringify(read.body)).not.toMatch(/secret-cause|restriction"|cause/);
    const order = { customerNumber: other.customerNumber, template: 'information-request' };
    const refused = await service.as.teller
      .post(`${API}/notices`)
      .send({ ...order, variables: { bring: ['address'], by: '2026-05-01' } });
    expect(refused.status).toBe(422);
  });

  it('moves with the customer to another branch', async () => {
    const moving = await customer([], { branch: 'B2' });
    const [queued] = await queue([ask(moving.key)]);
    const seen = async () => {
      const path = `${API}/notices?customerNumber=${moving.customerNumber}`;
      return ((await service.as.teller.get(path)).body as { items: { id: string }[] }).items.map(
        ({ id }) => id,
      );
    };
    expect(await seen()).toEqual([]);
    const moved = await service.as.core
      .patch(`${API}/customers/${moving.id}`)
      .set('If-Match', '1')
      .send({ branch: '0001' });
    expect(moved.status).toBe(200);
    expect(await seen()).toEqual([queued!.id]);
  });

  it('pages through the list without losing or repeating one, newest first', async () => {
    const { key, customerNumber } = await customer([mobile()]);
    const made = await queue(Array.from({ length: 7 }, (_, i) => ask(key, { step: `p${i}` })));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const at: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await service.as.officer.get(
        `${API}/notices?customerNumber=${customerNumber}&limit=3${at}`,
      );
      const page = body as { items: { id: string }[]; nextCursor: string | null };
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen.sort()).toEqual(made.map(({ id }) => id).sort());
  });
});

describe('a letter', () => {
  const act = (who: 'teller' | 'officer', id: string, what: string, body?: object) =>
    service.as[who].post(`${API}/notices/${id}/${what}`).send(body);
  const pdfOf = (id: string) =>
    service.as.teller
      .get(`${API}/notices/${id}/letter.pdf`)
      .buffer(true)
      .parse((answer, done) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => done(null, Buffer.concat(chunks)));
      });

  it('is printed with the head of the bank, and who printed it when is kept with the digest of the page', async () => {
    const { key } = await customer([], {
      addresses: [{ type: 'residence', text: '北京市朝阳区某路 1 号', country: 'CHN' }],
    });
    const [queued] = await queue([ask(key)]);
    const before = await pdfOf(queued!.id);
    expect([before.status, before.headers['content-type']]).toEqual([200, 'application/pdf']);
    const printed = (await act('teller', queued!.id, 'printing')).body as Shown;
    expect(printed).toMatchObject({ status: 'letter', channel: 'letter' });
    const now = service.clock.now();
    service.clock.advance(20 * 3_600_000);
    const page = (await pdfOf(queued!.id)).body as Buffer;
    service.clock.set(now);
    const digest = createHash('sha256').update(page).digest('hex');
    expect(printed.attempts.at(-1)).toMatchObject({
      kind: 'printed',
      answer: `sha256:${digest}`,
      by: expect.any(String),
    });
    const sent = await act('teller', queued!.id, 'handover', { how: 'letter', reference: 'XA123456789CN' });
    expect(sent.body).toMatchObject({ status: 'handed-over', sentAt: service.clock.now().toISOString() });
    expect((sent.body as Shown).attempts.at(-1)).toMatchObject({
      code: 'letter',
      providerId: 'XA123456789CN',
    });
    expect((await act('teller', queued!.id, 'printing')).status).toBe(409);
    // The post brought it back: the branch has to see to it again.
    const back = await act('teller', queued!.id, 'returns', { reason: 'moved' });
    expect(back.body).toMatchObject({ status: 'queued', sentAt: null });
    await send();
    expect(await read(queued!.id)).toMatchObject({ status: 'letter' });
  });

  it('is none of a notice that is sent otherwise, nor of another branch; what was told does not come back', async () => {
    const { key } = await customer([mobile()]);
    const [queued] = await queue([ask(key)]);
    expect((await pdfOf(queued!.id)).status).toBe(409);
    expect((await act('teller', queued!.id, 'printing')).status).toBe(409);
    const other = await customer([], { branch: 'B2' });
    const [theirs] = await queue([ask(other.key)]);
    expect((await pdfOf(theirs!.id)).status).toBe(404);
    expect((await act('teller', theirs!.id, 'printing')).status).toBe(404);
    const told = await customer([]);
    const [spoken] = await queue([ask(told.key)]);
    await act('teller', spoken!.id, 'handover', { how: 'in-person' });
    expect((await act('teller', spoken!.id, 'returns', { reason: 'moved' })).status).toBe(409);
  });
});

describe('an address that bounces', () => {
  const preferences = async (id: string, who: 'teller' | 'officer' = 'teller') =>
    (await service.as[who].get(`${API}/customers/${id}/contact-preferences`)).body;
  const receipts = (...list: object[]) =>
    service.as.core.post(`${API}/notice-receipts`).send({ receipts: list });

  it('at the mail server is marked, the next way tried, and not used again until it is confirmed', async () => {
    const mail = email();
    mailServer.setJudge((to) =>
      to === mail.value ? { code: 550, message: '5.1.1 no such user' } : undefined,
    );
    const made = await customer([mail, mobile()]);
    const order = { template: 'beneficial-owner-filing', variables: { by: '2026-04-30' } };
    const [first] = await queue([ask(made.key, order)]);
    await send();
    const firstRead = await read(first!.id);
    expect(firstRead.status).toBe('sent');
    const [mark] = (await preferences(made.id)).bounced;
    expect(mark).toMatchObject({
      channel: 'email',
      code: 'smtp-550',
      address: expect.stringContaining('***@'),
    });
    mailServer.setJudge(() => undefined);
    const [second] = await queue([ask(made.key, { ...order, step: '2' })]);
    await send();
    expect(await read(second!.id)).toMatchObject({ channel: 'sms', status: 'sent' });
    const path = `${API}/customers/${made.id}/contact-marks/${mark.id}/confirmation`;
    const answers = await Promise.all(
      [1, 2].map(() => service.as.teller.post(path).send({ how: 'in-person' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
    expect((await preferences(made.id)).bounced).toEqual([]);
    const [third] = await queue([ask(made.key, { ...order, step: '3' })]);
    await send();
    expect(await read(third!.id)).toMatchObject({ channel: 'email', status: 'sent' });
  });

  it('is not blamed for what the server thinks of the sender or the text', async () => {
    const mail = email();
    mailServer.setJudge(() => ({ code: 550, message: '5.7.1 message refused by policy' }));
    const made = await customer([mail]);
    const [queued] = await queue([ask(made.key)]);
    await send();
    expect(await read(queued!.id)).toMatchObject({ status: 'letter' });
    expect((await preferences(made.id)).bounced).toEqual([]);
  });

  it('is told of by receipts of the gateway: delivered is proof, failed goes on by another way, each once', async () => {
    gateway.setReply((_, response) => response.end('{"code":0,"id":"R-1"}'));
    const made = await customer([mobile(), email()]);
    const [queued] = await queue([ask(made.key)]);
    await send();
    const delivered = { channel: 'sms', providerId: 'R-1', state: 'delivered' };
    const failed = { channel: 'sms', providerId: 'R-1', state: 'failed', code: 'UNDELIV' };
    const answer = await receipts(
      delivered,
      { ...delivered, providerId: 'nothing' },
      { ...delivered, channel: 'email' },
    );
    expect(answer.body.items.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      'recorded',
      'unknown',
      'unknown',
    ]);
    expect(await read(queued!.id)).toMatchObject({ status: 'sent', channel: 'sms' });
    const race = await Promise.all([receipts(failed), receipts(failed)]);
    expect(race.map(({ body }) => body.items[0].outcome).sort()).toEqual(['known', 'recorded']);
    expect((await preferences(made.id)).bounced).toMatchObject([{ channel: 'sms', code: 'UNDELIV' }]);
    await send();
    const notice = await read(queued!.id);
    expect(notice).toMatchObject({ status: 'sent', channel: 'email' });
    expect(kinds(notice)).toEqual(['queued', 'started', 'sent', 'delivered', 'returned', 'started', 'sent']);
    // Of mail its Message-ID; a full mailbox is nobody's wrong address.
    const { providerId } = notice.attempts.at(-1)!;
    await receipts({ channel: 'email', providerId, state: 'failed', code: '5.2.2' });
    expect((await preferences(made.id)).bounced).toHaveLength(1);
    await send();
    expect(await read(queued!.id)).toMatchObject({ status: 'letter' });
    for (const who of ['teller', 'officer', 'auditor'] as const)
      expect(
        (await service.as[who].post(`${API}/notice-receipts`).send({ receipts: [delivered] })).status,
      ).toBe(403);
  });

  it('is free again when the customer gives another', async () => {
    const made = await customer([mobile()]);
    const [queued] = await queue([ask(made.key)]);
    await send();
    await service.as.teller.post(`${API}/notices/${queued!.id}/returns`).send({ reason: 'wrong-number' });
    expect((await preferences(made.id)).bounced).toHaveLength(1);
    await send();
    expect(await read(queued!.id)).toMatchObject({ status: 'letter' });
    await service.as.core
      .patch(`${API}/customers/${made.id}`)
      .set('If-Match', '1')
      .send({ contacts: [mobile()] })
      .expect(200);
    const [next] = await queue([ask(made.key, { step: 'next' })]);
    await send();
    expect(await read(next!.id)).toMatchObject({ status: 'sent' });
  });
});

describe('the contact log', () => {
  const line = { channel: 'phone', subject: '证件更新', outcome: 'reached', text: '客户将于下周来网点' };
  const log = (who: 'teller' | 'officer' | 'core', id: string, body: object) =>
    service.as[who].post(`${API}/customers/${id}/contacts-log`).send(body);

  it('merges contacts and notices, newest first, page by page', async () => {
    const { key, id } = await customer([mobile()]);
    const start = service.clock.now().getTime();
    const at = (n: number) => new Date(start - n * 60_000).toISOString();
    for (const n of [1, 2, 3, 4]) expect((await log('teller', id, { ...line, at: at(n) })).status).toBe(201);
    await queue([ask(key)]);
    await send();
    expect(
      (await log('teller', id, { ...line, at: new Date(start + 600_000).toISOString() })).body,
    ).toMatchObject({
      errors: [{ pointer: '/at', code: 'in-the-future' }],
    });
    const first = await service.as.teller.get(`${API}/customers/${id}/contacts-log?limit=2`);
    const page = first.body as {
      items: { kind: string; outcome: string; address: string | null }[];
      nextCursor: string;
    };
    expect(page.items.map(({ kind }) => kind)).toEqual(['notice', 'contact']);
    expect(page.items[0]).toMatchObject({ outcome: 'sent', channel: 'sms', subject: { zh: '证件即将到期' } });
    expect(page.items[0]!.address).toMatch(/^138\*{4}\d{4}$/);
    const rest = await service.as.teller.get(
      `${API}/customers/${id}/contacts-log?limit=5&cursor=${page.nextCursor}`,
    );
    expect((rest.body as { items: object[]; nextCursor: null }).items).toHaveLength(3);
    expect((rest.body as { nextCursor: null }).nextCursor).toBeNull();
    expect(
      (
        await service.as.teller.get(
          `${API}/customers/${id}/contacts-log?cursor=WyIyMDI2LTAzLTAyVDAyOjAwOjAwWiIsIngiXQ`,
        )
      ).status,
    ).toBe(422);
  });

  it('takes no contact that is yet to come, nor one of long ago', async () => {
    const { id } = await customer([mobile()]);
    const stated = async (days: number) => {
      const at = new Date(service.clock.now().getTime() + days * 86_400_000).toISOString();
      const { status, body } = await log('teller', id, { ...line, at });
      return [status, (body as { errors?: { code: string }[] }).errors?.[0]?.code];
    };
    expect(await stated(1)).toEqual([422, 'in-the-future']);
    expect(await stated(-7)).toEqual([201, undefined]);
    expect(await stated(-8)).toEqual([422, 'too-long-ago']);
  });

  it('does not show a branch what compliance wrote down for itself', async () => {
    const { id } = await customer([mobile()]);
    const at = service.clock.now().toISOString();
    await log('officer', id, { ...line, at, subject: 'for compliance only' });
    await log('core', id, { ...line, at, subject: 'from another system' });
    const subjects = async (who: 'teller' | 'officer') => {
      const { body } = await service.as[who].get(`${API}/customers/${id}/contacts-log`);
      return (body as { items: { subject: { en: string } }[] }).items.map(({ subject }) => subject.en).sort();
    };
    expect(await subjects('officer')).toEqual(['for compliance only', 'from another system']);
    expect(await subjects('teller')).toEqual(['from another system']);
    const other = await customer([], { branch: 'B2' });
    expect((await log('teller', other.id, { ...line, at })).status).toBe(404);
    expect((await service.as.teller.get(`${API}/customers/${other.id}/contacts-log`)).status).toBe(404);
    expect((await service.as.teller.get(`${API}/customers/${other.id}/contact-preferences`)).status).toBe(
      404,
    );
  });
});

describe("the bank's own wording", () => {
  interface Template {
    id: string;
    wording: number | null;
    draft: { version: number } | null;
    texts: { sms: { zh: string; en: string } };
    preview: { zh: { sms: string } };
  }
  const get = async () =>
    (await service.as.officer.get(`${API}/notice-templates/document-expiring`)).body as Template;
  const put = (who: 'officer' | 'manager', texts: object) =>
    service.as[who].put(`${API}/notice-templates/document-expiring`).send({ texts });
  const decide = (who: 'officer' | 'manager' | 'manager2', version: number, decision = 'approve') =>
    service.as[who].post(`${API}/notice-templates/document-expiring/approval`).send({ version, decision });

  it('is in force once a second person approved it, and never with a word no customer may read', async () => {
    const before = await get();
    expect(before).toMatchObject({ wording: null, draft: null });
    expect(before.preview.zh.sms).toContain('张*');
    const worded = (more: string) => ({
      ...before.texts,
      sms: { ...before.texts.sms, zh: `${before.texts.sms.zh}${more}` },
    });
    const bad = await put('manager', worded('您的交易可疑'));
    expect(bad.status).toBe(422);
    expect(bad.body).toMatchObject({ errors: [{ pointer: '/texts/sms/zh', code: 'banned-word' }] });
    expect((await put('manager', worded('{{riskLevel}}'))).body).toMatchObject({
      errors: [{ code: 'unknown-variable' }],
    });
    const draft = (await put('manager', worded('谢谢。'))).body as Template;
    expect(draft).toMatchObject({ wording: null, draft: { version: 1 } });
    expect((await decide('officer', 1)).status).toBe(403);
    expect((await decide('manager', 1)).body).toMatchObject({ code: 'own-wording' });
    expect((await decide('manager2', 7)).status).toBe(404);
    const races = await Promise.all([decide('manager2', 1), decide('manager2', 1)]);
    expect(races.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await get()).toMatchObject({ wording: 1, draft: null });
    const { key } = await customer([mobile()]);
    const [queued] = await queue([ask(key)]);
    expect(await read(queued!.id)).toMatchObject({ wording: 1 });
    expect((await read(queued!.id)).texts.sms).toMatch(/谢谢。$/);
    const list = await service.as.teller.get(`${API}/notice-templates`);
    expect((list.body as { items: object[] }).items).toHaveLength(12);
  });

  it('is replaced by a newer proposal, and may be refused', async () => {
    const { texts } = await get();
    await put('officer', texts);
    await put('officer', texts);
    expect((await get()).draft).toMatchObject({ version: 3 });
    expect((await decide('manager', 2)).status).toBe(409);
    expect((await decide('manager', 3, 'refuse')).body).toMatchObject({ wording: 1, draft: null });
  });
});

describe('the send log', () => {
  it('cannot be changed by the service, nor can what was said', async () => {
    for (const sql of [
      "UPDATE notice_attempt SET kind = 'sent'",
      'DELETE FROM notice_attempt',
      "UPDATE notice SET texts = '{}'",
      'DELETE FROM notice',
      "UPDATE contact_log SET text = ''",
      'DELETE FROM contact_preference',
    ])
      await expect(service.db.query(sql)).rejects.toThrow(/permission denied/);
  });
});
