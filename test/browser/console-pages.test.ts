import { readdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { launchBrowser, seriousBarriers, takeScreenshot } from '../support/browser.js';
import { Desk, startConsole } from '../support/console.js';
import type { Person, TestService } from '../support/service.js';

let browser: Browser;
let service: TestService;
/** Addresses of one record each, by what it is. */
const record: Record<string, string> = {};

beforeAll(async () => {
  [browser, service] = await Promise.all([launchBrowser(), startConsole()]);
  await findRecords();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

async function findRecords(): Promise<void> {
  const { officer } = service.as;
  const [alert] = (await officer.get('/api/v1/alerts').query({ kind: 'large-value', order: 'newest' })).body
    .items;
  const [movement] = (
    await officer.get('/api/v1/transactions').query({ customerNumber: alert.customerNumber })
  ).body.items;
  const report = await officer
    .post('/api/v1/reports')
    .send({ kind: 'large-value', businessDate: alert.asOf });
  expect(report.status).toBe(201);
  const file = 'source,reference,customerNumber,bookedAt,direction,amount,currency,method,channel\n';
  const line = (reference: string, customer: string) =>
    `csv,${reference},${customer},2026-11-19T10:00:00+08:00,in,1200.00,CNY,cash,counter\n`;
  const sent = await officer
    .post('/api/v1/transaction-imports')
    .set('Content-Type', 'text/csv')
    .send(file + line('A', alert.customerNumber) + line('B', 'nobody'));
  expect(sent.status).toBe(202);
  await service.scheduler.drain('import-transactions');
  const notice = await officer.post('/api/v1/notices').send({
    customerNumber: alert.customerNumber,
    template: 'information-request',
    variables: { bring: ['source-of-funds'], by: '2026-12-31' },
  });
  expect(notice.status).toBe(201);
  record['notice'] = `/notices/${notice.body.id}`;
  record['contacts'] = `/customers/${alert.customerId}?tab=contacts`;
  record['alert'] = `/alerts/${alert.id}`;
  record['customer'] = `/customers/${alert.customerId}`;
  record['transaction'] = `/transactions/${movement.id}`;
  record['risk'] = `/customers/${alert.customerId}?tab=risk`;
  record['report'] = `/reports/${report.body.id}`;
  record['import'] = `/imports/transaction/${sent.body.id}`;
}

/** The key of a text, as it shows where the text is missing. */
const keys = new RegExp(
  `\\b(rates|${readdirSync(new URL('../../src/console/i18n/en', import.meta.url))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace('.json', '').replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()))
    .join('|')})\\.[a-z]\\w+`,
);

const pages: [person: Person, paths: string[]][] = [
  [
    'officer',
    [
      '/',
      '/alerts',
      'alert',
      '/customers',
      '/customers/duplicates',
      'customer',
      '/tasks',
      '/campaigns',
      '/objections',
      '/register-discrepancies',
      'risk',
      '/risk',
      '/risk/models/cn-individual/1',
      '/transactions',
      'transaction',
      '/imports',
      '/imports?kind=customer',
      'import',
      '/imports/new?kind=transaction',
      '/exchange-rates',
      '/reports',
      '/reports?create=2026-11-20',
      'report',
      '/notices',
      'notice',
      'contacts',
      '/notice-templates',
      '/rules',
      '/rules/cn-large-value-0501',
    ],
  ],
  [
    'teller',
    ['/', '/customers', '/customers/new', '/occasional-check', '/notices', '/settings', '/alerts', '/users'],
  ],
  ['admin', ['/', '/users', '/branches', '/api-keys']],
  ['auditor', ['/audit']],
];

describe.each(['zh-CN', 'en'] as const)('every page in %s', (language) => {
  it.each(pages)(
    'shows %s what it is, to everybody who uses it and in its window',
    async (person, paths) => {
      const desk = await Desk.open(browser, service.baseUrl, language);
      await desk.signIn(person);
      const faults: string[] = [];
      for (const name of paths) {
        const path = record[name] ?? name;
        await desk.visit(path);
        const title = await desk.page.title();
        const heading = await desk.heading();
        if (!heading || !title.startsWith(heading))
          faults.push(`${name}: heading "${heading}", tab "${title}"`);
        const overflow = await desk.overflow();
        if (overflow > 0) faults.push(`${name}: ${overflow} px wider than the window`);
        // The elements are those of both languages; to look once halves the longest of these tests.
        if (language === 'zh-CN')
          faults.push(
            ...(await seriousBarriers(desk.page, name === '/')).map((barrier) => `${name}: ${barrier}`),
          );
        faults.push(...desk.complaints.splice(0).map((complaint) => `${name}: ${complaint}`));
        // No key of a text may show through.
        const body = await desk.page.locator('body').innerText();
        const raw = keys.exec(body);
        if (raw && name !== '/audit') faults.push(`${name}: no text for ${raw[0]}`);
        await takeScreenshot(desk.page, `console-${language}-${person}${name.replace(/\W+/g, '-')}`);
      }
      expect(faults).toEqual([]);
      await desk.close();
    },
    120_000,
  );
});

it.each(['zh-CN', 'en'] as const)('shows everybody how to sign in, in %s', async (language) => {
  const desk = await Desk.open(browser, service.baseUrl, language, 1024);
  await desk.visit('/sign-in');
  expect(await seriousBarriers(desk.page)).toEqual([]);
  expect([await desk.overflow(), desk.complaints]).toEqual([0, []]);
  await desk.close();
});

describe('a narrow window', () => {
  it.each([1024, 768])('of %i pixels needs no scrolling sideways', async (width) => {
    const desk = await Desk.open(browser, service.baseUrl, 'en', width);
    await desk.signIn('officer');
    const wide: string[] = [];
    for (const name of ['/', '/alerts', 'alert', '/transactions', 'report']) {
      await desk.visit(record[name] ?? name);
      if ((await desk.overflow()) > 0) wide.push(name);
    }
    expect(wide).toEqual([]);
    await desk.close();
  });
});
