import { createServer, type Server } from 'node:http';
import pg from 'pg';
import {
  ConfigurationError,
  createLog,
  loadConfiguration,
  Metrics,
  migrate,
  serveConsole,
  serveOperations,
  vault,
  type Configuration,
} from './platform/index.js';
import { createContainer, type Container } from './container.js';
import { DEMO_DEFAULTS } from './demo/index.js';
import { loadDemo } from './demo/load.js';

export interface StartOptions {
  /** The service's login. */
  databaseUrl: string;
  /** The owner's login; migrates and grants. */
  ownerUrl: string;
  embedded: boolean;
}

/** A sentence for the terminal; not the log. */
function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Migrates, wires, loads the demo bank on first run, listens. Throws plain sentences. */
export async function main(options: StartOptions): Promise<{ stop(): Promise<void> }> {
  const configuration = loadConfiguration();
  const log = createLog(configuration.LOG_LEVEL);
  await prepareDatabase(options);
  const pending = new Set<string>(['the service is starting']);
  const metrics = new Metrics();
  const container = await createContainer({
    configuration,
    databaseUrl: options.databaseUrl,
    log,
    onAnswered: (...answer) => metrics.observe(...answer),
    extend: (app, { db }) => {
      serveOperations(app, { db, metrics, readiness: { pending: () => [...pending] } });
      serveConsole(app);
    },
  });
  // Node's five minutes would cut a large file on a slow line; a sender that falls silent is cut by the import itself.
  const server = createServer({ requestTimeout: 3_600_000 }, container.app);
  const stop = async (): Promise<void> => {
    await closeServer(server);
    await container.close();
  };
  try {
    const warning = await vault.prepareMasterKeys(container.db, configuration, container.clock.now());
    if (warning !== undefined) say(warning);
    await listen(server, configuration);
    const wantsDemo = configuration.DEMO_DATA ?? options.embedded;
    await firstUsers(container, wantsDemo);
    if (wantsDemo) {
      pending.add('the demo bank is loading');
      await demoBank(container);
      pending.delete('the demo bank is loading');
    }
    // After the load, so that the first daily run sees the whole bank.
    await container.scheduler.start(configuration.JOBS !== false);
    pending.delete('the service is starting');
    welcome(server, configuration);
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
  return { stop };
}

async function prepareDatabase({ databaseUrl, ownerUrl }: StartOptions): Promise<void> {
  const serviceRole = await roleOf(databaseUrl, 'DATABASE_URL');
  const ownerRole = await roleOf(ownerUrl, 'DATABASE_OWNER_URL');
  if (serviceRole === ownerRole) {
    say(
      'Warning: DATABASE_URL and DATABASE_OWNER_URL sign in as one role. The database cannot then defend audit and evidence against the service itself. Use a role that owns nothing for DATABASE_URL.',
    );
  }
  const ran = await migrate({ ownerUrl, serviceRole });
  if (ran.length > 0)
    say(`Database brought up to date (${ran.length} migration${ran.length === 1 ? '' : 's'}).`);
}

async function roleOf(url: string, setting: string): Promise<string> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ role: string; version: number }>(
      "SELECT current_user AS role, current_setting('server_version_num')::int AS version",
    );
    if (rows[0]!.version < 150_000) throw new Error('it is older than PostgreSQL 15');
    return rows[0]!.role;
  } catch (error) {
    throw new Error(
      `The database of ${setting} cannot be used: ${(error as Error).message || (error as { code?: string }).code}.`,
      { cause: error },
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

function listen(server: Server, { PORT, HOST }: Configuration): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new ConfigurationError([
              `PORT ${PORT} is already in use. Stop what uses it, or set PORT to another number`,
            ])
          : error,
      );
    });
    server.listen(PORT, HOST, resolve);
  });
}

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), 15_000);
  await closed;
  clearTimeout(timer);
}

async function firstUsers({ db, access, configuration }: Container, demo: boolean): Promise<void> {
  const printed = await db.inTransaction(async (tx) => {
    if (demo) return access.ensureDemoUsers(tx, configuration.DEMO_PASSWORD);
    const administrator = await access.ensureFirstAdministrator(tx, configuration.ADMIN_PASSWORD);
    return administrator ? [administrator] : [];
  });
  if (printed.length === 0) {
    if (demo)
      say(
        'Demo users: teller, officer, officer2, manager, manager2, auditor, admin, with the passwords of the first start. DEMO_PASSWORD sets a new one.',
      );
    return;
  }
  say(demo ? 'Demo users, each with the role of its name:' : 'The first administrator:');
  for (const { username, password } of printed)
    say(
      `  ${username.padEnd(10)} ${password ?? `the password of ${demo ? 'DEMO_PASSWORD' : 'ADMIN_PASSWORD'}`}`,
    );
}

const PROGRESS_EVERY_MS = 2_000;

async function demoBank(container: Container): Promise<void> {
  const { configuration, access } = container;
  let said = 0;
  const outcome = await loadDemo(
    { ...container, branches: access.branches },
    {
      customers: configuration.DEMO_CUSTOMERS,
      transactions: configuration.DEMO_TRANSACTIONS,
      seed: configuration.DEMO_SEED,
      days: DEMO_DEFAULTS.days,
    },
    ({ stage, done, total, perSecond }) => {
      const now = performance.now();
      if (now - said < PROGRESS_EVERY_MS) return;
      said = now;
      say(`Loading the demo bank: ${done} of about ${total} ${stage} (${perSecond} a second)`);
    },
  );
  if (outcome === 'loaded') say('The demo bank is loaded.');
  if (outcome === 'occupied')
    say('The demo bank was not loaded: this database already has customers, and the two are never mixed.');
}

function welcome(server: Server, { HOST }: Configuration): void {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const host = HOST === '0.0.0.0' || HOST === '::' ? 'localhost' : HOST;
  say(
    `\nMingjian 明鉴 is ready:\n  Console        http://${host}:${port}/\n  API documents  http://${host}:${port}/api/docs\nStop it with Ctrl-C.`,
  );
}
