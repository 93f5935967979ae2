import { startTestService, type Person, type TestService } from '../support/service.js';

/* Files of customers and transactions as the core banking system and a compliance officer send them. */

let service: TestService;
beforeAll(async () => {
  service = await startTestService({ now: new Date('2026-03-20T04:00:00.000Z') });
});
afterAll(() => service.close());

type Json = Record<string, unknown>;
type Path = 'customer-imports' | 'transaction-imports';

/** Sends a file, works it off, and gives its final state and the rows of its rejections. */
async function take(
  path: Path,
  body: string,
  query = '',
  type = 'text/csv',
  sender: Person | 'core' = 'officer',
) {
  const sent = await service.as[sender].post(`/api/v1/${path}${query}`).set('Content-Type', type).send(body);
  if (sent.status !== 202) throw new Error(JSON.stringify(sent.body));
  const { id } = sent.body as { id: string };
  await service.scheduler.drain(path.startsWith('customer') ? 'import-customers' : 'import-transactions');
  const state = (await service.as[sender].get(`/api/v1/${path}/${id}`)).body as Json;
  const file = await service.as[sender].get(String(state['rejections'])).set('Accept-Language', 'en');
  return { state, rejections: file.text.split('\r\n').slice(1, -1) };
}

const counts = ({ state }: { state: Json }) => [
  state['state'],
  state['read'],
  state['accepted'],
  state['duplicates'],
  state['rejected'],
];
const codes = ({ rejections }: { rejections: string[] }) =>
  rejections.map((line) => line.split(',').slice(0, 4).join());

const accounts =
  'ACCOUNT_ID,CUSTOMER_ID,INIT_BALANCE,COUNTRY,ACCOUNT_TYPE,IS_SAR,BANK_ID\n' +
  '0,C_0,83514.28,US,I,false,bank_a\n1,C_1,79773.83,US,I,true,bank_b\n2,C_2,1.00,US,O,false,bank_c\n';
const payments =
  'step,type,amount,nameOrig,oldbalanceOrig,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isSAR,alertID\n' +
  '0,TRANSFER,2945.46,0,0,0,1,0,0,0,-1\n0,TRANSFER,2500.1,0,0,0,1,0,0,1,7\n3,TRANSFER,5.5,2,0,0,9,0,0,0,-1\n';

describe('the simulator’s files', () => {
  it('become customers and both sides of every payment, evaluated', async () => {
    expect(counts(await take('customer-imports', accounts, '?mapping=amlsim-accounts'))).toEqual([
      'completed',
      3,
      3,
      0,
      0,
    ]);
    expect(counts(await take('customer-imports', accounts, '?mapping=amlsim-accounts'))).toEqual([
      'completed',
      3,
      0,
      3,
      0,
    ]);

    const first = await take('transaction-imports', payments, '?mapping=amlsim-payments');
    expect(counts(first)).toEqual(['completed', 6, 5, 0, 1]);
    expect(codes(first)).toEqual(['4,unknown-customer,nameDest,/customerNumber']);
    const again = await take('transaction-imports', payments, '?mapping=amlsim-payments', 'text/csv', 'core');
    expect(counts(again)).toEqual(['completed', 6, 0, 5, 1]);

    const list = await service.as.officer.get('/api/v1/transactions?customerNumber=C_1');
    expect(list.body.items).toHaveLength(2);
    expect(list.body.items[0]).toMatchObject({ source: 'amlsim', direction: 'in', currency: 'CNY' });
    const alerts = await service.as.officer.get('/api/v1/alerts?customerNumber=C_0');
    expect(alerts.body.items).toHaveLength(1);
    expect(alerts.body.items[0]).toMatchObject({
      ruleId: 'cn-large-value-0503',
      direction: 'out',
      asOf: '2024-01-01',
    });
  });
});

describe('transactions', () => {
  const header =
    'source,reference,customerNumber,bookedAt,direction,amount,currency,method,channel,category,reverses.source,reverses.reference\n';
  const row = (
    reference: string,
    amount: string,
    more: Partial<Record<'customer' | 'day' | 'currency' | 'tail', string>> = {},
  ) =>
    `file,${reference},${more.customer ?? 'C_2'},${more.day ?? '2026-03-02'}T10:00:00+08:00,in,${amount},${more.currency ?? 'CNY'},transfer,online,${more.tail ?? ',,'}\n`;

  it('that are wrong are rejected one by one with line, column and reason; their neighbours are stored', async () => {
    const csv =
      header +
      row('1', '10.00') +
      row('2', '10.001') +
      row('3', '-5') +
      row('4', '0') +
      row('5', '99999999999999999') +
      row('6', '1', { currency: 'XXQ' }) +
      row('7', '1', { customer: 'NOBODY' }) +
      row('8', '1', { day: '2026-03-25' }) +
      row('9', '1', { tail: 'reversal,file,none' }) +
      row('1', '11.00') +
      row('1', '10.00') +
      row('10', '1', { day: '2026-02-30' }) +
      row('11', 'x'.repeat(200_000)) +
      row('12', '12.50', { currency: 'THB' }) +
      'file,13,C_2';
    const taken = await take('transaction-imports', csv);
    expect(counts(taken)).toEqual(['completed', 15, 2, 1, 12]);
    expect(codes(taken)).toEqual([
      '3,too-many-decimals,amount,/amount',
      '4,not-positive,amount,/amount',
      '5,not-positive,amount,/amount',
      '6,amount-too-large,amount,/amount',
      '7,unknown-currency,currency,/currency',
      '8,unknown-customer,customerNumber,/customerNumber',
      '9,booked-in-future,bookedAt,/bookedAt',
      '10,reversal-of-unknown,"reverses.source, reverses.reference"',
      '11,reference-conflict,reference,/reference',
      '13,wrong-format,bookedAt,/bookedAt',
      '14,field-too-long,,',
      '16,truncated,,',
    ]);
  });

  it('give the same counts and rejections in a dry run, and leave nothing', async () => {
    const csv =
      header +
      row('d1', '100') +
      row('d2', '100', { tail: 'reversal,file,d1' }) +
      row('d1', '101') +
      row('d3', '1', { customer: 'NOBODY' });
    const dry = await take('transaction-imports', csv, '?dryRun=true');
    expect(
      (await service.as.officer.get('/api/v1/transactions?source=file&reference=d1')).body.items,
    ).toEqual([]);
    const real = await take('transaction-imports', csv);
    expect([counts(dry), dry.rejections]).toEqual([counts(real), real.rejections]);
  });

  it('come as NDJSON in the form of the API', async () => {
    const one = {
      source: 'nd',
      reference: '1',
      customerNumber: 'C_2',
      bookedAt: '2026-03-02T10:00:00+08:00',
      direction: 'in',
      amount: '1.00',
      currency: 'CNY',
      method: 'cash',
      channel: 'counter',
    };
    const lines = [one, { ...one, reference: '2', unknown: 1 }, { ...one, reference: '3', amount: 5 }].map(
      (line) => JSON.stringify(line),
    );
    const taken = await take(
      'transaction-imports',
      `${lines.join('\n')}\n{"cut":`,
      '',
      'application/x-ndjson',
      'core',
    );
    expect(counts(taken)).toEqual(['completed', 4, 1, 0, 3]);
    expect(codes(taken)).toEqual(['2,unknown-field,,/unknown', '3,wrong-type,,/amount', '4,truncated,,']);
  });
});

describe('customers', () => {
  const header =
    'kind,branch,name,customerNumber,accounts.1.accountNumber,accounts.1.type,accounts.1.currency,accounts.1.openedOn\n';
  it('that are wrong, taken or repeated are told apart, in a dry run too', async () => {
    const csv =
      header +
      'individual,0001,王小明,N1,A1,current,CNY,2020-01-01\n' +
      'individual,0001,王小明,N1,A1,current,CNY,2020-01-01\n' +
      'individual,0001,王大明,N1,,,,\n' +
      'individual,0001,李四,N2,A1,current,CNY,2020-01-01\n' +
      'individual,NOWHERE,李四,N3,,,,\n' +
      'robot,0001,李四,N4,,,,\n' +
      'individual,0001,,N5,,,,\n';
    const dry = await take('customer-imports', csv, '?dryRun=true');
    const real = await take('customer-imports', csv);
    expect([counts(dry), dry.rejections]).toEqual([counts(real), real.rejections]);
    expect(counts(real)).toEqual(['completed', 7, 1, 1, 5]);
    expect(codes(real)).toEqual([
      '4,customer-number-taken,customerNumber,/customerNumber',
      '5,account-number-taken,accounts.1.accountNumber,/accounts/0/accountNumber',
      '6,unknown-branch,branch,/branch',
      '7,not-a-choice,kind,/kind',
      '8,required,name,/name',
    ]);
  });
});

describe('who may', () => {
  it('send files, follow them and read rejections', async () => {
    const statuses = async (person: Person | 'core') => {
      const as = service.as[person];
      const sent = await as
        .post('/api/v1/transaction-imports?dryRun=true')
        .set('Content-Type', 'application/x-ndjson')
        .send('{}\n');
      const own = await service.as.officer
        .post('/api/v1/transaction-imports?dryRun=true')
        .set('Content-Type', 'application/x-ndjson')
        .send('{}\n');
      const path = `/api/v1/transaction-imports/${(own.body as { id: string }).id}`;
      return [
        sent.status,
        (await as.get(path)).status,
        (await as.get(`${path}/rejections`)).status,
        (await as.get('/api/v1/import-mappings/amlsim-payments')).status,
      ];
    };
    expect(await statuses('officer')).toEqual([202, 200, 200, 200]);
    expect(await statuses('manager')).toEqual([202, 200, 200, 200]);
    expect(await statuses('core')).toEqual([202, 200, 200, 200]);
    expect(await statuses('auditor')).toEqual([403, 200, 200, 200]);
    expect(await statuses('admin')).toEqual([403, 200, 403, 200]);
    expect(await statuses('teller')).toEqual([403, 403, 403, 403]);
  });

  it('leave a trail of what was received, done and read', async () => {
    const events = await service.as.auditor.get('/api/v1/audit-events?limit=500');
    const actions = new Set((events.body.items as { action: string }[]).map(({ action }) => action));
    for (const action of ['import.received', 'import.completed', 'import.rejections-read'])
      expect(actions).toContain(action);
  });
});
