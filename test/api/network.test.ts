import fc from 'fast-check';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.as.admin.post('/api/v1/branches').send({ code: '0002', name: '某支行', country: 'CHN' });
});
afterAll(() => service.close());

type Who = keyof TestService['as'];
interface Made {
  id: string;
  customerNumber: string;
  version: number;
  name: string;
}
interface Node {
  id: string;
  type: string;
  name: string | null;
  masked: boolean;
}
interface Edge {
  id: string;
  kind: string;
  type: string | null;
  from: string;
  to: string;
  share: string | null;
  count: number | null;
  amount: string | null;
}
interface Network {
  root: string;
  nodes: Node[];
  edges: Edge[];
  truncated: boolean;
}

let counter = 0;
const next = () => String((counter += 1)).padStart(5, '0');
const phone = () => `1380${next()}00`;
const address = () => `某市某区某路${next()}号`;

const company = async (more: object = {}): Promise<Made> => {
  const name = `某${next()}有限公司`;
  const body = { kind: 'organisation', branch: '0001', name, ...more };
  const answer = await service.as.core.post('/api/v1/customers').send(body);
  expect(answer.status).toBe(201);
  return { ...(answer.body as Made), name };
};
const person = () => ({
  kind: 'person' as const,
  name: `李${next()}`,
  documents: [{ type: 'resident-id', number: `1101011990${next()}00X` }],
});
const relate = async (to: Made, body: object) => {
  const answer = await service.as.core
    .post(`/api/v1/customers/${to.id}/relationships`)
    .send({ source: 'document', ...body });
  expect([answer.status, answer.body.code]).toEqual([201, undefined]);
};
const pay = async (transactions: object[]) => {
  const sent = transactions.map((one) => ({
    source: 'test',
    reference: next(),
    bookedAt: '2026-02-20T10:00:00+08:00',
    direction: 'out',
    amount: '100.00',
    currency: 'CNY',
    method: 'transfer',
    channel: 'online',
    ...one,
  }));
  const answer = await service.as.core.post('/api/v1/transactions').send({ transactions: sent });
  expect(answer.body).toMatchObject({ accepted: sent.length });
};
const network = async (of: { id: string }, query = '', as: Who = 'officer'): Promise<Network> => {
  const answer = await service.as[as].get(`/api/v1/customers/${of.id}/network${query}`);
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
  return answer.body as Network;
};
const paths = async (from: Made, to: Made, query = '', as: Who = 'officer') => {
  const answer = await service.as[as].get(`/api/v1/network/paths?from=${from.id}&to=${to.id}${query}`);
  expect([answer.status, answer.body.code]).toEqual([200, undefined]);
  return answer.body as Omit<Network, 'root'> & {
    length: number | null;
    paths: { nodes: string[]; edges: string[][] }[];
  };
};

/** The edges as text, with names instead of ids; what is shared has no direction. */
const textOf = ({ nodes, edges }: Pick<Network, 'nodes' | 'edges'>): string[] => {
  const names = new Map(nodes.map(({ id, name, masked }) => [id, masked ? '*' : name!]));
  return edges.map(({ kind, from, to }) => text(kind, names.get(from)!, names.get(to)!)).sort();
};
const text = (kind: string, from: string, to: string): string =>
  `${kind} ${(kind.startsWith('shared') ? [from, to].sort() : [from, to]).join(' > ')}`;

describe('the network of a customer', () => {
  it('shows each kind of connection with what it weighs', async () => {
    const [tel, place] = [phone(), address()];
    const contacts = (value: string) => [{ type: 'mobile', value, consent: true }];
    const one = await company({
      contacts: contacts(tel),
      addresses: [{ type: 'registered', text: place, country: 'CHN' }],
    });
    const same = await company({ contacts: contacts(`+86 ${tel.slice(0, 3)}-${tel.slice(3)}`) });
    const neighbour = await company({
      addresses: [{ type: 'office', text: ` ${place} `, country: 'CHN' }],
      accounts: [{ accountNumber: `A${next()}`, type: 'current', currency: 'CNY', openedOn: '2025-01-01' }],
    });
    const [owner, agent, relative] = [person(), person(), person()];
    await relate(one, { type: 'owns', share: '60.5', holder: owner });
    await relate(one, { type: 'director', holder: owner });
    await relate(one, { type: 'agent', holder: agent });
    await relate(one, { type: 'relative', holder: relative });
    await relate(same, { type: 'owns', share: '30', holder: { customerNumber: one.customerNumber } });
    await pay([
      { customerNumber: one.customerNumber, counterparty: { customerNumber: same.customerNumber } },
      {
        customerNumber: one.customerNumber,
        counterparty: { customerNumber: same.customerNumber },
        amount: '50.00',
        device: { id: 'device-a' },
      },
      {
        customerNumber: one.customerNumber,
        direction: 'in',
        counterparty: { customerNumber: same.customerNumber },
        amount: '7.00',
      },
      { customerNumber: neighbour.customerNumber, device: { id: 'device-a' } },
      // Nobody's, too old, and a payment to oneself.
      { customerNumber: one.customerNumber, counterparty: { name: '外部', accountNumber: 'X1' } },
      {
        customerNumber: one.customerNumber,
        bookedAt: '2024-12-01T10:00:00+08:00',
        counterparty: { customerNumber: neighbour.customerNumber },
      },
      { customerNumber: one.customerNumber, counterparty: { customerNumber: one.customerNumber } },
    ]);
    const found = await network(one);
    expect(textOf(found)).toEqual(
      [
        text('ownership', owner.name, one.name),
        text('control', owner.name, one.name),
        text('agent', agent.name, one.name),
        text('relative', relative.name, one.name),
        text('ownership', one.name, same.name),
        text('shared-phone', one.name, same.name),
        text('shared-address', one.name, neighbour.name),
        text('shared-device', one.name, neighbour.name),
        text('money', one.name, same.name),
        text('money', same.name, one.name),
      ].sort(),
    );
    expect(found).toMatchObject({ root: one.id, truncated: false });
    const out = found.edges.find(({ kind, from }) => kind === 'money' && from === one.id);
    expect(out).toMatchObject({ to: same.id, count: 2, amount: '150.00' });
    expect(found.edges.find(({ type, to }) => type === 'owns' && to === one.id)!.share).toBe('60.5');
  });

  it('forgets a shared telephone when it changes, and a relationship when it ends', async () => {
    const tel = phone();
    const contacts = [{ type: 'phone', value: tel, consent: true }];
    const [one, two] = [await company({ contacts }), await company({ contacts })];
    expect(textOf(await network(one))).toEqual([text('shared-phone', one.name, two.name)]);
    const changed = await service.as.core
      .patch(`/api/v1/customers/${two.id}`)
      .set('If-Match', String(two.version))
      .send({ contacts: [{ type: 'phone', value: phone(), consent: true }] });
    expect(changed.status).toBe(200);
    expect(await network(one)).toMatchObject({ edges: [], nodes: [{ id: one.id }] });
    await relate(one, { type: 'agent', holder: person(), since: '2020-01-01', until: '2021-01-01' });
    expect((await network(one)).edges).toEqual([]);
  });

  it('is walked from a party as well', async () => {
    const [one, two, owner] = [await company(), await company(), person()];
    await relate(one, { type: 'owns', share: '10', holder: owner });
    await relate(two, { type: 'controls', means: 'agreement', holder: owner });
    const party = (await network(one)).nodes.find(({ type }) => type === 'party')!;
    const answer = await service.as.officer.get(`/api/v1/parties/${party.id}/network`);
    expect(textOf(answer.body as Network)).toEqual(
      [text('ownership', owner.name, one.name), text('control', owner.name, two.name)].sort(),
    );
    expect((await service.as.officer.get(`/api/v1/parties/${one.id}/network`)).status).toBe(404);
  });

  it('says when there is more than it shows', async () => {
    const contacts = [{ type: 'mobile', value: phone(), consent: true }];
    const one = await company({ contacts });
    for (let i = 0; i < 55; i += 1) await company({ contacts });
    const found = await network(one);
    expect(found.truncated).toBe(true);
    expect(found.edges.length).toBeGreaterThanOrEqual(50);
  });

  it('counts for the kept customer what was stated for the merged one', async () => {
    const contacts = [{ type: 'mobile', value: phone(), consent: true }];
    const [kept, gone, other] = [await company(), await company({ contacts }), await company({ contacts })];
    const owner = person();
    await relate(gone, { type: 'owns', share: '10', holder: owner });
    const merge = await service.as.officer
      .post('/api/v1/customer-merges')
      .send({ keep: kept.customerNumber, merge: gone.customerNumber, reason: '同一客户' });
    expect(merge.status).toBe(201);
    const expected = [
      text('ownership', owner.name, kept.name),
      text('shared-phone', kept.name, other.name),
    ].sort();
    expect(textOf(await network(kept))).toEqual(expected);
    expect(textOf(await network(gone))).toEqual(expected);
    expect(textOf(await network(other))).toEqual([text('shared-phone', kept.name, other.name)]);
  });

  it('refuses kinds that are none, and depths beyond three', async () => {
    const one = await company();
    const ask = (query: string) => service.as.officer.get(`/api/v1/customers/${one.id}/network?${query}`);
    expect((await ask('kinds=friends')).status).toBe(422);
    expect((await ask('depth=4')).status).toBe(422);
    expect((await ask('depth=3&kinds=agent,money')).status).toBe(200);
  });
});

/** A small world: up to eight companies, two persons who are no customers, and links between them. */
const kinds = [
  'ownership',
  'control',
  'agent',
  'shared-phone',
  'shared-address',
  'shared-device',
  'money',
] as const;
const worlds = fc.record({
  size: fc.integer({ min: 2, max: 8 }),
  links: fc.array(fc.record({ kind: fc.constantFrom(...kinds), from: fc.nat(9), to: fc.nat(7) }), {
    maxLength: 14,
  }),
  asked: fc.subarray([...kinds], { minLength: 1 }),
  depth: fc.integer({ min: 1, max: 3 }),
});

/** Makes the world, and says which edges there must be: an edge for each two who share a thing. */
async function make({ size, links }: { size: number; links: { kind: string; from: number; to: number }[] }) {
  const usable = links
    .map(({ kind, from, to }) => ({ kind, from: from >= 8 ? from : from % size, to: to % size }))
    .filter(
      ({ kind, from, to }) => from !== to && (from < 8 || ['ownership', 'control', 'agent'].includes(kind)),
    );
  const things = usable.map(() => ({ phone: phone(), address: address(), device: `device ${next()}` }));
  const given = (index: number) =>
    usable.flatMap(({ kind, from, to }, i) =>
      from === index || to === index ? [[kind, things[i]!] as const] : [],
    );
  const made: { name: string; customerNumber?: string; id?: string }[] = [];
  for (let index = 0; index < size; index += 1)
    made.push(
      await company({
        contacts: given(index).flatMap(([kind, thing]) =>
          kind === 'shared-phone' ? [{ type: 'mobile', value: thing.phone, consent: true }] : [],
        ),
        addresses: given(index).flatMap(([kind, thing]) =>
          kind === 'shared-address' ? [{ type: 'office', text: thing.address, country: 'CHN' }] : [],
        ),
      }),
    );
  const parties = [person(), person()];
  const nameOf = (index: number) => (index >= 8 ? parties[index - 8]!.name : made[index]!.name);
  const expected = new Set<string>();
  for (const [i, { kind, from, to }] of usable.entries()) {
    const [a, b] = [made[from], made[to] as Made];
    const types: Record<string, object> = {
      ownership: { type: 'owns', share: '5' },
      control: { type: 'director' },
      agent: { type: 'agent' },
    };
    if (types[kind])
      await relate(b, {
        ...types[kind],
        holder: from >= 8 ? parties[from - 8] : { customerNumber: a!.customerNumber },
      });
    if (kind === 'money')
      // The bank books both sides.
      await pay([
        { customerNumber: a!.customerNumber, counterparty: { customerNumber: b.customerNumber } },
        {
          customerNumber: b.customerNumber,
          direction: 'in',
          counterparty: { customerNumber: a!.customerNumber },
        },
      ]);
    if (kind === 'shared-device')
      await pay([a!, b].map(({ customerNumber }) => ({ customerNumber, device: { id: things[i]!.device } })));
    expected.add(`${kind}|${nameOf(from)}|${nameOf(to)}`);
  }
  return {
    made: made as Made[],
    edges: [...expected].map((edge) => edge.split('|') as [string, string, string]),
  };
}

/** Breadth first, one node at a time, over a list of edges. */
function distances(edges: readonly [string, string, string][], root: string): Map<string, number> {
  const found = new Map([[root, 0]]);
  for (const queue = [root]; queue.length > 0;) {
    const node = queue.shift()!;
    for (const [, a, b] of edges) {
      const other = a === node ? b : b === node ? a : undefined;
      if (other === undefined || found.has(other)) continue;
      found.set(other, found.get(node)! + 1);
      queue.push(other);
    }
  }
  return found;
}

describe('in generated worlds', () => {
  it('a network is what a naive search finds, and a path as short as one', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async ({ asked, depth, ...world }) => {
        const { made, edges } = await make(world);
        const wanted = edges.filter(([kind]) => asked.includes(kind as (typeof kinds)[number]));
        const away = distances(wanted, made[0]!.name);
        const query = `?depth=${depth}&kinds=${asked.join(',')}`;
        const found = await network(made[0]!, query);
        expect(found.truncated).toBe(false);
        expect(found.nodes.map(({ name }) => name).sort()).toEqual(
          [...away].flatMap(([name, steps]) => (steps <= depth ? [name] : [])).sort(),
        );
        const near = (name: string) => (away.get(name) ?? Infinity) < depth;
        // Repeated relationships are edges of their own; here it counts that there is one.
        expect([...new Set(textOf(found))]).toEqual(
          [
            ...new Set(
              wanted.filter(([, a, b]) => near(a) || near(b)).map(([kind, a, b]) => text(kind, a, b)),
            ),
          ].sort(),
        );
        const last = made[made.length - 1]!;
        const way = await paths(made[0]!, last, `&maxLength=6&kinds=${asked.join(',')}`);
        const shortest = away.get(last.name) ?? Infinity;
        expect(way.length).toBe(shortest <= 6 ? shortest : null);
        const names = new Map(way.nodes.map(({ id, name }) => [id, name!]));
        for (const path of way.paths) {
          const steps = path.nodes.map((id) => names.get(id)!);
          expect([steps[0], steps.at(-1), path.edges.length]).toEqual([made[0]!.name, last.name, way.length]);
          steps.slice(1).forEach((name, i) => {
            const pair = [name, steps[i]!].sort().join();
            expect(wanted.some(([, a, b]) => [a, b].sort().join() === pair)).toBe(true);
            expect(path.edges[i]!.length).toBeGreaterThan(0);
          });
        }
        expect(new Set(way.paths.map(({ nodes }) => nodes.join())).size).toBe(way.paths.length);
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});

describe('at a branch', () => {
  it('customers of other branches are masked and nothing of theirs is shown', async () => {
    const contacts = [{ type: 'mobile', value: phone(), consent: true }];
    const [own, foreign] = [await company({ contacts }), await company({ contacts, branch: '0002' })];
    await relate(foreign, { type: 'owns', share: '50', holder: person() });
    await pay([
      { customerNumber: own.customerNumber, counterparty: { customerNumber: foreign.customerNumber } },
    ]);
    const seen = await network(own, '?depth=3', 'teller');
    expect(textOf(seen)).toEqual([text('shared-phone', '*', own.name)]);
    expect(JSON.stringify(seen)).not.toContain(foreign.id);
    expect(JSON.stringify(seen)).not.toContain(foreign.customerNumber);
    expect(JSON.stringify(seen)).not.toContain(foreign.name);
    const status = async (path: string) => (await service.as.teller.get(`/api/v1${path}`)).status;
    expect(await status(`/customers/${foreign.id}/network`)).toBe(404);
    expect(await status(`/network/paths?from=${own.id}&to=${foreign.id}`)).toBe(404);
    expect(await status(`/customers/${own.id}/network?kinds=money`)).toBe(403);
    expect(await status(`/customers/${own.id}/network?kinds=shared-device`)).toBe(403);
    const party = (await network(foreign)).nodes.find(({ type }) => type === 'party')!;
    expect(await status(`/parties/${party.id}/network`)).toBe(404);
  });

  it('a party of an own customer may be asked about', async () => {
    const [own, foreign] = [await company(), await company({ branch: '0002' })];
    const owner = person();
    for (const one of [own, foreign]) await relate(one, { type: 'owns', share: '50', holder: owner });
    const party = (await network(own, '', 'teller')).nodes.find(({ type }) => type === 'party')!;
    const answer = await service.as.teller.get(`/api/v1/parties/${party.id}/network`);
    expect(textOf(answer.body as Network)).toEqual(
      [text('ownership', owner.name, '*'), text('ownership', owner.name, own.name)].sort(),
    );
  });

  it('reading is audited, without saying whom was found', async () => {
    const one = await company();
    await network(one, '', 'teller');
    const events = await service.as.auditor.get(`/api/v1/audit-events?action=network.read&subject=${one.id}`);
    expect(events.body.items[0]).toMatchObject({ action: 'network.read', details: { nodes: 1 } });
  });
});
