import { verify } from '../../src/audit/verification.js';
import { randomOf } from './fault-load.js';
import { ADMIN_PASSWORD, Product } from './product.js';
import { ask } from './replay.js';

export interface DueDiligenceKills {
  kills: number;
  seed: number;
  say?(line: string): void;
}

export interface DueDiligenceFigures {
  kills: number;
  cutOff: number;
  customers: number;
  merges: number;
  reversals: number;
  campaigns: number;
  tasks: number;
  /** Whatever should not be; empty when all held. */
  faults: string[];
}

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** A branch and an officer who enter customers, merge and part them and begin campaigns, on and on. */
class Load {
  readonly customers: string[] = [];
  readonly merges: string[] = [];
  readonly reversed: string[] = [];
  readonly campaigns: string[] = [];
  readonly unexpected: string[] = [];
  cutOff = 0;
  answered = 0;
  private counter = 0;
  private core = '';
  private officer = '';

  constructor(
    private readonly baseUrl: string,
    private readonly random: () => number,
  ) {}

  async prepare(): Promise<void> {
    const signIn = async (username: string) =>
      ((await this.send('/sessions', { username, password: ADMIN_PASSWORD }, '')) as { token: string }).token;
    const admin = await signIn('admin');
    const key = await this.send('/api-keys', { name: 'core', role: 'core-banking' }, admin);
    this.core = (key as { key: string }).key;
    const officer = { username: 'faults', displayName: 'F', password: ADMIN_PASSWORD };
    await this.send('/users', { ...officer, roles: ['compliance-officer'], branch: '0001' }, admin);
    if (this.unexpected.length > 0) throw new Error(this.unexpected.join('\n'));
    this.officer = await signIn('faults');
    for (let count = 0; count < 30; count += 1) await this.enter();
  }

  async run(workers: number, signal: AbortSignal): Promise<void> {
    const worker = async (): Promise<void> => {
      while (!signal.aborted) await this.step();
    };
    await Promise.all(Array.from({ length: workers }, worker));
  }

  private step(): Promise<void> {
    const dice = this.random();
    if (dice < 0.5) return this.enter();
    if (dice < 0.75) return this.merge();
    if (dice < 0.95) return this.reverse();
    return this.campaign();
  }

  private pick<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.random() * list.length)];
  }

  private async enter(): Promise<void> {
    const n = (this.counter += 1);
    const body = {
      customerNumber: `K${n}`,
      branch: '0001',
      name: `甲乙${n}`,
      contacts: [{ type: 'mobile', value: '13800000000', consent: true }],
      accounts: [{ accountNumber: `6222${n}`, type: 'current', currency: 'CNY', openedOn: '2020-01-01' }],
      documents: [{ type: 'passport', number: `E${10_000_000 + n}`, validUntil: '2020-01-01' }],
    };
    const owner = {
      name: `丙丁${n}`,
      basis: 'ownership',
      share: 60,
      since: '2020-01-01',
      documents: [{ type: 'passport', number: `F${10_000_000 + n}` }],
    };
    const more =
      n % 5 === 0
        ? { kind: 'organisation', documents: [], beneficialOwners: [owner] }
        : { kind: 'individual' };
    const made = await this.send('/customers', { ...body, ...more }, this.core);
    if (made && n % 5 !== 0) this.customers.push(body.customerNumber);
  }

  private async merge(): Promise<void> {
    const [keep, merge] = [this.pick(this.customers), this.pick(this.customers)];
    if (!keep || !merge || keep === merge) return;
    const made = await this.send('/customer-merges', { keep, merge, reason: '同一人' }, this.officer);
    if (made) this.merges.push((made as { id: string }).id);
  }

  private async reverse(): Promise<void> {
    const id = this.pick(this.merges);
    if (id && (await this.send(`/customer-merges/${id}/reversal`, { reason: '误并' }, this.officer)))
      this.reversed.push(id);
  }

  private async campaign(): Promise<void> {
    const asked = { criteria: { kinds: ['individual'] }, deadline: '2099-01-01', ask: ['contact-details'] };
    const made = await this.send('/remediation-campaigns', { name: '补录', ...asked }, this.officer);
    if (made) this.campaigns.push((made as { id: string }).id);
  }

  /** @returns the answer; nothing when it was cut off or refused for how things stand */
  private async send(path: string, body: object, token: string): Promise<unknown> {
    let response: Response;
    let answer: { code?: string };
    try {
      response = await fetch(`${this.baseUrl}/api/v1${path}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      answer = (await response.json()) as typeof answer;
    } catch {
      this.cutOff += 1;
      await pause(50);
      return undefined;
    }
    if (response.status < 300) {
      this.answered += 1;
      return answer;
    }
    const usual = ['already-merged', 'merge-reversed'].includes(answer.code ?? '');
    if (!usual && ![429, 503].includes(response.status))
      this.unexpected.push(`${path} answered ${response.status}: ${JSON.stringify(answer).slice(0, 300)}`);
    return undefined;
  }
}

/** Questions whose answer is a row for everything that is half done. */
const NEVER: Record<string, string> = {
  'customers without name keys':
    'SELECT FROM customer c WHERE NOT EXISTS (SELECT FROM customer_name_key WHERE customer_id = c.id)',
  'customers without marks':
    'SELECT FROM customer c WHERE NOT EXISTS (SELECT FROM customer_mark WHERE customer_id = c.id)',
  'customers without an account':
    'SELECT FROM customer c WHERE NOT EXISTS (SELECT FROM account a WHERE c.id IN (a.customer_id, a.merged_from))',
  'persons without a document': `SELECT FROM customer c WHERE c.kind = 'individual' AND NOT EXISTS (SELECT FROM customer_document WHERE customer_id = c.id)`,
  'customers without a rating':
    'SELECT FROM customer c WHERE NOT EXISTS (SELECT FROM risk_rating WHERE customer_id = c.id)',
  'customers without an audit event': `SELECT FROM customer c WHERE NOT EXISTS (SELECT FROM audit_event e WHERE e.action LIKE 'customer%.created' AND e.subject_id = c.public_id::text)`,
  'bodies without their declared owner': `SELECT FROM customer c WHERE c.kind = 'organisation' AND NOT EXISTS (
    SELECT FROM party p JOIN relationship r ON r.subject_id = p.id WHERE p.customer_id = c.id AND r.type = 'beneficial-owner')`,
  'customers that point elsewhere than their merges': `SELECT FROM customer c LEFT JOIN customer_merge m ON m.merged_id = c.id AND m.reversed_at IS NULL
    LEFT JOIN customer k ON k.id = m.kept_id WHERE c.merged_into IS DISTINCT FROM coalesce(k.merged_into, k.id)`,
  'accounts left with a merged customer':
    'SELECT FROM account a JOIN customer c ON c.id = a.customer_id WHERE c.merged_into IS NOT NULL',
  'accounts with somebody else': `SELECT FROM account a JOIN customer o ON o.id = a.merged_from WHERE a.customer_id IS DISTINCT FROM o.merged_into`,
  'tasks that are asked of nobody':
    'SELECT FROM review_task t LEFT JOIN review_task_state s ON s.task_id = t.id WHERE s.task_id IS NULL',
  'tasks asked of somebody else': `SELECT FROM review_task t JOIN review_task_state s ON s.task_id = t.id JOIN customer c ON c.id = t.customer_id
    WHERE s.customer_id <> coalesce(c.merged_into, c.id)`,
  'merges without an audit event': `SELECT FROM customer_merge m WHERE NOT EXISTS (SELECT FROM audit_event e WHERE e.action = 'customers.merged' AND e.subject_id = m.public_id::text)
    OR m.reversed_at IS NOT NULL AND NOT EXISTS (SELECT FROM audit_event e WHERE e.action = 'customers.merge-reversed' AND e.subject_id = m.public_id::text)`,
  'campaigns that do not end': `SELECT FROM campaign_state WHERE status = 'preparing'`,
  'campaigns with another count than tasks': `SELECT FROM campaign k JOIN campaign_state s ON s.campaign_id = k.id
    WHERE s.targets <> (SELECT count(*) FROM review_task t WHERE t.cause_kind = 'campaign' AND t.cause_id = k.public_id::text)`,
};

/** Kills the process by seed in the middle of onboarding, merges, reversals and campaigns; nothing may be half done. */
export async function killDueDiligence({
  kills,
  seed,
  say,
}: DueDiligenceKills): Promise<DueDiligenceFigures> {
  const random = randomOf(seed);
  const product = await Product.create();
  try {
    product.spawn();
    await product.ready();
    const load = new Load(product.baseUrl, randomOf(seed + 1));
    await load.prepare();
    for (let kill = 1; kill <= kills && load.unexpected.length === 0; kill += 1) {
      const stop = new AbortController();
      const running = load.run(3, stop.signal);
      await pause(100 + random() * 1_500);
      await product.kill();
      stop.abort();
      await running;
      product.spawn();
      await product.ready();
      if (kill % 10 === 0) say?.(`${kill} kills: ${load.answered} answered, ${load.cutOff} cut off`);
    }
    return { kills, cutOff: load.cutOff, ...(await check(product.ownerUrl, load)) };
  } finally {
    await product.remove();
  }
}

async function check(url: string, load: Load): Promise<Omit<DueDiligenceFigures, 'kills' | 'cutOff'>> {
  const until = performance.now() + 60_000;
  while ((await ask(url, NEVER['campaigns that do not end']!)).length > 0 && performance.now() < until)
    await pause(200);
  const faults = [...load.unexpected];
  for (const [what, sql] of Object.entries(NEVER)) {
    const found = await ask(url, sql);
    if (found.length > 0) faults.push(`${found.length} ${what}`);
  }
  const known = async (sql: string) => new Set((await ask(url, sql)).map(({ id }) => id as string));
  const acknowledged: [string, readonly string[], string][] = [
    ['customer', load.customers, 'SELECT customer_number AS id FROM customer'],
    ['merge', load.merges, 'SELECT public_id AS id FROM customer_merge'],
    ['reversal', load.reversed, 'SELECT public_id AS id FROM customer_merge WHERE reversed_at IS NOT NULL'],
    ['campaign', load.campaigns, 'SELECT public_id AS id FROM campaign'],
  ];
  const counts: number[] = [];
  for (const [what, ids, sql] of acknowledged) {
    const stored = await known(sql);
    counts.push(stored.size);
    for (const id of ids) if (!stored.has(id)) faults.push(`${what} ${id} was acknowledged and is not there`);
  }
  const chain = await verify({ query: (sql, values) => ask(url, sql, values) as never }, {});
  if (!chain.verified) faults.push(`the audit chain is broken at ${chain.brokenAt}`);
  const tasks = (await ask(url, 'SELECT FROM review_task')).length;
  const [customers, merges, reversals, campaigns] = counts as [number, number, number, number];
  return { customers, merges, reversals, campaigns, tasks, faults };
}
