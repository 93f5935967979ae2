import pg from 'pg';
import { customerRows } from '../support/customer-rows.js';
import { Gate, waitUntilBlocked } from '../support/races.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
let owner: pg.Client;
beforeAll(async () => {
  service = await startTestService({ now: new Date('2026-03-20T02:00:00.000Z') });
  owner = new pg.Client({ connectionString: service.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await service.close();
});

let counter = 0;
const fresh = (prefix: string) => `${prefix}${(counter += 1)}`;
type Who = keyof TestService['as'];

interface Made {
  id: string;
  customerNumber: string;
  account: string;
}
async function customer(more: object = {}): Promise<Made> {
  const account = fresh('6222');
  const answer = await service.as.core.post('/api/v1/customers').send({
    kind: 'individual',
    branch: '0001',
    name: fresh('合并'),
    customerNumber: fresh('M'),
    nationality: 'CHN',
    documents: [{ type: 'passport', number: fresh('E900000'), validUntil: '2035-01-01' }],
    accounts: [{ accountNumber: account, type: 'current', currency: 'CNY', openedOn: '2020-01-01' }],
    ...more,
  });
  expect(answer.status).toBe(201);
  return { ...answer.body, account } as Made;
}
const line = (
  of: Pick<Made, 'customerNumber' | 'account'>,
  amount: string,
  day = '2026-03-02',
  more: object = {},
) => ({
  source: 'core',
  reference: fresh('T'),
  customerNumber: of.customerNumber,
  accountNumber: of.account,
  bookedAt: `${day}T10:00:00+08:00`,
  direction: 'in',
  amount,
  currency: 'CNY',
  method: 'cash',
  channel: 'counter',
  ...more,
});
const send = async (...transactions: object[]) => {
  const answer = await service.as.core.post('/api/v1/transactions').send({ transactions });
  expect(answer.body.results.map(({ status }: { status: string }) => status)).toEqual(
    transactions.map(() => 'accepted'),
  );
};
const merge = (keep: Made, gone: Made, as: Who = 'officer') =>
  service.as[as]
    .post('/api/v1/customer-merges')
    .send({ keep: keep.customerNumber, merge: gone.customerNumber, reason: '同一人' });
const merged = async (keep: Made, gone: Made): Promise<string> => {
  const answer = await merge(keep, gone);
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
  return answer.body.id as string;
};
const reverse = (id: string, as: Who = 'officer') =>
  service.as[as].post(`/api/v1/customer-merges/${id}/reversal`).send({ reason: '误并' });
const undone = async (id: string) => expect((await reverse(id)).status).toBe(200);
const alertsOf = async ({ customerNumber }: Made) =>
  (await service.as.officer.get(`/api/v1/alerts?customerNumber=${customerNumber}&order=newest`)).body
    .items as {
    id: string;
    ruleId: string;
    status: string;
    asOf: string;
    measures: { cny?: { sum: string } };
  }[];
const standing = async (of: Made) =>
  (await alertsOf(of))
    .filter(({ status }) => status !== 'withdrawn')
    .map(({ measures }) => measures.cny!.sum);
const amountsOf = async (of: Made) =>
  (
    (await service.as.officer.get(`/api/v1/transactions?customerNumber=${of.customerNumber}`)).body.items as {
      amount: string;
    }[]
  )
    .map(({ amount }) => amount)
    .sort();

const rowsOf = (...made: Made[]) => customerRows(owner, made);

describe('a merge', () => {
  it('makes one large value of two halves of one day, and parts them again', async () => {
    const [keep, gone] = [await customer(), await customer()];
    await send(line(keep, '30000.00'), line(gone, '30000.00'), line(gone, '10.00', '2026-03-03'));
    expect(await standing(keep)).toEqual([]);
    const id = await merged(keep, gone);
    expect(await standing(keep)).toEqual(['60000.00']);
    expect(await amountsOf(keep)).toEqual(['10.00', '30000.00', '30000.00']);
    expect(await amountsOf(gone)).toEqual(['10.00', '30000.00']);
    await undone(id);
    expect(await standing(keep)).toEqual([]);
    expect((await alertsOf(keep)).map(({ status }) => status)).toEqual(['withdrawn']);
    expect(await amountsOf(keep)).toEqual(['30000.00']);
    expect(await amountsOf(gone)).toEqual(['10.00', '30000.00']);
  });

  it('undone leaves every row of both as it was', async () => {
    const [keep, gone] = [await customer(), await customer()];
    await send(
      line(keep, '60000.00'),
      line(gone, '70000.00'),
      line(keep, '1000.00', '2026-03-04'),
      line(gone, '80000.00', '2026-03-05'),
      line(gone, '400.00', '2026-03-05', { category: 'interest', method: 'transfer' }),
    );
    const first = (await alertsOf(gone)).find(({ asOf }) => asOf === '2026-03-02')!;
    await service.as.officer.post(`/api/v1/alerts/${first.id}/assignment`).send({ assignee: 'officer' });
    await service.db.query("UPDATE alert SET status = 'escalated' WHERE public_id = $1", [
      (await alertsOf(keep))[0]!.id,
    ]);
    const before = await rowsOf(keep, gone);
    const id = await merged(keep, gone);
    expect((await standing(keep)).sort()).toEqual(['130000.00', '80000.00']);
    expect((await rowsOf(gone))['ledger']).toEqual([]);
    await undone(id);
    expect(await rowsOf(keep, gone)).toEqual(before);
  });

  it('has what comes later under the merged number or account count for the kept one, and give it back', async () => {
    const [keep, gone] = [await customer(), await customer()];
    const id = await merged(keep, gone);
    await send(
      line(gone, '20000.00'),
      line({ ...keep, account: gone.account }, '20000.01'),
      line(keep, '20000.02'),
    );
    expect(await standing(keep)).toEqual(['60000.03']);
    const [shown] = (
      await service.as.officer.get(`/api/v1/transactions?customerNumber=${gone.customerNumber}`)
    ).body.items as { id: string; customerNumber: string; amount: string }[];
    expect(shown!.customerNumber).toBe(keep.customerNumber);
    await undone(id);
    expect(await amountsOf(keep)).toEqual(['20000.02']);
    expect(await amountsOf(gone)).toEqual(['20000.00', '20000.01']);
    const again = await service.as.officer.get(`/api/v1/transactions/${shown!.id}`);
    expect([again.status, again.body.customerNumber]).toEqual([200, gone.customerNumber]);
  });

  it('takes back under the merged number what was booked under it before', async () => {
    const [keep, gone] = [await customer(), await customer()];
    const whole = line(gone, '60000.00');
    await send(whole, line(keep, '100.00'));
    const id = await merged(keep, gone);
    const reversal = {
      reverses: { source: whole.source, reference: whole.reference },
      category: 'reversal',
      direction: 'out',
    };
    await send(line(gone, '60000.00', '2026-03-02', reversal));
    expect(await standing(keep)).toEqual([]);
    await undone(id);
    expect(await standing(gone)).toEqual([]);
  });

  it('keeps the record of the merged customer, leads to the kept one, and refuses to change it', async () => {
    const [keep, gone] = [await customer(), await customer({ formerNames: ['前名某'] })];
    const id = await merged(keep, gone);
    const old = (await service.as.officer.get(`/api/v1/customers/${gone.id}`)).body;
    expect(old).toMatchObject({
      customerNumber: gone.customerNumber,
      mergedInto: { id: keep.id, customerNumber: keep.customerNumber },
    });
    expect((await service.as.officer.get(`/api/v1/customers/${keep.id}`)).body.merged).toEqual([
      { id: gone.id, customerNumber: gone.customerNumber, branch: '0001' },
    ]);
    const changed = await service.as.core
      .patch(`/api/v1/customers/${gone.id}`)
      .set('If-Match', '1')
      .send({ purpose: 'x' });
    expect([changed.status, changed.body.code]).toEqual([409, 'merged-customer']);
    const found = await service.as.teller.post('/api/v1/customer-searches').send({ query: '前名某' });
    expect(found.body.items.map(({ customerNumber }: Made) => customerNumber)).toEqual([keep.customerNumber]);
    const list = await service.as.core.get('/api/v1/customers?limit=500');
    expect(list.body.items.map((one: Made) => one.id)).not.toContain(gone.id);
    await undone(id);
    const parted = await service.as.teller.post('/api/v1/customer-searches').send({ query: '前名某' });
    expect(parted.body.items.map(({ customerNumber }: Made) => customerNumber)).toEqual([
      gone.customerNumber,
    ]);
  });

  it.each([[[0, 1]], [[1, 0]]])('in a chain is undone in any order: %j', async (order) => {
    const [a, b, c] = [await customer(), await customer(), await customer()];
    await send(line(a, '20000.00'), line(b, '20000.01'), line(c, '20000.02'));
    const before = await rowsOf(a, b, c);
    const ids = [await merged(b, a), await merged(c, b)];
    await send(line(a, '1.00', '2026-03-06'), line(b, '2.00', '2026-03-06'), line(c, '3.00', '2026-03-06'));
    expect(await standing(c)).toEqual(['60000.03']);
    await undone(ids[order[0]!]!);
    if (order[0] === 0) {
      expect(await amountsOf(a)).toEqual(['1.00', '20000.00']);
      expect(await amountsOf(c)).toEqual(['2.00', '20000.01', '20000.02', '3.00']);
    } else {
      expect(await amountsOf(b)).toEqual(['1.00', '2.00', '20000.00', '20000.01']);
      expect(await amountsOf(c)).toEqual(['20000.02', '3.00']);
    }
    await undone(ids[order[1]!]!);
    expect([await amountsOf(a), await amountsOf(b), await amountsOf(c)]).toEqual([
      ['1.00', '20000.00'],
      ['2.00', '20000.01'],
      ['20000.02', '3.00'],
    ]);
    const after = await rowsOf(a, b, c);
    const arrived = { ledger: 0, transaction_key: 0 };
    expect({ ...after, ...arrived }).toEqual({ ...before, ...arrived });
  });

  it('reports nothing twice: what was reported before it is reported for good', async () => {
    const [keep, gone] = [await customer(), await customer()];
    const day = '2026-03-09';
    await send(line(keep, '60000.00', day), line(gone, '70000.00', day));
    const report = async () =>
      service.as.officer.post('/api/v1/reports').send({ kind: 'large-value', businessDate: day });
    const first = await report();
    expect(first.status).toBe(201);
    await service.db.query('UPDATE report SET error_count = 0');
    expect((await service.as.manager.post(`/api/v1/reports/${first.body.id}/approval`).send()).status).toBe(
      200,
    );
    expect((await alertsOf(keep)).map(({ status }) => status)).toEqual(['escalated']);
    const id = await merged(keep, gone);
    expect((await alertsOf(keep)).map(({ status, measures }) => [status, measures.cny!.sum])).toEqual([
      ['escalated', '130000.00'],
    ]);
    expect((await report()).body.code).toBe('already-reported');
    await undone(id);
    for (const one of [keep, gone])
      expect((await alertsOf(one)).map(({ status }) => status)).toEqual(['escalated']);
  });

  it('opens what was decided of the kept customer where the same of the other is undecided, until it is undone', async () => {
    const [keep, gone] = [await customer(), await customer()];
    const suspect = async (of: Made) => {
      const [row] = await service.db.query<{ id: string }>(
        'SELECT id FROM customer_view WHERE public_id = $1',
        [of.id],
      );
      await service.db.inTransaction((tx) =>
        service.container.alerts.raise(tx, [
          {
            ...{ kind: 'suspicious', ruleId: 'cn-suspicious-1101', ruleVersion: 1, customerId: row!.id },
            ...{ asOf: '2026-03-01', direction: null, episode: 'same', severity: 'high', measures: {} },
            ...{ explanation: { en: 'x', zh: '某' }, dueOn: null, dueOnEstimated: false },
          },
        ]),
      );
      return row!.id;
    };
    const statuses = async (of: Made) => (await alertsOf(of)).map(({ status }) => status);
    const kept = await suspect(keep);
    await suspect(gone);
    await service.db.inTransaction((tx) =>
      service.container.alerts.settle(
        tx,
        { ruleId: 'cn-suspicious-1101', customerId: kept, episode: 'same' },
        'excluded',
      ),
    );
    const before = await rowsOf(keep, gone);
    expect([await statuses(keep), await statuses(gone)]).toEqual([['excluded'], ['open']]);
    const id = await merged(keep, gone);
    expect(await statuses(keep)).toEqual(['open']);
    await undone(id);
    expect([await statuses(keep), await statuses(gone)]).toEqual([['excluded'], ['open']]);
    const after = await rowsOf(keep, gone);
    expect(after['alert']).toEqual(before['alert']);
  });

  it('makes a draft of the merged number out of date', async () => {
    const [keep, gone] = [await customer(), await customer()];
    const day = '2026-03-10';
    await send(line(gone, '70000.00', day));
    const draft = await service.as.officer
      .post('/api/v1/reports')
      .send({ kind: 'large-value', businessDate: day });
    await service.db.query('UPDATE report SET error_count = 0');
    await merged(keep, gone);
    const approval = await service.as.manager.post(`/api/v1/reports/${draft.body.id}/approval`).send();
    expect([approval.status, approval.body.code]).toEqual([409, 'report-outdated']);
  });
});

describe('every table that names a customer', () => {
  /** What stays where it is when customers are merged, and why that is right. */
  const stays: Record<string, string> = {
    customer_change: 'the history of a record stays with it',
    customer_document:
      'facts of the merged record; search and duplicate checks lead from them to the kept one',
    customer_mark: 'as the documents: who is found by them is shown as the kept one',
    customer_name_key: 'as the documents',
    alert_transaction: 'evidence names whom the movement was booked for, who never changes',
    exemption: 'names whom the movement was booked for',
    transaction_key: 'names whom the movement was booked for',
    report_record: 'names whom the movement was booked for; what was filed stays as it was filed',
    review_task: 'says for whom a task was raised; review_task_state says whom it is asked of',
    risk_rating: 'a rating says what was known of that record then; both are rated anew',
    risk_standing: 'what the latest rating of that record came to',
    risk_request: 'who is to be rated soon',
    restriction: 'says for whom it was ordered; restriction_state says for whom it holds',
    objection: 'says who objected; objection_state says whom the answer is due to',
    risk_preview_move: 'what a preview of a model said of that record',
    beneficial_owner_subject:
      'whose owners are to be determined; an organisation of its own in the relationships',
    beneficial_owner_determination: 'what the structure stated for that record came to',
    beneficial_owner: 'as its determination',
    customer_contact_key: 'follows the own facts of its record; read through merged_into',
    ledger_device: 'as the movement was booked; read through merged_into',
    beneficial_owner_confirmation: 'as its determination; the kept one is determined and confirmed anew',
    register_comparison: 'what a register said of that record',
  };

  it('is moved by a participant, or stays for a reason', async () => {
    const { rows } = await owner.query<{ table: string }>(
      `SELECT c.table_name AS "table" FROM information_schema.columns c
       JOIN information_schema.tables t USING (table_schema, table_name)
       LEFT JOIN pg_inherits i ON i.inhrelid = (c.table_name)::regclass
       WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND i.inhrelid IS NULL
         AND c.column_name = 'customer_id'`,
    );
    const moved = new Set(service.container.mergeParticipants.flatMap(({ tables }) => tables));
    const tables = rows.map(({ table }) => table);
    expect(tables.filter((table) => !moved.has(table) && !(table in stays))).toEqual([]);
    expect(Object.keys(stays).filter((table) => !tables.includes(table) || moved.has(table))).toEqual([]);
  });
});

describe('what cannot be merged', () => {
  it('is refused with the reason', async () => {
    const [a, b, c] = [await customer(), await customer(), await customer()];
    const body = await customer({ kind: 'organisation', documents: [], name: fresh('某某有限公司') });
    const code = async (keep: Made, gone: Made) => (await merge(keep, gone)).body.code as string;
    expect(await code(a, a)).toBe('merge-with-itself');
    expect(await code(a, body)).toBe('different-kinds');
    expect(await code(a, { ...b, customerNumber: 'nobody' })).toBe('invalid-body');
    const id = await merged(a, b);
    expect(await code(a, b)).toBe('already-merged');
    expect(await code(b, a)).toBe('already-merged');
    expect(await code(b, c)).toBe('already-merged');
    await undone(id);
    expect((await reverse(id)).body.code).toBe('merge-reversed');
    expect((await merge(a, b, 'teller')).status).toBe(403);
    expect((await merge(a, b, 'core')).status).toBe(403);
  });
});

describe('a customer who is closed or refused', () => {
  const statusOf = async ({ id }: Made) =>
    (await service.as.officer.get(`/api/v1/customers/${id}`)).body.status as string;

  it('takes nobody in whose relationship goes on, and is taken in with the day of its end', async () => {
    const [living, over] = [await customer(), await customer()];
    const path = `/api/v1/customers/${over.id}`;
    const closed = await service.as.core
      .post(`${path}/closure`)
      .send({ closedOn: '2026-03-20', reason: '销户' });
    expect([closed.status, await statusOf(over)]).toEqual([200, 'closed']);
    const barred = await customer({ name: '不详' });
    expect(await statusOf(barred)).toBe('refused');

    for (const keep of [over, barred]) {
      const answer = await merge(keep, living);
      expect([answer.status, answer.body.code]).toEqual([409, 'merge-into-ended']);
    }
    expect((await merge(over, barred)).body.code).toBe('merge-into-ended');

    const id = await merged(living, over);
    // What the record of the ended relationship is kept until counts from the day it ended.
    expect((await service.as.officer.get(path)).body).toMatchObject({
      status: 'closed',
      closure: { closedOn: '2026-03-20' },
      mergedInto: { id: living.id },
    });
    expect(await statusOf(living)).not.toBe('closed');
    await undone(id);
    expect((await service.as.officer.get(path)).body).toMatchObject({
      status: 'closed',
      closure: { closedOn: '2026-03-20' },
    });
  });
});

describe('what stands against a merged customer', () => {
  const read = async ({ id }: Made) => {
    const { body } = await service.as.officer.get(`/api/v1/customers/${id}`);
    const codes = (body.findings as { code: string; severity: string }[]).map(({ code }) => code);
    return { status: body.status as string, codes };
  };
  const exposed = { politicallyExposed: { category: 'foreign' }, sourceOfFunds: '工资' };
  const decide = (of: Made, decision: string) =>
    service.as.manager.post(`/api/v1/customers/${of.id}/approvals`).send({ decision, reason: '已评估' });
  const verify = (of: Made, outcome: string) =>
    service.as.core
      .post(`/api/v1/customers/${of.id}/verifications`)
      .send({ reason: 'doubt', method: 'in-person-original', evidence: ['scan-1'], outcome });

  it('stands against the kept one: a refusal, until it is taken back or the merge undone', async () => {
    const [keep, gone] = [await customer(), await customer(exposed)];
    const before = await read(keep);
    expect((await decide(gone, 'refuse')).status).toBe(201);
    const first = await merged(keep, gone);
    expect(await read(keep)).toMatchObject({ status: 'refused' });
    await undone(first);
    expect(await read(keep)).toEqual(before);
    expect((await read(gone)).status).toBe('refused');

    const second = await merged(keep, gone);
    expect((await decide(keep, 'approve')).status).toBe(201);
    expect((await read(keep)).status).not.toBe('refused');
    await undone(second);
    expect((await read(gone)).status).toBe('refused');
  });

  it('stands against the kept one: an open question, a name the law forbids, and who failed to prove to be somebody', async () => {
    const keep = await customer();
    const before = await read(keep);
    const asked = await customer(exposed);
    const barred = await customer({ name: '不详' });
    const failed = await customer();
    expect((await verify(failed, 'failed')).status).toBe(201);

    const ids = [await merged(keep, asked)];
    expect((await read(keep)).codes).toContain('approval-awaited');
    const waiting = await service.as.officer.get('/api/v1/customer-approvals?limit=200');
    expect(waiting.body.items.map(({ customerId }: { customerId: string }) => customerId)).toContain(keep.id);
    ids.push(await merged(keep, failed));
    expect((await read(keep)).codes).toContain('verification-failed');
    ids.push(await merged(keep, barred));
    expect(await read(keep)).toMatchObject({ status: 'refused' });
    for (const id of ids) await undone(id);
    expect(await read(keep)).toEqual(before);
    expect((await read(failed)).codes).toContain('verification-failed');

    await merged(keep, failed);
    expect((await verify(keep, 'confirmed')).status).toBe(201);
    expect((await read(keep)).codes).not.toContain('verification-failed');
  });

  it('counts in the rating of the kept one, until the merge is undone', async () => {
    const [keep, gone] = [await customer(), await customer(exposed)];
    expect((await decide(gone, 'approve')).status).toBe(201);
    const level = async () => {
      await service.scheduler.drain('risk-rating-queue');
      return (await service.as.officer.get(`/api/v1/customers/${keep.id}`)).body.riskLevel as string;
    };
    expect(await level()).not.toBe('high');
    const id = await merged(keep, gone);
    expect(await level()).toBe('high');
    await undone(id);
    expect(await level()).not.toBe('high');
  });
});

describe('a merge that breaks in the middle', () => {
  it('leaves nothing half done, whichever part fails', async () => {
    const [keep, gone] = [await customer(), await customer()];
    await send(line(keep, '30000.00', '2026-03-11'), line(gone, '30000.00', '2026-03-11'));
    const before = await rowsOf(keep, gone);
    for (const participant of service.container.mergeParticipants) {
      const real = participant.move.bind(participant);
      participant.move = async (tx, move) => {
        await real(tx, move);
        throw new Error('planted');
      };
      expect((await merge(keep, gone)).status).toBe(500);
      participant.move = real;
      expect(await rowsOf(keep, gone)).toEqual(before);
    }
    const id = await merged(keep, gone);
    const joined = await rowsOf(keep, gone);
    for (const participant of service.container.mergeParticipants) {
      const real = participant.restore.bind(participant);
      participant.restore = async (tx, restore) => {
        await real(tx, restore);
        throw new Error('planted');
      };
      expect((await reverse(id)).status).toBe(500);
      participant.restore = real;
      expect(await rowsOf(keep, gone)).toEqual(joined);
    }
    await undone(id);
  });
});

describe('a merge while transactions arrive', () => {
  const many = (of: Made, count: number) =>
    Array.from({ length: count }, () => line(of, '500.00', '2026-03-12'));
  it.each([
    ['a few', 1],
    ['many', 120],
  ])('has %s of them count for the kept customer', async (_what, count) => {
    const [keep, gone] = [await customer(), await customer()];
    await send(line(keep, '40000.00', '2026-03-12'));
    const merging = new Gate();
    const go = new Gate();
    const last = service.container.mergeParticipants.at(-1)!;
    const real = last.move.bind(last);
    last.move = async (tx, move) => {
      await real(tx, move);
      merging.open();
      await go.passed;
    };
    const answer = merge(keep, gone).then((done) => done);
    await merging.passed;
    last.move = real;
    const sent = send(...many(gone, count));
    await waitUntilBlocked(service.database);
    go.open();
    expect((await answer).status).toBe(201);
    await sent;
    expect(await amountsOf(keep)).toHaveLength(Math.min(50, count + 1));
    expect(await standing(keep)).toEqual(count === 120 ? ['100000.00'] : []);
    const { rows } = await owner.query(
      'SELECT FROM ledger l JOIN customer c ON c.id = l.customer_id WHERE c.merged_into IS NOT NULL',
    );
    expect(rows).toHaveLength(0);
  });

  it('waits for a batch that has stored and not evaluated yet', async () => {
    const [keep, gone] = [await customer(), await customer()];
    await send(line(keep, '40000.00', '2026-03-13'));
    const stored = new Gate();
    const go = new Gate();
    const { subjects } = service.container;
    const real = subjects.lockStored.bind(subjects);
    subjects.lockStored = async (...given) => {
      stored.open();
      await go.passed;
      return real(...given);
    };
    const sent = send(...Array.from({ length: 100 }, () => line(gone, '500.00', '2026-03-13')));
    await stored.passed;
    subjects.lockStored = real;
    const answer = merge(keep, gone).then((done) => done);
    await waitUntilBlocked(service.database);
    go.open();
    await sent;
    expect((await answer).status).toBe(201);
    expect(await standing(keep)).toEqual(['90000.00']);
  });
});
