import {
  BankDays,
  createLog,
  Database,
  ManualClock,
  systemActor,
  type Actor,
  type Tx,
} from '../../src/platform/index.js';
import { AuditTrail } from '../../src/audit/index.js';
import { Customers, type CustomerBody, type Outcome } from '../../src/customers/index.js';
import { searchStatement } from '../../src/customers/search.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Gate, waitUntilBlocked } from '../support/races.js';

let database: TestDatabase;
let db: Database;
let customers: Customers;
const now = new Date('2026-03-02T02:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({
    url: database.url,
    poolSize: 6,
    entities: [],
    log: createLog('silent'),
  });
  const clock = new ManualClock(now);
  customers = new Customers({
    clock,
    days: new BankDays('Asia/Shanghai'),
    audit: new AuditTrail(clock),
    assess: () => [],
  });
  await db.query(
    "INSERT INTO branch VALUES ('B1', '一支行', NULL, 'CHN', $1), ('B2', '二支行', NULL, 'CHN', $1)",
    [now],
  );
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

const body = (more: Partial<CustomerBody> = {}): CustomerBody => ({
  kind: 'individual',
  branch: 'B1',
  name: '王芳',
  ...more,
});
const account = (accountNumber: string) => ({
  accountNumber,
  type: 'x',
  currency: 'CNY',
  openedOn: '2020-01-02',
});
const create = (tx: Tx, bodies: CustomerBody[], actor: Actor = systemActor) =>
  customers.createMany(tx, actor, bodies);
const shown = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) =>
    outcome.status === 'created' ? 'created' : `${outcome.status} ${outcome.problem.code}`,
  );

/** Runs two pieces of work in two transactions; the second begins while the first is open, and waits for its commit. */
async function race<T>(first: (tx: Tx) => Promise<T>, second: (tx: Tx) => Promise<T>): Promise<[T, T]> {
  const done = new Gate();
  const finish = new Gate();
  const one = db.inTransaction(async (tx) => {
    const result = await first(tx);
    done.open();
    await finish.passed;
    return result;
  });
  await done.passed;
  const two = db.inTransaction(second);
  await waitUntilBlocked(database);
  finish.open();
  return Promise.all([one, two]);
}

describe('many customers at once', () => {
  it('stores what is right and says of each other one what is wrong', async () => {
    await db.inTransaction((tx) =>
      create(tx, [body({ customerNumber: 'M-0', accounts: [account('A-0')], publicBody: false })]),
    );
    const outcomes = await db.inTransaction((tx) =>
      create(tx, [
        body({ customerNumber: 'M-1', accounts: [account('A-1')] }),
        body({ customerNumber: 'M-0', accounts: [account('A-0')] }),
        body({ customerNumber: 'M-0', name: '他人' }),
        body({ accounts: [account('A-1')] }),
        body({ branch: 'none' }),
        body({ dateOfBirth: '2030-01-01' }),
        body({ customerNumber: 'M-1' }),
        body(),
      ]),
    );
    expect(shown(outcomes)).toEqual([
      'created',
      'existing customer-number-taken',
      'existing customer-number-taken',
      'refused account-number-taken',
      'refused invalid-body',
      'refused invalid-body',
      'existing customer-number-taken',
      'created',
    ]);
    expect(outcomes.map((outcome) => outcome.status === 'existing' && outcome.same)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
    const stored = await db.query("SELECT FROM customer WHERE customer_number LIKE 'M-%'");
    expect(stored).toHaveLength(2);
  });

  it('knows what it stored, field by field, whatever the field', async () => {
    const whole = body({
      customerNumber: 'S-1',
      documents: [{ type: 'passport', number: 'E 1', validUntil: '9999-12-31', longTerm: false, images: [] }],
      beneficialOwners: [{ name: '甲', basis: 'equity', share: 25.5, since: '2020-01-02' }],
      correspondent: { b: null, a: { z: [], y: 1 } } as object,
      annualIncome: '1.00',
    });
    await db.inTransaction((tx) => create(tx, [whole]));
    const [again] = await db.inTransaction((tx) => create(tx, [whole]));
    expect(again).toMatchObject({ status: 'existing', same: true });
  });

  it('draws customer numbers around those a bank uses itself', async () => {
    const [{ last_value: last }] = (await db.query(
      "SELECT last_value::int FROM (SELECT nextval('customer_number_sequence') AS last_value) s",
    )) as unknown as [{ last_value: number }];
    const number = (n: number) => `C${String(n).padStart(13, '0')}`;
    const [, drawn] = await db.inTransaction((tx) =>
      create(tx, [body({ customerNumber: number(last + 1) }), body()]),
    );
    expect(drawn).toMatchObject({ status: 'created', customerNumber: number(last + 2) });
    await db.inTransaction((tx) => create(tx, [body({ customerNumber: number(last + 3) })]));
    const [next] = await db.inTransaction((tx) => create(tx, [body()]));
    expect(next).toMatchObject({ status: 'created', customerNumber: number(last + 4) });
  });

  it('leaves one event for the batch, without personal data', async () => {
    await db.inTransaction((tx) => create(tx, [body({ name: '秘密甲' }), body({ name: '秘密乙' })]));
    const [event] = await db.query(
      "SELECT details, digest FROM audit_event WHERE action = 'customers.created' ORDER BY id DESC LIMIT 1",
    );
    expect(event).toEqual({ details: { count: 2 }, digest: expect.any(Buffer) });
  });
});

describe('two writers at once', () => {
  it('gives a customer number to one of them', async () => {
    const results = await race(
      (tx) => create(tx, [body({ customerNumber: 'R-1' })]),
      (tx) => create(tx, [body({ customerNumber: 'R-0' }), body({ customerNumber: 'R-1', name: '他人' })]),
    );
    expect(results.map(shown)).toEqual([['created'], ['created', 'existing customer-number-taken']]);
  });

  it('gives an account number to one of them', async () => {
    const results = await race(
      (tx) => create(tx, [body({ accounts: [account('R-A')] })]),
      (tx) => create(tx, [body({ accounts: [account('R-A')] }), body({ accounts: [account('R-B')] })]),
    );
    expect(results.map(shown)).toEqual([['created'], ['refused account-number-taken', 'created']]);
  });

  it('gives an account number to one of a new and a changed customer', async () => {
    const [made] = await db.inTransaction((tx) => create(tx, [body()]));
    const id = (made as { id: string }).id;
    const both = race<unknown>(
      (tx) => create(tx, [body({ accounts: [account('R-C')] })]),
      (tx) => customers.change(tx, systemActor, { id, patch: { accounts: [account('R-C')] }, version: 1 }),
    );
    await expect(both).rejects.toMatchObject({
      code: 'account-number-taken',
      faults: [{ pointer: '/accounts/0/accountNumber' }],
    });
    const owners = await db.query("SELECT FROM account WHERE account_number = 'R-C'");
    expect(owners).toHaveLength(1);
  });

  it('makes one customer of one walk-in person', async () => {
    const conductor = { name: '过客', documents: [{ type: 'passport' as const, number: 'E99' }] };
    const ensure = (tx: Tx) =>
      customers.ensureOccasional(tx, systemActor, [{ conductor, branch: 'B1' }, { conductor }]);
    const [first, second] = await race(ensure, ensure);
    expect(new Set([...first, ...second]).size).toBe(1);
    const rows = await db.query("SELECT occasional, branch FROM customer WHERE name = '过客'");
    expect(rows).toEqual([{ occasional: true, branch: 'B1' }]);
  });

  it('lets the second of two changes on one version fail', async () => {
    const [made] = await db.inTransaction((tx) => create(tx, [body()]));
    const id = (made as { id: string }).id;
    const change = (purpose: string) => (tx: Tx) =>
      customers
        .change(tx, systemActor, { id, patch: { purpose }, version: 1 })
        .then(({ version }) => version)
        .catch((error: { code: string }) => error.code);
    expect(await race(change('甲'), change('乙'))).toEqual([2, 'stale-version']);
  });
});

describe('walk-in persons', () => {
  it('are kept apart by document, told together across batches, and need no branch', async () => {
    const conductor = (number: string) => ({
      name: '同名',
      documents: [{ type: 'passport' as const, number }],
    });
    const ensure = (...numbers: string[]) =>
      db.inTransaction((tx) =>
        customers.ensureOccasional(
          tx,
          systemActor,
          numbers.map((number) => ({ conductor: conductor(number), branch: 'unknown' })),
        ),
      );
    const [a, b, again] = await ensure('P1', 'P2', 'p 1');
    expect(a).not.toBe(b);
    expect(again).toBe(a);
    expect(await ensure('P2', 'P3', 'P1')).toEqual([b, expect.any(String), a]);
    const rows = await db.query("SELECT DISTINCT branch FROM customer WHERE name = '同名'");
    expect(rows).toEqual([{ branch: null }]);
  });
});

describe('what the database itself refuses', () => {
  it.each([
    ['a branch that is none', "UPDATE customer SET branch = 'none'", '23503'],
    ['a regular customer without branch', 'UPDATE customer SET branch = NULL, occasional = false', '23514'],
    ['to lose a customer', 'DELETE FROM customer', '42501'],
    ['to rewrite history', "UPDATE customer_change SET fields = '[]'", '42501'],
    ['to lose an account', 'DELETE FROM account', '42501'],
  ])('refuses %s', async (_what, sql, code) => {
    await expect(db.inTransaction((tx) => tx.query(sql))).rejects.toMatchObject({ code });
  });
});

describe('the plan of a search', () => {
  const teller: Actor = { kind: 'user', id: 't', name: 't', roles: ['teller'], branch: 'B2' };
  const given = '伟芳娜敏静秀英丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文云洁';
  const families = '王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗';

  beforeAll(async () => {
    const bodies = Array.from({ length: 3_000 }, (_, n): CustomerBody => {
      const name = families[n % families.length]! + given[n % given.length]! + given[(n * 7) % given.length]!;
      return body({
        customerNumber: `P${String(n).padStart(6, '0')}`,
        branch: n % 2 ? 'B1' : 'B2',
        name: n % 5 ? name : `${name}第${n}贸易有限公司`,
        documents: [{ type: 'other', number: `DOC${String(n * 7_919).padStart(12, '0')}` }],
        accounts: [account(`62${String(n * 104_729).padStart(14, '0')}`)],
      });
    });
    await db.inTransaction((tx) => create(tx, bodies));
    const owner = await Database.connect({
      url: database.ownerUrl,
      poolSize: 2,
      entities: [],
      log: createLog('silent'),
    });
    for (const table of ['customer', 'customer_name_key', 'customer_document', 'account'])
      await owner.query(`ANALYZE ${table}`);
    await owner.close();
  });

  // A small table is sooner read whole; what counts is that no way of searching is without its index.
  it.each([
    ['王伟芳', ['customer_name_key_name', 'customer_name_key_grams']],
    ['wangwei', ['customer_name_key_pinyin', 'customer_name_key_initials', 'customer_name_key_inside']],
    ['P00123', ['customer_customer_number_key', 'account_account_number_key']],
    ['DOC000000007919', ['customer_document_number']],
    ['7919', ['customer_document_last_four']],
  ])('serves %s from %j', async (query, indexes) => {
    const statements = [false, true].flatMap((inside) => searchStatement(teller, query, 20, inside) ?? []);
    const plan = await db.inTransaction(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off');
      const rows: { 'QUERY PLAN': string }[] = [];
      for (const { sql, values } of statements)
        rows.push(...(await tx.query<(typeof rows)[0]>(`EXPLAIN ${sql}`, values)));
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    for (const index of indexes) expect(plan).toContain(index);
    expect(plan).not.toContain('Seq Scan');
  });

  it('finds them, in the branch of the teller only', async () => {
    const hits = await customers.search(db, teller, 'wang', 50);
    expect(hits).toHaveLength(50);
    expect(new Set(hits.map(({ branch }) => branch))).toEqual(new Set(['B2']));
  });
});
