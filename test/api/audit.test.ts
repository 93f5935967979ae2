import { Readable } from 'node:stream';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { projectRoot } from '../../src/platform/index.js';
import { verifyExport } from '../../src/audit/index.js';
import { GENESIS, linkHash, type AuditEvent, type SealedEvent } from '../../src/audit/domain/chain.js';
import { sealAll } from '../support/seal.js';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  for (const code of ['A', 'B', 'C']) {
    service.clock.advance(24 * 3_600_000);
    await service.db.inTransaction((tx) =>
      service.access.branches.create(
        tx,
        { kind: 'system', id: 'system', name: 'system', roles: [] },
        {
          code,
          name: code,
          country: 'CHN',
        },
      ),
    );
  }
  service.clock.set(new Date('2026-03-02T02:00:00.000Z'));
  await sealAll(service.db, service.scheduler);
});
afterAll(() => service?.close());

const get = (path: string) => service.as.auditor.get(`/api/v1/audit-events${path}`);
interface Page {
  items: {
    id: string;
    action: string;
    actor: { kind: string; name?: string };
    subject: object;
    sequence: number;
  }[];
  nextCursor: string | null;
}
const page = async (query: string) => (await get(query)).body as Page;
const lines = (text: string) => text.split('\n').filter(Boolean);

async function exported(query = ''): Promise<string> {
  const answer = await get(`/export${query}`)
    .buffer(true)
    .parse((response, done) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => done(null, text));
    });
  expect(answer.status).toBe(200);
  expect(answer.type).toBe('application/x-ndjson');
  return answer.body as string;
}
const check = (text: string) => verifyExport(Readable.from([text]));

describe('the list of audit events', () => {
  it('names who acted, newest first, page by page', async () => {
    const first = await page('?limit=2&action=branch.created');
    expect(first.items.map(({ subject }) => subject)).toEqual([
      { kind: 'branch', id: 'C' },
      { kind: 'branch', id: 'B' },
    ]);
    const second = await page(`?limit=2&action=branch.created&cursor=${first.nextCursor}`);
    expect(second.items.map(({ subject }) => subject)).toEqual([
      { kind: 'branch', id: 'A' },
      { kind: 'branch', id: '0001' },
    ]);
    expect(second.nextCursor).toBeNull();
    const [key] = (await page('?action=api-key.created')).items;
    expect(key!.actor).toMatchObject({ kind: 'user', name: 'admin' });
    expect(key!.sequence).toBeGreaterThan(0);
  });

  it('is filtered by actor, by name or id, by subject and by period', async () => {
    const byName = await page('?actor=admin');
    expect(byName.items.length).toBeGreaterThan(0);
    expect(byName.items.every(({ actor }) => actor.name === 'admin')).toBe(true);
    expect((await page('?actor=system&action=branch.created')).items).toHaveLength(4);
    expect((await page('?subject=branch:B')).items).toHaveLength(1);
    expect((await page('?subject=branch:')).items).toHaveLength(4);
    expect((await page('?subject=B')).items).toHaveLength(1);
    expect((await page('?from=2026-03-04&to=2026-03-05')).items).toMatchObject([{ subject: { id: 'B' } }]);
    expect((await page('?from=2026-03-04T02:00:00Z&to=2026-03-04T10:00:00%2B08:00')).items).toHaveLength(0);
  });

  it.each([
    '?from=yesterday',
    '?from=2026-02-30',
    '?cursor=x',
    '?cursor=WyJ4Il0',
    '?customer=1',
    '?limit=501',
  ])('refuses %s', async (query) => {
    expect((await get(query)).status).toBe(422);
  });
});

describe('verification and export', () => {
  it('agree about the head', async () => {
    const answer = await get('/verification');
    expect(Object.keys(answer.body as object).sort()).toEqual(
      ['firstSequence', 'headHash', 'lastSequence', 'sealedThrough', 'unsealed', 'verified'].sort(),
    );
    const verified = answer.body as { headHash: string; lastSequence: number };
    expect(verified).toMatchObject({ verified: true, firstSequence: 1 });
    expect(await check(await exported())).toMatchObject({
      verified: true,
      events: verified.lastSequence,
      headHash: verified.headHash,
      anchorHash: GENESIS,
    });
  });

  it('cover a period, which holds on to the link before it', async () => {
    const one = await check(await exported('?to=2026-03-04'));
    const two = await check(await exported('?from=2026-03-04'));
    expect([one.verified, two.verified]).toEqual([true, true]);
    expect(two.anchorHash).toBe(one.headHash);
    expect(two.firstSequence).toBe(one.lastSequence! + 1);
    expect(await check(await exported('?from=2030-01-01'))).toMatchObject({ verified: true, events: 0 });
  });

  it('leave a trace of the export', async () => {
    const before = (await page('?action=audit.exported')).items.length;
    await exported('?from=2026-03-04');
    expect((await page('?action=audit.exported')).items).toHaveLength(before + 1);
  });
});

describe('an exported file', () => {
  let text: string;
  beforeAll(async () => {
    text = await exported();
  });

  it('shows any changed character', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.stringMatching(/^[0-9a-z]$/), async (at, letter) => {
        const index = at % (text.length - 1);
        const before = text.slice(0, index).lastIndexOf('\n') + 1;
        const line = text.slice(before, text.indexOf('\n', index));
        // The name beside an event is for the reader and not part of what is sealed.
        const name = line.indexOf('"actorName"');
        fc.pre(text[index] !== letter && (name < 0 || index - before < name));
        expect(await check(text.slice(0, index) + letter + text.slice(index + 1))).toMatchObject({
          verified: false,
        });
      }),
      { numRuns: 300 },
    );
  });

  it('shows a removed, doubled or moved line and a cut', async () => {
    const all = lines(text);
    await fc.assert(
      fc.asyncProperty(fc.nat(all.length - 1), fc.nat(all.length - 1), async (a, b) => {
        const whole = (list: string[]) => `${list.join('\n')}\n`;
        const shown = [
          whole(all.toSpliced(a, 1)),
          whole(all.toSpliced(a, 0, all[a]!)),
          whole(all.slice(0, a)),
          ...(a === b ? [] : [whole(all.with(a, all[b]!).with(b, all[a]!))]),
        ];
        for (const one of shown) expect(await check(one)).toMatchObject({ verified: false });
      }),
      { numRuns: 40 },
    );
  });

  it('is what the specification says, computed without our code', () => {
    const first = JSON.parse(lines(text)[0]!) as SealedEvent;
    const { actor, subject, details, ...rest } = first.event;
    expect(
      Object.keys(rest).every((name) => ['id', 'recordedAt', 'action', 'requestId', 'digest'].includes(name)),
    ).toBe(true);
    expect([Object.keys(actor).sort(), Object.keys(subject).sort()]).toEqual([
      ['id', 'kind'],
      ['id', 'kind'],
    ]);
    expect(typeof details).toBe('object');
    expect(first.previousHash).toBe(GENESIS);
  });
});

describe('the specification', () => {
  it('has an example that is true', () => {
    const page = readFileSync(join(projectRoot, 'docs/audit-chain.md'), 'utf8');
    const event = JSON.parse(/^\{"action".*\}$/m.exec(page)![0]) as AuditEvent;
    expect(page).toContain(`\`${linkHash(GENESIS, 1, event)}\``);
  });
});
