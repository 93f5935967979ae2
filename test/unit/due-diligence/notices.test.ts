import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { documentTypes } from '../../../src/customers/index.js';
import { BankDays, isDay, projectRoot } from '../../../src/platform/index.js';
import {
  maskAnswer,
  maskEmail,
  maskName,
  maskPhone,
} from '../../../src/due-diligence/notices/domain/mask.js';
import {
  after,
  attemptKinds,
  isOpen,
  project,
  type Attempt,
} from '../../../src/due-diligence/notices/domain/progress.js';
import { firstLoud, parseQuietHours } from '../../../src/due-diligence/notices/domain/quiet-hours.js';
import { destinations, emailAddress, mobileNumber } from '../../../src/due-diligence/notices/domain/reach.js';
import {
  allTexts,
  bannedIn,
  render,
  templateFaults,
  type TemplateTexts,
} from '../../../src/due-diligence/notices/domain/template.js';
import {
  callerTexts,
  items,
  outcomes,
  services,
  variableCatalogue,
  variableFaults,
  type NoticeVariables,
} from '../../../src/due-diligence/notices/domain/variables.js';
import { loadNoticeBook } from '../../../src/due-diligence/notices/template-files.js';
import { sourceFiles } from '../../support/sources.js';

const book = loadNoticeBook();
const templates = [...book.templates.values()];
const everything: Required<NoticeVariables> = {
  documentType: 'passport',
  documentLastFour: '0015',
  validUntil: '2026-06-30',
  by: '2026-07-31',
  from: '2026-08-01',
  bring: ['identity-document', 'source-of-funds'],
  services: ['transfers-out'],
  outcome: 'not-upheld',
};

describe('the templates', () => {
  it('are those a bank needs', () => {
    expect([...book.templates.keys()].sort()).toEqual([
      'beneficial-owner-filing',
      'document-expired',
      'document-expired-again',
      'document-expired-final',
      'document-expiring',
      'information-missing',
      'information-request',
      'objection-answered',
      'periodic-review',
      'remediation-campaign',
      'service-restored',
      'service-restriction',
    ]);
  });

  it.each(templates.map((one) => [one.id, one] as const))(
    '%s says which article it rests on, ends in a letter, and has no word a customer may not read',
    (id, template) => {
      expect(sourceFiles('rules/due-diligence/notices', ['.json'])).toContain(
        `rules/due-diligence/notices/${id}.json`,
      );
      expect(template.legalBasis.length).toBeGreaterThan(0);
      expect(template.channels.at(-1) === 'letter' || template.channels.includes('letter')).toBe(true);
      expect(templateFaults(template, book.bannedWords)).toEqual([]);
    },
  );

  it.each(templates.map((one) => [one.id, one] as const))(
    '%s reads well in both languages, filled in',
    (_id, template) => {
      for (const language of ['zh', 'en'] as const) {
        const texts = render(template.texts, language, {
          ...callerTexts(everything, book.terms, language),
          bank: '示范银行',
          branch: '示范支行(电话010-88886666)',
          customerName: maskName('张三丰', true),
        });
        const all = [texts.sms, texts.email.subject, texts.email.body, texts.letter.body].join(' ');
        expect(all).not.toMatch(/[{}]|undefined|null|张三/);
        expect(all).toContain('张*');
        expect(bannedIn(all, book.bannedWords)).toEqual([]);
        if (language === 'zh') expect(texts.sms).toMatch(/^【/);
      }
    },
  );

  it('use the same variables in both languages', () => {
    const named = (texts: TemplateTexts, language: string) =>
      allTexts(texts)
        .filter((one) => one.language === language)
        .map(({ pointer, text }) => [
          pointer.replace(`/${language}`, ''),
          [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort(),
        ]);
    for (const { texts } of templates) expect(named(texts, 'zh')).toEqual(named(texts, 'en'));
  });

  it('have words for every document, item, service and outcome, and for nothing else', () => {
    const codes = Object.fromEntries(
      Object.entries(book.terms).map(([table, of]) => [table, Object.keys(of).sort()]),
    );
    expect(codes).toEqual({
      documentType: [...documentTypes].sort(),
      item: [...items].sort(),
      service: [...services].sort(),
      outcome: [...outcomes].sort(),
    });
  });
});

describe('what a notice can carry', () => {
  const folder = ['src/due-diligence/notices', 'src/due-diligence/contacts'];
  const sources = folder
    .flatMap((path) => sourceFiles(path, ['.ts']))
    .map((path) => ({ path, text: readFileSync(join(projectRoot, path), 'utf8') }));

  it('comes from the record, the branch, the bank, closed words and days; never from free text', () => {
    const sourcesOf = Object.values(variableCatalogue).map((one) =>
      one.from === 'view' ? `${one.view}.${one.column}` : one.from === 'setting' ? one.setting : one.as,
    );
    expect([...new Set(sourcesOf)].sort()).toEqual([
      'INSTITUTION_NAME',
      'branch_view.name',
      'customer_view.name',
      'day',
      'last-four',
      'term',
      'terms',
    ]);
  });

  it('is read from allowed columns only', () => {
    const allowed: Record<string, string[]> = {
      customer_view: ['id', 'public_id', 'customer_number', 'kind', 'name', 'nationality', 'branch'],
      branch_view: ['code', 'name'],
      customer_contact_view: ['customer_id', 'type', 'value', 'consent', 'position'],
      // Where a letter goes.
      customer_address_view: ['customer_id', 'text', 'position'],
      // Who of the bank printed or sent one: in the log, never in a notice.
      user_view: ['id', 'username'],
    };
    const views = new Set(sources.flatMap(({ text }) => text.match(/\b[a-z_]+_view\b/g) ?? []));
    expect([...views].sort()).toEqual(Object.keys(allowed).sort());
    const columns = new Set(
      sources.flatMap(({ text }) => [...text.matchAll(/\bc\.([a-z_]+)\b/g)].map(([, column]) => column!)),
    );
    expect([...columns].filter((column) => !allowed['customer_view']!.includes(column))).toEqual([]);
    for (const { path, text } of sources)
      expect([path, text.match(/risk_level|screening_state|next_review_on|alert_view|SELECT \*/g)]).toEqual([
        path,
        null,
      ]);
  });

  it('cannot come from what must not be known: nothing of it is imported', () => {
    // What moves rows with a merged customer writes no text.
    const writing = sources.filter(({ path }) => !path.endsWith('/merge.ts'));
    const imported = writing.flatMap(({ text }) =>
      [...text.matchAll(/from '(\.\.?\/[^']+)'/g)].map(([, path]) => path!),
    );
    const outside = new Set(
      imported.flatMap(
        (path) => path.match(/^(?:\.\.\/)+(platform|audit|access|customers|alerts|[\w-]+)\//)?.[1] ?? [],
      ),
    );
    expect([...outside].filter((name) => !['platform', 'audit', 'access'].includes(name)).sort()).toEqual([
      'contacts',
      'domain',
      'notices',
    ]);
  });

  it('is refused when it is not of its kind', () => {
    const wanted = book.templates.get('document-expired-final')!.variables;
    const faults = (values: object) => variableFaults(wanted, values as NoticeVariables, book.terms, isDay);
    expect(faults(everything)).toEqual([]);
    for (const bad of [
      { documentType: 'suspicious transaction' },
      { documentLastFour: '110101199001010015' },
      { documentLastFour: 'STR!' },
      { by: 'as soon as the case is closed' },
      { services: ['alert'] },
      { services: [] },
      { customerName: 'X' },
      { branch: 'X' },
      { anything: 'X' },
      { documentType: 'constructor' },
    ])
      expect([bad, faults({ ...everything, ...bad }).length]).toEqual([bad, 1]);
  });
});

describe('banned words', () => {
  const shipped = book.templates.get('information-request')!;
  const worded = (sms: string) => ({
    ...shipped,
    texts: { ...shipped.texts, sms: { ...shipped.texts.sms, zh: `${shipped.texts.sms.zh}${sms}` } },
  });
  it.each([
    '您的交易可疑',
    '涉嫌洗 钱',
    '可\u200b疑',
    '可-疑',
    'suspicious',
    'SUSPICION? suspected',
    'money Laundering',
    'ｌａｕｎｄｅｒｉｎｇ',
    'an alert',
    'report to the police',
    'report{{by}} to',
    '可{{bank}}疑',
  ])('%s is refused', (words) => {
    const faults = templateFaults(worded(words), book.bannedWords);
    expect(faults.map(({ code, pointer }) => [code, pointer])).toContainEqual([
      'banned-word',
      '/texts/sms/zh',
    ]);
  });

  it.each(['请妥善保管', 'Please be alarmed not', 'our annual report', 'aluminium'])('%s is not', (words) => {
    expect(templateFaults(worded(words), book.bannedWords)).toEqual([]);
  });

  it('unknown, unused and broken variables are refused too', () => {
    const codes = (sms: string) => templateFaults(worded(sms), book.bannedWords).map(({ code }) => code);
    expect(codes('{{alertId}}')).toContain('unknown-variable');
    expect(codes('{{outcome}}')).toEqual(['unknown-variable']);
    expect(codes('{{ by }}')).toEqual(['broken-placeholder']);
    expect(
      templateFaults({ ...shipped, variables: [...shipped.variables, 'outcome'] }, book.bannedWords).map(
        ({ code }) => code,
      ),
    ).toEqual(['unused-variable']);
  });
});

describe('quiet hours', () => {
  const zones = fc.constantFrom(
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kathmandu',
    'UTC',
  );
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
  const minuteOf = (days: BankDays, instant: Date) => {
    const at = days.compact(instant);
    return Number(at.slice(8, 10)) * 60 + Number(at.slice(10, 12));
  };

  it('never let a message out, and hold it no longer than they last', () => {
    const instants = fc.date({
      min: new Date('2025-01-01'),
      max: new Date('2027-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(zones, clock, clock, instants, (zone, from, to, instant) => {
        fc.pre(from !== to);
        const quiet = parseQuietHours(`${from}-${to}`);
        if (quiet === undefined || quiet === 'none') throw new Error('not parsed');
        const days = new BankDays(zone);
        const inside = (at: Date) => {
          const minute = minuteOf(days, at);
          // Said anew: how far into the quiet hours, walking round the clock.
          return (minute - quiet.from + 1440) % 1440 < (quiet.to - quiet.from + 1440) % 1440;
        };
        const out = firstLoud(instant, quiet, days);
        if (!inside(instant)) return out.getTime() === instant.getTime();
        const lasts = ((quiet.to - quiet.from + 1440) % 1440) * 60_000;
        // An hour more or less where summer time begins or ends.
        return out > instant && out.getTime() - instant.getTime() <= lasts + 3_600_000;
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['2026-03-02T21:00:00+08:00', '2026-03-03T08:00:00+08:00'],
    ['2026-03-02T23:59:59+08:00', '2026-03-03T08:00:00+08:00'],
    ['2026-03-03T00:00:00+08:00', '2026-03-03T08:00:00+08:00'],
    ['2026-03-03T07:59:59+08:00', '2026-03-03T08:00:00+08:00'],
    ['2026-03-03T08:00:00+08:00', '2026-03-03T08:00:00+08:00'],
    ['2026-03-02T20:59:59+08:00', '2026-03-02T20:59:59+08:00'],
    ['2026-12-31T22:00:00+08:00', '2027-01-01T08:00:00+08:00'],
  ])('at %s the next message may go at %s', (now, then) => {
    const quiet = parseQuietHours('21:00-08:00');
    expect(firstLoud(new Date(now), quiet!, new BankDays('Asia/Shanghai'))).toEqual(new Date(then));
  });

  it('are none, or two different times', () => {
    expect(parseQuietHours('none')).toBe('none');
    for (const bad of ['', '21-8', '24:00-08:00', '08:00-08:00', '8:00-9:00'])
      expect(parseQuietHours(bad)).toBeUndefined();
  });
});

describe('masks', () => {
  it.each([
    ['张三', true, '张*'],
    ['欧阳娜娜', true, '欧*'],
    ['Zoe Smith', true, 'Z***'],
    ['𠮷野家', true, '𠮷*'],
    ['北京示范贸易有限公司', false, '北京示范***'],
    ['Acme Trading Ltd', false, 'Acme***'],
    ['', true, '****'],
    ['\r\nBcc: x@y', true, 'B***'],
  ])('%s', (name, natural, masked) => expect(maskName(name, natural)).toBe(masked));

  it('of numbers and addresses keep what tells two apart', () => {
    expect(maskPhone('13812345678')).toBe('138****5678');
    expect(maskPhone('12345')).toBe('****45');
    expect(maskEmail('zoe@example.com')).toBe('z***@example.com');
    expect(maskEmail('no address')).toBe('***');
  });

  it('of answers leave no address and no number', () => {
    expect(maskAnswer('550 5.1.1 <zoe@example.com>: user 13812345678 unknown\r\n')).toBe(
      '550 5.1.1 <***@***>: user *** unknown',
    );
    fc.assert(
      fc.property(fc.emailAddress(), fc.stringMatching(/^1[3-9]\d{9}$/), (email, mobile) => {
        const masked = maskAnswer(`250 to ${email} and ${mobile} ok`);
        return !masked.includes(email) && !masked.includes(mobile);
      }),
    );
  });
});

describe('the way to a customer', () => {
  const mask = { sms: maskPhone, email: maskEmail };
  const contacts = [
    { type: 'phone', value: '010-88886666', consent: true },
    { type: 'mobile', value: '138 1234 5678', consent: true },
    { type: 'mobile', value: '13900000000', consent: false },
    { type: 'email', value: 'zoe@example.com', consent: true },
    { type: 'email', value: 'a@b.c, d@e.f', consent: true },
  ].map((one, position) => ({ ...one, position }));
  const ways = (options: Partial<Parameters<typeof destinations>[1]> = {}) =>
    destinations(contacts, {
      order: ['sms', 'email', 'letter'],
      optedOut: new Set(),
      usable: new Set(['sms', 'email'] as const),
      refused: [],
      mask,
      ...options,
    }).map(({ channel, address }) => `${channel} ${address}`);

  it('is what the customer agreed to and did not opt out of, in the order of the template', () => {
    expect(ways()).toEqual(['sms 13812345678', 'email zoe@example.com']);
    expect(ways({ order: ['email', 'sms', 'letter'] })[0]).toBe('email zoe@example.com');
    expect(ways({ optedOut: new Set(['sms']) })).toEqual(['email zoe@example.com']);
    expect(ways({ optedOut: new Set(['sms', 'email']) })).toEqual([]);
  });
  it('prefers what is set up, and leaves out what was refused', () => {
    expect(ways({ usable: new Set(['email'] as const) })[0]).toBe('email zoe@example.com');
    expect(ways({ refused: [{ channel: 'sms', shown: '138****5678', position: 1 }] })).toEqual([
      'email zoe@example.com',
    ]);
  });
  it('takes mobile numbers and addresses only as they are sent', () => {
    expect(mobileNumber('+86 138-1234-5678')).toBe('13812345678');
    expect(mobileNumber('１３８１２３４５６７８')).toBe('13812345678');
    expect(mobileNumber('+44 7700 900123')).toBe('+447700900123');
    expect(mobileNumber('010-88886666')).toBeUndefined();
    for (const bad of ['a@b, c@d', 'Zoe <z@e.com>', 'a@b\r\nBcc: x@y', 'a', '@b', 'a@-'])
      expect(emailAddress(bad)).toBeUndefined();
  });
});

describe('the progress of a notice', () => {
  const at = new Date('2026-03-02T02:00:00Z');
  const line = (kind: Attempt['kind'], more: Partial<Attempt> = {}): Attempt => ({
    ...{ kind, at, channel: 'sms', shown: '138****5678', position: 0, code: null },
    ...more,
  });
  it('follows from its log, one line at a time', () => {
    const kinds = fc.array(fc.constantFrom(...attemptKinds), { maxLength: 20 });
    fc.assert(
      fc.property(kinds, (list) => {
        const log = list.map((kind) => line(kind));
        const stepwise = log.reduce(after, project([]));
        const whole = project(log);
        expect(whole).toEqual(stepwise);
        expect(whole.tries).toBe(list.filter((kind) => kind === 'started').length);
        expect(isOpen(log)).toBe(list.at(-1) === 'started');
      }),
    );
  });
  it.each([
    [['queued', 'started', 'sent'], 'sent'],
    [['queued', 'started'], 'queued'],
    [['queued', 'started', 'deferred', 'started', 'sent', 'returned'], 'queued'],
    [['queued', 'started', 'refused', 'letter'], 'letter'],
    [['letter', 'handed-over'], 'handed-over'],
    [['waiting', 'queued', 'started', 'unreachable'], 'queued'],
    [['queued', 'failed', 'retried'], 'queued'],
  ] as const)('%j is %s', (kinds, status) => {
    expect(project(kinds.map((kind) => line(kind))).status).toBe(status);
  });
});
