import type { Role } from '../http/actor.js';

type Kind = 'text' | 'integer' | 'boolean' | 'secret' | 'choice';

interface Setting<T> {
  kind: Kind;
  fallback: T;
  meaning: string;
  choices?: readonly string[];
  minimum?: number;
  maximum?: number;
  check?: (value: string) => string | undefined;
}

const text = (fallback: string, meaning: string, check?: Setting<string>['check']): Setting<string> => ({
  kind: 'text',
  fallback,
  meaning,
  ...(check ? { check } : {}),
});
const optional = (
  kind: 'text' | 'secret',
  meaning: string,
  check?: Setting<string>['check'],
): Setting<string | undefined> => ({
  kind,
  fallback: undefined,
  meaning,
  ...(check ? { check } : {}),
});
const integer = (fallback: number, minimum: number, maximum: number, meaning: string): Setting<number> => ({
  kind: 'integer',
  fallback,
  minimum,
  maximum,
  meaning,
});
const flag = (fallback: boolean | undefined, meaning: string): Setting<boolean | undefined> => ({
  kind: 'boolean',
  fallback,
  meaning,
});

function zoneCheck(value: string): string | undefined {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return undefined;
  } catch {
    return 'is not a time zone of the IANA database, such as Asia/Shanghai';
  }
}

const urlCheck =
  (...protocols: string[]) =>
  (value: string): string | undefined =>
    URL.canParse(value) && protocols.includes(new URL(value).protocol)
      ? undefined
      : `must be an address that begins with ${protocols.map((one) => `${one}//`).join(' or ')}`;

function headersCheck(value: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(value);
    const fits =
      typeof parsed === 'object' &&
      parsed !== null &&
      !Array.isArray(parsed) &&
      Object.values(parsed).every((one) => typeof one === 'string' && !/[\r\n]/.test(one));
    return fits ? undefined : 'must be a JSON object of texts';
  } catch {
    return 'must be a JSON object of texts';
  }
}

function patternCheck(value: string): string | undefined {
  try {
    new RegExp(value, 'u');
    return undefined;
  } catch {
    return 'is not a regular expression';
  }
}

/** Every setting of the product, in one place. The configuration table in the README is made from it. */
export const settings = {
  PORT: integer(8080, 0, 65_535, 'Port the service listens on.'),
  HOST: text(
    '127.0.0.1',
    'Address the service listens on. Put a TLS proxy in front before opening it to a network.',
  ),
  DATABASE_URL: optional(
    'secret',
    "The service's login to your PostgreSQL (15 or newer), a role that owns nothing. Without it an embedded PostgreSQL is used.",
  ),
  DATABASE_OWNER_URL: optional(
    'secret',
    'The login that owns the schema; runs migrations and grants at start.',
  ),
  DATABASE_POOL: integer(10, 2, 200, 'Database connections one process may hold.'),
  DATA_DIR: text('data', 'Folder of the embedded PostgreSQL.'),
  MASTER_KEY_FILE: optional(
    'text',
    'File with the master keys that protect stored documents; made by `npm run keys -- init`. With the embedded PostgreSQL the default is `master-keys.json` in DATA_DIR, made at first start.',
  ),
  IMAGE_MEGABYTES: integer(10, 1, 50, 'Largest scan of a document that is taken in, in MiB.'),
  DEMO_DATA: flag(undefined, 'Load the demo bank on first run. Default: only with the embedded PostgreSQL.'),
  DEMO_CUSTOMERS: integer(2_000, 200, 1_000_000, 'Customers of the demo bank.'),
  DEMO_TRANSACTIONS: integer(100_000, 1_000, 50_000_000, 'Transactions of the demo bank.'),
  DEMO_SEED: integer(
    20_260_101,
    0,
    2_147_483_647,
    'Seed of the demo bank: the same seed makes the same bank.',
  ),
  DEMO_PASSWORD: optional(
    'secret',
    'Password of the demo users. Without it each gets a random one, printed at first start.',
  ),
  ADMIN_PASSWORD: optional(
    'secret',
    'Password of the first administrator of a database without users. Without it a random one is printed once.',
  ),
  BANK_TIME_ZONE: text('Asia/Shanghai', 'Time zone of the bank: what a business day is.', zoneCheck),
  INSTITUTION_CODE: text(
    'C0000000000001',
    "The institution's 14-character code in regulator reports.",
    (v) => (/^[A-Z0-9]{14}$/.test(v) ? undefined : 'must be 14 capital letters or digits'),
  ),
  INSTITUTION_NAME: text('明鉴示范银行', 'Name of the institution on reports.'),
  INSTITUTION_NAME_EN: optional('text', 'Name of the institution in English, on printed letters.'),
  INSTITUTION_REGION: text(
    '110000',
    'Six-digit region code of the head office, the default place of a transaction in reports.',
    (v) => (/^\d{6}$/.test(v) ? undefined : 'must be six digits'),
  ),
  SESSION_IDLE_MINUTES: integer(30, 1, 1_440, 'Minutes without a request after which a session ends.'),
  SESSION_HOURS: integer(12, 1, 168, 'Hours after which a session ends whatever happens.'),
  SECURE_COOKIES: flag(
    false,
    'Mark the session cookie Secure. Set it when people reach the service over TLS.',
  ),
  TRUSTED_PROXIES: integer(0, 0, 10, 'Number of reverse proxies in front whose X-Forwarded-For is believed.'),
  SIGN_IN_ATTEMPTS: integer(
    10,
    1,
    10_000,
    'Failed sign-ins allowed per user name and per address in fifteen minutes.',
  ),
  LOG_LEVEL: {
    kind: 'choice',
    fallback: 'info',
    choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    meaning: 'How much is logged.',
  } as Setting<string>,
  SMTP_URL: optional(
    'secret',
    'Mail server for notices, as smtps://user:password@host:465. Without it notices by e-mail wait.',
    urlCheck('smtp:', 'smtps:'),
  ),
  NOTICE_FROM: optional('text', 'Sender of notices by e-mail, an address. Needed beside SMTP_URL.', (v) =>
    /^[^\s@<>,;]+@[^\s@<>,;]+$/.test(v) ? undefined : 'must be one e-mail address',
  ),
  NOTICE_PHONE: optional('text', "Telephone number that notices name beside the customer's branch."),
  NOTICE_QUIET_HOURS: text(
    '21:00-08:00',
    "Hours of the bank's zone in which no customer is written to, or none.",
    (v) =>
      v === 'none' || /^((?:[01]\d|2[0-3]):[0-5]\d)-(?!\1$)(?:[01]\d|2[0-3]):[0-5]\d$/.test(v)
        ? undefined
        : 'must be like 21:00-08:00, or none',
  ),
  SMS_GATEWAY_URL: optional(
    'secret',
    'Address to which text messages are posted. Without it notices by text message wait.',
    urlCheck('http:', 'https:'),
  ),
  SMS_GATEWAY_SECRET: optional(
    'secret',
    'What {{secret}} stands for in the headers and body of the gateway.',
  ),
  SMS_GATEWAY_HEADERS: text(
    '{"Content-Type":"application/json"}',
    'Headers of the request as a JSON object; {{secret}} and {{id}} are filled in.',
    headersCheck,
  ),
  SMS_GATEWAY_BODY: text(
    '{"to":"{{to}}","text":"{{text}}","id":"{{id}}"}',
    'Body of the request; {{to}}, {{text}}, {{id}} and {{secret}} are filled in, escaped for its content type.',
  ),
  SMS_GATEWAY_SUCCESS: optional(
    'text',
    "Regular expression that the answer of a taken message fits; its first group is the gateway's id. Default: any answer of status 2xx.",
    patternCheck,
  ),
  SMS_GATEWAY_REFUSED: optional(
    'text',
    'Regular expression that the answer fits when the number is refused for good.',
    patternCheck,
  ),
  JOBS: flag(true, 'Run background jobs in this process. At least one process must.'),
} as const;

type Settings = typeof settings;
export type Configuration = {
  readonly [K in keyof Settings]: Settings[K] extends Setting<infer T> ? T : never;
};

/** All that is wrong with the settings, named at once. */
export class ConfigurationError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(
      `The configuration has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${faults.map((f) => `  - ${f}`).join('\n')}`,
    );
    this.name = 'ConfigurationError';
  }
}

function read(name: string, setting: Setting<unknown>, raw: string): { value?: unknown; fault?: string } {
  switch (setting.kind) {
    case 'integer': {
      const value = Number(raw);
      const { minimum = -Infinity, maximum = Infinity } = setting;
      if (!/^-?\d+$/.test(raw) || value < minimum || value > maximum) {
        return { fault: `${name} must be a whole number from ${minimum} to ${maximum}` };
      }
      return { value };
    }
    case 'boolean':
      return raw === 'true' || raw === 'false'
        ? { value: raw === 'true' }
        : { fault: `${name} must be true or false` };
    case 'choice':
      return setting.choices!.includes(raw)
        ? { value: raw }
        : { fault: `${name} must be one of ${setting.choices!.join(', ')}` };
    default: {
      const fault = setting.check?.(raw);
      return fault ? { fault: `${name} ${fault}` } : { value: raw };
    }
  }
}

/** Reads and checks every setting; throws {@link ConfigurationError} naming all faults. Empty counts as absent. */
export function loadConfiguration(environment: NodeJS.ProcessEnv = process.env): Configuration {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, setting] of Object.entries(settings) as [string, Setting<unknown>][]) {
    const raw = environment[name]?.trim();
    if (!raw) {
      values[name] = setting.fallback;
      continue;
    }
    const { value, fault } = read(name, setting, raw);
    if (fault) faults.push(fault);
    values[name] = value;
  }
  const databaseUrl = values['DATABASE_URL'] as string | undefined;
  if (!databaseUrl && environment['DATABASE_OWNER_URL'])
    faults.push('DATABASE_OWNER_URL is set without DATABASE_URL');
  if (values['SMTP_URL'] !== undefined && values['NOTICE_FROM'] === undefined)
    faults.push('SMTP_URL is set without NOTICE_FROM');
  if (faults.length > 0) throw new ConfigurationError(faults);
  return values as Configuration;
}

/** Users that the demo bank signs in with, each with the role of that name. */
export const demoUsers: readonly { username: string; role: Role }[] = [
  { username: 'teller', role: 'teller' },
  { username: 'officer', role: 'compliance-officer' },
  { username: 'officer2', role: 'compliance-officer' },
  { username: 'manager', role: 'compliance-manager' },
  { username: 'manager2', role: 'compliance-manager' },
  { username: 'auditor', role: 'auditor' },
  { username: 'admin', role: 'administrator' },
];
