import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { createLog, loadConfiguration, ManualClock, migrate } from '../../src/platform/index.js';
import { createContainer } from '../../src/container.js';
import { SERVICE, startEmbeddedPostgres } from '../../src/bootstrap/postgres/index.js';

/*
 * `node src/bootstrap/run.js test/bench/import.js [rows] [customers]`: imports a CSV of transactions over HTTP and
 * compares with COPY of the very rows that arose, ledger and keys, into the same emptied tables. One server, one run.
 */

const ROWS = Number(process.argv[2] ?? 1_000_000);
const CUSTOMERS = Number(process.argv[3] ?? 20_000);
const folder = mkdtempSync(join(tmpdir(), 'mingjian-bench-'));
const mb = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
const say = (line: string) => process.stdout.write(`${line}\n`);

async function writeLines(path: string, header: string, count: number, line: (index: number) => string) {
  const file = createWriteStream(path);
  file.write(`${header}\n`);
  for (let index = 0; index < count; index += 1) {
    if (!file.write(`${line(index)}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

/** Sends from a process of its own, so that the service's memory is the service's. */
async function upload(url: string, token: string, path: string): Promise<string> {
  const script = `const {openAsBlob}=require('fs');(async()=>{const r=await fetch(process.argv[1],{method:'POST',headers:{'content-type':'text/csv',authorization:'Bearer '+process.argv[2]},body:await openAsBlob(process.argv[3])});console.log(await r.text())})()`;
  const child = spawn(process.execPath, ['-e', script, url, token, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const bytes of child.stdout) text += String(bytes);
  const { id } = JSON.parse(text) as { id?: string };
  if (id === undefined) throw new Error(text);
  return id;
}

const server = await startEmbeddedPostgres({ dataDir: folder });
try {
  await migrate({ ownerUrl: server.ownerUrl, serviceRole: SERVICE });
  const clock = new ManualClock(new Date('2026-03-20T04:00:00Z'));
  const container = await createContainer({
    configuration: loadConfiguration({}),
    databaseUrl: server.url,
    clock,
    log: createLog('error'),
  });
  const { db, access, scheduler, app } = container;
  await scheduler.start(false);
  await db.inTransaction((tx) => access.ensureDemoUsers(tx, 'correct horse battery staple'));
  const http = createServer(app).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const base = `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/v1`;
  const signIn = await fetch(`${base}/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'officer', password: 'correct horse battery staple' }),
  });
  const { token } = (await signIn.json()) as { token: string };

  const customers = join(folder, 'customers.csv');
  await writeLines(
    customers,
    'kind,branch,name,customerNumber',
    CUSTOMERS,
    (i) => `individual,0001,客户${i},B${i}`,
  );
  const transactions = join(folder, 'transactions.csv');
  const header =
    'source,reference,customerNumber,accountNumber,bookedAt,direction,amount,currency,method,channel,counterparty.name,counterparty.accountNumber,purpose';
  await writeLines(transactions, header, ROWS, (i) => {
    const day = String(1 + Math.floor((i * 18) / ROWS)).padStart(2, '0');
    const time = `${String(i % 24).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}:00`;
    const amount = `${(i * 7919) % 20_000}.${String(i % 100).padStart(2, '0')}`.replace(/^0\.00$/, '1.00');
    return `bench,R${i},B${(i * 7) % CUSTOMERS},A${i % 50_000},2026-03-${day}T${time}+08:00,${i % 2 ? 'in' : 'out'},${amount},CNY,transfer,online,对手${i % 9_000},X${i % 9_000},货款`;
  });

  /** Seconds of processor time of the database's processes; where others share the machine the clock says little. */
  const databaseCpu = () => {
    let ticks = 0;
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ');
        if (Number(fields[1]) === server.pid()) ticks += Number(fields[11]) + Number(fields[12]);
      } catch {
        // ended meanwhile
      }
    }
    return ticks / 100;
  };
  const cpu = () => {
    const { user, system } = process.cpuUsage();
    return { service: (user + system) / 1e6, database: databaseCpu() };
  };
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const timed = async <T>(work: () => Promise<T>) => {
    const start = performance.now();
    const result = await work();
    return { result, seconds: (performance.now() - start) / 1_000 };
  };
  const run = async (kind: 'customer' | 'transaction', path: string, count: number) => {
    peak = process.memoryUsage.rss();
    const before = peak;
    const cpuBefore = cpu();
    const sent = await timed(() => upload(`${base}/${kind}-imports`, token, path));
    const done = await timed(() => scheduler.drain(`import-${kind}s`));
    const answer = await fetch(`${base}/${kind}-imports/${sent.result}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const state = (await answer.json()) as Record<string, unknown>;
    if (state['state'] !== 'completed' || state['accepted'] !== count) throw new Error(JSON.stringify(state));
    say(
      `${kind}s: ${count} records of ${mb(statSync(path).size)}: received in ${sent.seconds.toFixed(1)} s, stored and evaluated in ${done.seconds.toFixed(1)} s (${Math.round(count / done.seconds)}/s); memory ${mb(before)} before, ${mb(peak)} at most`,
    );
    const used = cpu();
    say(
      `  processor time: service ${(used.service - cpuBefore.service).toFixed(1)} s, database ${(used.database - cpuBefore.database).toFixed(1)} s`,
    );
    return sent.seconds + done.seconds;
  };
  await run('customer', customers, CUSTOMERS);
  const importing = await run('transaction', transactions, ROWS);
  clearInterval(watch);
  http.closeAllConnections();
  http.close();
  await container.close();

  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  await owner.query('VACUUM ANALYZE');
  const tables = ['ledger', 'transaction_key'];
  for (const table of tables) {
    await pipeline(
      owner.query(copyTo(`COPY (SELECT * FROM ${table}) TO STDOUT`)),
      createWriteStream(join(folder, table)),
    );
  }
  await owner.query(`TRUNCATE ${tables.join(', ')} CASCADE`);
  let copying = 0;
  for (const table of tables) {
    const before = databaseCpu();
    const { seconds } = await timed(() =>
      pipeline(createReadStream(join(folder, table)), owner.query(copyFrom(`COPY ${table} FROM STDIN`))),
    );
    say(`COPY ${table}: ${seconds.toFixed(1)} s, processor time ${(databaseCpu() - before).toFixed(1)} s`);
    copying += seconds;
  }
  await owner.end();
  say(`import / COPY of the same rows (upload included): ${(copying / importing).toFixed(3)}`);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
