import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkNode } from '../../../src/bootstrap/check-node.js';
import { lives, self, withLock } from '../../../src/bootstrap/postgres/lock.js';
import { serverSettings, settingsFile } from '../../../src/bootstrap/postgres/settings.js';
import { enter, inUse } from '../../../src/bootstrap/postgres/users-of-server.js';
import { count } from '../../../src/bootstrap/run-jest.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingjian-unit-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

// Our own PID, but of a process that started at another time: what a killed process leaves behind.
const dead = `${process.pid} 1`;

describe('the version of Node.js', () => {
  it.each(['20.11.0', '20.20.2', '22.0.0', '24.1.0'])('%s will do', (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });
  it.each(['20.10.0', '18.20.0', '9.0.0'])('%s is too old', (version) => {
    expect(() => checkNode(version)).toThrow(
      `Node.js ${version} is too old: version 20.11 or newer is needed.`,
    );
  });
});

describe('the last line of the tests', () => {
  const results = {
    success: true,
    numPassedTests: 12,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
  };
  const of = (more: object, code = 0): { ok: boolean; line: string } =>
    count(code, JSON.stringify({ ...results, numRuntimeErrorTestSuites: 0, ...more }));

  it('counts', () => {
    expect(of({})).toEqual({ ok: true, line: '12 passed, 0 failed' });
    expect(of({ numPendingTests: 1, numTodoTests: 1 })).toEqual({
      ok: true,
      line: '12 passed, 0 failed, 2 skipped',
    });
    expect(of({ success: false, numFailedTests: 3 }, 1)).toEqual({ ok: false, line: '12 passed, 3 failed' });
  });

  it('counts a file that does not load, and a run that never came to its end, as failed', () => {
    expect(of({ success: false, numRuntimeErrorTestSuites: 1 }, 1)).toEqual({
      ok: false,
      line: '12 passed, 1 failed',
    });
    expect(count(1, undefined)).toEqual({ ok: false, line: '0 passed, 1 failed' });
    expect(of({}, 1).ok).toBe(false);
  });
});

describe('the lock between processes', () => {
  it('lets one in at a time, in the face of errors too, and leaves nothing behind', async () => {
    const path = join(folder, 'lock');
    let inside = 0;
    let most = 0;
    const enterOnce = (n: number): Promise<void> =>
      withLock(path, async () => {
        most = Math.max(most, ++inside);
        await new Promise(setImmediate);
        inside--;
        if (n % 3 === 0) throw new Error('expected');
      });
    const ends = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => enterOnce(n)));
    expect(most).toBe(1);
    expect(ends.filter(({ status }) => status === 'rejected')).toHaveLength(4);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken over from a process that died', async () => {
    const path = join(folder, 'lock');
    writeFileSync(path, dead);
    await expect(withLock(path, async () => 'in')).resolves.toBe('in');
    expect([lives(self), lives(dead), lives('')]).toEqual([true, false, false]);
  });
});

describe('the users of a server', () => {
  it('are those that live and have not left', () => {
    writeFileSync(join(folder, '1-0'), dead);
    const leave = enter(folder);
    expect(inUse(folder)).toBe(true);
    expect(readdirSync(folder)).toHaveLength(1);
    leave();
    expect(inUse(folder)).toBe(false);
  });
});

describe('the server’s settings', () => {
  it('give up durability only when told to', () => {
    expect(serverSettings(true)).toMatchObject({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
    });
    expect(serverSettings(false)).toMatchObject({ fsync: 'off' });
  });
  it('are quoted', () => {
    expect(settingsFile({ a: "it's" })).toContain("a = 'it''s'\n");
  });
});
