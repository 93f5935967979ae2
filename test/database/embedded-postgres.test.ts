import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/bootstrap/postgres/index.js';
import { processesIn, worksIn } from '../../src/bootstrap/postgres/processes.js';
import { makeDataDir, removeDataDir } from '../../src/bootstrap/postgres/temporary.js';

let dataDir: string;
let cluster: string;
let server: EmbeddedPostgres | undefined;
let holders: ChildProcess[] = [];

// Creating a cluster is most of the time of a test here; they work on copies of one.
let seed: string;
beforeAll(async () => {
  seed = await makeDataDir('mingjian-embedded-');
  await (await startEmbeddedPostgres({ dataDir: seed })).stop();
});
afterAll(() => removeDataDir(seed));

beforeEach(async () => {
  dataDir = await makeDataDir('mingjian-embedded-');
  execFileSync('cp', ['-a', join(seed, 'postgres'), dataDir]);
  cluster = join(dataDir, 'postgres', 'cluster');
});
afterEach(async () => {
  for (const holder of holders) await ended(holder, () => holder.kill('SIGKILL'));
  holders = [];
  // Adopts what a killed process left running, so that it can be stopped.
  server ??= await startEmbeddedPostgres({ dataDir });
  await server.stop();
  server = undefined;
  expect(processesIn(cluster)).toEqual([]);
  await removeDataDir(dataDir);
});

/** Starts another process that uses the server; answers with the postmaster's PID. */
async function hold(): Promise<{ holder: ChildProcess; postmaster: number }> {
  const script = fileURLToPath(new URL('../support/hold-server.js', import.meta.url));
  const holder = spawn(process.execPath, [script, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  holders.push(holder);
  const [line] = await once(holder.stdout!, 'data');
  return { holder, postmaster: Number(line) };
}

async function ended(holder: ChildProcess, end: () => void): Promise<void> {
  if (holder.exitCode !== null || holder.signalCode !== null) return;
  const exit = once(holder, 'exit');
  end();
  await exit;
}

const leave = (holder: ChildProcess): Promise<void> => ended(holder, () => holder.stdin!.write('leave\n'));

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const restarted = (running: EmbeddedPostgres): Promise<void> =>
  new Promise((done) => running.onRestart(done));

describe('the embedded PostgreSQL', () => {
  it('comes back after each of three kills, with everything that was committed', async () => {
    server = await startEmbeddedPostgres({ dataDir });
    await query(server.ownerUrl, 'create table kept (n int primary key)');
    for (let n = 1; n <= 3; n++) {
      await query(server.ownerUrl, `insert into kept values (${n})`);
      const open = new pg.Client({ connectionString: server.ownerUrl });
      open.on('error', () => {});
      await open.connect();
      await open.query(`begin; insert into kept values (${100 + n})`);
      const killed = server.pid();
      const back = restarted(server);
      process.kill(killed, 'SIGKILL');
      await back;
      expect(server.pid()).not.toBe(killed);
      const rows = await query(server.ownerUrl, 'select n from kept order by n');
      expect(rows.map((row) => row.n)).toEqual(Array.from({ length: n }, (_, i) => i + 1));
    }
  });

  it('comes back although a backend is deep in a computation when the server is killed', async () => {
    server = await startEmbeddedPostgres({ dataDir });
    const busy = new pg.Client({ connectionString: server.ownerUrl });
    busy.on('error', () => {});
    await busy.connect();
    const lost = expect(busy.query('select count(*) from generate_series(1, 1e12)')).rejects.toThrow();
    const back = restarted(server);
    process.kill(server.pid(), 'SIGKILL');
    await Promise.all([back, lost]);
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is adopted after the process that started it was killed', async () => {
    const { holder, postmaster } = await hold();
    await ended(holder, () => holder.kill('SIGKILL'));
    expect(worksIn(postmaster, cluster)).toBe(true);
    server = await startEmbeddedPostgres({ dataDir });
    expect(server.pid()).toBe(postmaster);
    const back = restarted(server);
    process.kill(postmaster, 'SIGKILL');
    await back;
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is shared by processes that start at once, and stopped by the last to leave', async () => {
    const [first, second] = await Promise.all([hold(), hold()]);
    expect(first.postmaster).toBe(second.postmaster);
    server = await startEmbeddedPostgres({ dataDir });
    expect(server.pid()).toBe(first.postmaster);
    await leave(first.holder);
    await server.stop();
    expect(worksIn(second.postmaster, cluster)).toBe(true);
    await leave(second.holder);
    expect(processesIn(cluster)).toEqual([]);
  });

  it('is started again once when two processes see it die', async () => {
    const { holder } = await hold();
    server = await startEmbeddedPostgres({ dataDir });
    const back = restarted(server);
    process.kill(server.pid(), 'SIGKILL');
    await back;
    await leave(holder);
    expect(worksIn(server.pid(), cluster)).toBe(true);
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('starts although the PID in a stale lock file now belongs to a stranger', async () => {
    server = await startEmbeddedPostgres({ dataDir });
    const path = join(cluster, 'postmaster.pid');
    const lines = readFileSync(path, 'utf8').split('\n');
    await server.stop();
    writeFileSync(path, [process.pid, ...lines.slice(1)].join('\n'));
    server = await startEmbeddedPostgres({ dataDir });
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('begins anew when a first start was cut off while the data was created', async () => {
    renameSync(cluster, `${cluster}.new`);
    rmSync(join(`${cluster}.new`, 'PG_VERSION'));
    server = await startEmbeddedPostgres({ dataDir });
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('listens on no network, writes durably, lets nobody else in, and keeps values out of its log', async () => {
    server = await startEmbeddedPostgres({ dataDir });
    const [row] = await query(
      server.url,
      `select current_setting('listen_addresses') as network, current_setting('fsync') as fsync,
              current_setting('synchronous_commit') as commit, current_user as login`,
    );
    expect(row).toEqual({ network: '', fsync: 'on', commit: 'on', login: 'mingjian_service' });
    const folder = new URL(server.url).searchParams.get('host') ?? '';
    expect(statSync(folder).mode & 0o777).toBe(0o700);

    await query(server.ownerUrl, 'create table person (name text unique)');
    const twice = "insert into person values ('张三丰'), ('张三丰')";
    await expect(query(server.ownerUrl, twice)).rejects.toThrow('duplicate key');
    const log = readFileSync(join(server.home, 'server.log'), 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('张三丰');
  });

  it('works on a folder whose path is too long for a socket', async () => {
    const outer = dataDir;
    dataDir = join(outer, 'long-'.repeat(30));
    mkdirSync(dataDir);
    renameSync(join(outer, 'postgres'), join(dataDir, 'postgres'));
    const long = await startEmbeddedPostgres({ dataDir });
    try {
      expect(await query(long.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      await long.stop();
      renameSync(join(dataDir, 'postgres'), join(outer, 'postgres'));
      dataDir = outer;
    }
  });

  const asRoot = process.getuid?.() === 0 ? it : it.skip;
  asRoot('keeps the data elsewhere when its own user cannot pass through the folders above', async () => {
    rmSync(join(dataDir, 'postgres'), { recursive: true });
    chmodSync(dataDir, 0o700);
    server = await startEmbeddedPostgres({ dataDir });
    expect(lstatSync(join(dataDir, 'postgres')).isSymbolicLink()).toBe(true);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    await server.stop();
    server = await startEmbeddedPostgres({ dataDir });
    expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});
