import { ADMIN_PASSWORD } from './product.js';

export interface SentTransaction {
  source: string;
  reference: string;
  customerNumber: string;
  bookedAt: string;
  direction: 'in' | 'out';
  amount: string;
  currency: string;
  method: string;
  channel: string;
  category?: string;
  reverses?: { source: string; reference: string };
}

/** A seeded generator of numbers in [0, 1): mulberry32. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const CUSTOMERS = Array.from({ length: 40 }, (_, i) => ({
  customerNumber: `F${i}`,
  kind: (['individual', 'individual', 'organisation', 'sole-trader'] as const)[i % 4]!,
  branch: '0001',
  name: '示例客户',
}));
export const RATES = { kind: 'safe-monthly', base: 'USD', rates: { EUR: '1.08', JPY: '0.0066' } };
export const RATES_DATE = '2026-03-01';

interface Request {
  form: 'single' | 'batch' | 'ndjson' | 'import';
  key?: string;
  transactions: SentTransaction[];
}

/**
 * A core banking system that sends on and on: single transactions, batches and files, some with idempotency keys, some
 * that take back what was acknowledged. It knows what it sent and what was acknowledged; what was cut off it sends again
 * later, word for word, as a careful sender does, or now and then never.
 */
export class FaultLoad {
  readonly sent = new Map<string, SentTransaction>();
  readonly acknowledged = new Set<string>();
  readonly imports: { id: string; transactions: SentTransaction[] }[] = [];
  readonly unexpected: string[] = [];
  /** Requests whose answer never came. */
  private readonly unanswered: Request[] = [];
  private readonly reversible: SentTransaction[] = [];
  requests = 0;
  cutOff = 0;
  private counter = 0;
  private token = '';

  /** @param baseUrls processes of one installation; with several, now and then both get the same request at once */
  constructor(
    private readonly baseUrls: readonly string[],
    private readonly random: () => number,
  ) {}

  /** Signs in, takes an API key, and brings in customers and rates. */
  async prepare(): Promise<void> {
    const session = await this.call('POST', '/sessions', { username: 'admin', password: ADMIN_PASSWORD });
    this.token = (session as { token: string }).token;
    const key = await this.call('POST', '/api-keys', { name: 'core', role: 'core-banking' });
    this.token = (key as { key: string }).key;
    await this.call('PUT', `/exchange-rates/${RATES_DATE}`, RATES);
    for (const customer of CUSTOMERS) await this.call('POST', '/customers', customer);
  }

  /** Sends until told to stop; every worker finishes the request it is in. */
  async run(workers: number, signal: AbortSignal): Promise<void> {
    const worker = async (): Promise<void> => {
      while (!signal.aborted) await this.send(this.next());
    };
    await Promise.all(Array.from({ length: workers }, worker));
  }

  /** Sends again whatever was cut off, until all is answered, but for the few that are given up. */
  async settle(): Promise<void> {
    for (let again = this.unanswered.shift(); again; again = this.unanswered.shift())
      if (this.random() < 0.9) await this.send(again);
  }

  /** Waits until every file it sent is worked off. */
  async importsDone(): Promise<void> {
    for (const { id, transactions } of this.imports) {
      for (;;) {
        const found = (await this.call('GET', `/transaction-imports/${id}`)) as Record<string, unknown>;
        if (found['state'] === 'completed') {
          if (found['rejected'] !== 0)
            this.unexpected.push(`import ${id} rejected ${String(found['rejected'])}`);
          for (const { reference } of transactions) this.acknowledged.add(reference);
          break;
        }
        if (found['state'] === 'failed') {
          this.unexpected.push(`import ${id} failed: ${JSON.stringify(found['failure'])}`);
          break;
        }
        await new Promise((done) => setTimeout(done, 200));
      }
    }
  }

  private pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.random() * list.length)]!;
  }

  private next(): Request {
    if (this.unanswered.length > 0 && this.random() < 0.5) return this.unanswered.shift()!;
    const dice = this.random();
    const form = dice < 0.6 ? 'single' : dice < 0.8 ? 'batch' : dice < 0.92 ? 'ndjson' : 'import';
    const count =
      form === 'single'
        ? 1
        : form === 'import'
          ? 20 + Math.floor(this.random() * 150)
          : 2 + Math.floor(this.random() * 40);
    const transactions = Array.from({ length: count }, () => this.make());
    const keyed = form !== 'import' && this.random() < 0.2;
    return { form, transactions, ...(keyed ? { key: `key-${this.counter}` } : {}) };
  }

  private make(): SentTransaction {
    this.counter += 1;
    const reference = `K${this.counter}`;
    const target = this.reversible.length > 50 && this.random() < 0.04 ? this.reversible.pop() : undefined;
    const made: SentTransaction = target
      ? {
          ...target,
          reference,
          direction: target.direction === 'in' ? 'out' : 'in',
          category: 'reversal',
          reverses: { source: target.source, reference: target.reference },
        }
      : {
          source: 'core',
          reference,
          customerNumber: this.pick(CUSTOMERS).customerNumber,
          bookedAt: `2026-03-${String(1 + Math.floor(this.random() * 20)).padStart(2, '0')}T1${Math.floor(this.random() * 10)}:00:00+08:00`,
          direction: this.pick(['in', 'out']),
          amount: String(100 + Math.floor(this.random() * 9_000)),
          currency: this.pick(['CNY', 'CNY', 'CNY', 'USD', 'EUR', 'JPY']),
          method: this.pick(['cash', 'transfer']),
          channel: 'counter',
        };
    this.sent.set(reference, made);
    return made;
  }

  private async send(request: Request): Promise<void> {
    const both = this.baseUrls.length > 1 && request.form !== 'import' && this.random() < 0.3;
    const urls = both ? this.baseUrls : [this.pick(this.baseUrls)];
    await Promise.all(urls.map((url) => this.sendTo(url, request)));
  }

  private async sendTo(baseUrl: string, request: Request): Promise<void> {
    const { form, transactions, key } = request;
    this.requests += 1;
    const ndjson = form === 'ndjson' || form === 'import';
    const body = ndjson
      ? transactions.map((transaction) => `${JSON.stringify(transaction)}\n`).join('')
      : JSON.stringify(form === 'single' ? transactions[0] : { transactions });
    let status: number;
    let answer: {
      id?: string;
      results?: { status: string; reference: string; problem?: { code: string } }[];
    };
    try {
      const response = await fetch(
        `${baseUrl}/api/v1/${form === 'import' ? 'transaction-imports' : 'transactions'}`,
        {
          method: 'POST',
          headers: {
            Authorization: `Bearer ${this.token}`,
            'Content-Type': ndjson ? 'application/x-ndjson' : 'application/json',
            ...(key === undefined ? {} : { 'Idempotency-Key': key }),
          },
          body,
        },
      );
      status = response.status;
      answer = (await response.json()) as typeof answer;
    } catch {
      this.putBack(request);
      // The service is away: no use in asking in a tight loop.
      await new Promise((done) => setTimeout(done, 50));
      return;
    }
    if (status === 503 || status === 429) {
      this.putBack(request);
      await new Promise((done) => setTimeout(done, 100));
    } else if (status === 202) this.imports.push({ id: answer.id!, transactions });
    else if (status === 200 || status === 422) this.settleResults(transactions, answer.results ?? []);
    else this.unexpected.push(`${form} answered ${status}: ${JSON.stringify(answer).slice(0, 300)}`);
  }

  private putBack(request: Request): void {
    this.cutOff += 1;
    this.unanswered.push(request);
  }

  private settleResults(
    transactions: readonly SentTransaction[],
    results: readonly { status: string; reference: string; problem?: { code: string } }[],
  ): void {
    if (results.length !== transactions.length)
      this.unexpected.push(`${transactions.length} lines were answered by ${results.length}`);
    for (const { status, reference, problem } of results) {
      if (status === 'rejected') {
        this.unexpected.push(`${reference} was rejected: ${problem?.code}`);
        continue;
      }
      this.acknowledged.add(reference);
      const transaction = this.sent.get(reference)!;
      if (!transaction.reverses && this.random() < 0.2) this.reversible.push(transaction);
    }
  }

  private async call(method: string, path: string, body?: unknown): Promise<unknown> {
    for (;;) {
      const response = await fetch(`${this.baseUrls[0]}/api/v1${path}`, {
        method,
        headers: {
          ...(this.token === '' ? {} : { Authorization: `Bearer ${this.token}` }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (response.ok) return response.json();
      if (response.status !== 503)
        throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
