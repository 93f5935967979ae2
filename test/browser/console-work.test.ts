import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.js';
import { Desk, startConsole } from '../support/console.js';
import type { Person, TestService } from '../support/service.js';

let browser: Browser;
let service: TestService;
let desk: Desk | undefined;

beforeAll(async () => {
  [browser, service] = await Promise.all([launchBrowser(), startConsole()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
});
afterEach(async () => {
  const complaints = desk?.complaints ?? [];
  await desk?.close();
  desk = undefined;
  expect(complaints).toEqual([]);
});

async function as(person: Person, language: 'zh-CN' | 'en' = 'en'): Promise<{ desk: Desk; page: Page }> {
  const opened = await Desk.open(browser, service.baseUrl, language);
  desk = opened;
  await opened.signIn(person);
  await opened.visit('/');
  return { desk: opened, page: opened.page };
}

/** A refused request is a line in the browser's console; the test that provokes it takes it off. */
const expectRefusal = (status: number) =>
  expect(desk?.complaints.splice(0)).toEqual([expect.stringContaining(String(status))]);

describe('signing in', () => {
  it('says kindly that the password is wrong, and returns to the page that was asked for', async () => {
    desk = await Desk.open(browser, service.baseUrl, 'zh-CN');
    const { page } = desk;
    await page.goto(`${service.baseUrl}/transactions?currency=USD`);
    await page.fill('#username', 'officer');
    await page.fill('#password', 'not the password');
    await page.click('button[type=submit]');
    await page.getByRole('alert').getByText('用户名或密码不对').waitFor();
    expectRefusal(401);
    await page.fill('#password', 'correct horse battery staple');
    await page.click('button[type=submit]');
    await page.getByRole('heading', { level: 1, name: '交易' }).waitFor();
    expect(new URL(page.url()).search).toBe('?currency=USD');
  });

  it('ends with signing out, for this tab and for Back', async () => {
    const { page } = await as('officer');
    await page.getByRole('link', { name: 'Rules', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Rules' }).waitFor();
    await page.getByRole('button', { name: /Compliance officer/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByLabel('User name').waitFor();
    await page.evaluate(() => history.back());
    await page.waitForURL('**/rules');
    await page.getByLabel('User name').waitFor();
    expect(await page.getByRole('heading', { name: 'Rules' }).count()).toBe(0);
    expect(await page.context().cookies()).toEqual([]);
  });

  it('keeps the language a person chose', async () => {
    const { page } = await as('officer', 'zh-CN');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('link', { name: 'Alerts', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: 'Alerts', exact: true }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('en');
  });
});

describe('what a role sees', () => {
  const sections: [Person, string[]][] = [
    ['teller', ['Home', 'Customers', 'Review tasks', 'Occasional check', 'Notices']],
    [
      'officer',
      [
        'Home',
        'Alerts',
        'Customers',
        'Review tasks',
        'Campaigns',
        'Occasional check',
        'Transactions',
        'Objections',
        'Notices',
        'Risk',
        'Register discrepancies',
        'Reports',
        'Imports',
        'Exchange rates',
        'Rules',
      ],
    ],
    ['admin', ['Home', 'Imports', 'Users', 'Branches', 'API keys']],
  ];
  it.each(sections)('%s is offered these sections and no other', async (person, expected) => {
    const { page } = await as(person);
    const links = await page
      .getByRole('navigation', { name: 'Main navigation' })
      .getByRole('link')
      .allInnerTexts();
    expect(links.map((text) => text.trim())).toEqual(expected);
  });

  it('shows a teller no trace of alerts, and asks the service for none', async () => {
    const { desk, page } = await as('teller');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    for (const path of ['/', '/customers', '/alerts', '/rules', '/reports']) await desk.visit(path);
    expect(await desk.heading()).toBe('There is no such page');
    await desk.visit('/customers');
    await page.locator('[data-row-link]').first().click();
    await desk.settle();
    expect(await page.locator('main').innerText()).not.toMatch(/alert|risk|report/i);
    expect(asked.filter((path) => /api\/v1\/(alerts|reports|rules)/.test(path))).toEqual([]);
  });
});

describe('working with alerts', () => {
  it('filters on the server, opens one by keyboard, and takes it', async () => {
    const { desk, page } = await as('officer');
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.waitForURL('**/alerts');
    await desk.settle();
    await page.goto(`${service.baseUrl}/alerts?ruleId=cn-large-value-0501&status=standing`);
    await desk.settle();
    const rules = await page.locator('[data-row-link]').allInnerTexts();
    expect(rules.length).toBeGreaterThan(0);
    expect(new Set(rules)).toEqual(new Set(['0501 Cash']));
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/alerts\/[^?]+$/);
    await page.getByText(/the reporting limit is reached/).waitFor();
    await page.getByRole('button', { name: 'Assign to me' }).click();
    await page.getByRole('button', { name: 'Give back' }).waitFor();
    const id = page.url().split('/').at(-1);
    const alert = await service.as.officer.get(`/api/v1/alerts/${id}`);
    expect([alert.body.assignee, alert.body.status]).toEqual(['officer', 'in-review']);
  });

  it('exports what is filtered as CSV', async () => {
    const { desk, page } = await as('officer');
    await desk.visit('/alerts?ruleId=cn-large-value-0501');
    const shown = await page.locator('[data-row-link]').count();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const lines = Buffer.concat(chunks).toString('utf8').trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFid,Kind,Rule,/);
    expect(lines).toHaveLength(shown + 1);
  });
});

describe('customers', () => {
  it('are found while one types, by name and by pinyin', async () => {
    const { page } = await as('officer');
    const [customer] = (await service.as.officer.get('/api/v1/customers').query({ limit: 1 })).body.items;
    await page.keyboard.press('/');
    await page.keyboard.type(customer.customerNumber);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/customers/${customer.id}`);
    await page.getByRole('heading', { level: 1, name: customer.name }).waitFor();
  });
});

describe('importing transactions', () => {
  it('goes from a file to counts and rejected lines', async () => {
    const { desk, page } = await as('officer');
    const [customer] = (await service.as.officer.get('/api/v1/customers').query({ limit: 1 })).body.items;
    await desk.visit('/imports/new?kind=transaction');
    const header = 'source,reference,customerNumber,bookedAt,direction,amount,currency,method,channel';
    const line = (reference: string, amount: string) =>
      `branch,${reference},${customer.customerNumber},2026-11-19T10:00:00+08:00,in,${amount},CNY,cash,counter`;
    await page.setInputFiles('input[type=file]', {
      name: 'day.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from([header, line('1', '100.00'), line('2', '-5'), ''].join('\n')),
    });
    await page.getByRole('checkbox').uncheck();
    await page.getByRole('button', { name: 'Start import' }).click();
    await page.waitForURL('**/imports/transaction/*');
    await service.scheduler.drain('import-transactions');
    await page.getByText('Completed').waitFor();
    const counts = await page.locator('.import-count strong').allInnerTexts();
    expect(counts).toEqual(['2', '1', '0', '1']);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download rejected lines' }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
  });
});

describe('a large-value report', () => {
  it('is made by one, approved by another, and marked as submitted', async () => {
    const officer = await as('officer');
    const home = await service.as.officer.get('/api/v1/home');
    const day = home.body.reports.unreported[0].businessDate as string;
    await officer.desk.visit(`/reports?create=${day}`);
    await officer.page.getByRole('dialog').getByRole('button', { name: 'Make report' }).click();
    await officer.page.waitForURL(/\/reports\/[^?]+$/);
    await officer.page.getByText('Print (PDF)').first().waitFor();
    const path = new URL(officer.page.url()).pathname;
    expect(await officer.page.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
    await officer.page
      .getByLabel('You made this report; another compliance manager has to approve it.')
      .waitFor();
    await officer.desk.close();

    const manager = await as('manager');
    await manager.desk.visit(path);
    await manager.page.getByRole('button', { name: 'Approve' }).click();
    await manager.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await manager.page.getByRole('button', { name: 'Mark as submitted' }).click();
    await manager.page.getByRole('dialog').getByRole('button', { name: 'Mark as submitted' }).click();
    await manager.page.locator('h1 + .tag', { hasText: 'Submitted' }).waitFor();
    const report = await service.as.officer.get(`/api/v1${path}`);
    expect([report.body.maker, report.body.approver, report.body.status]).toEqual([
      'officer',
      'manager',
      'submitted',
    ]);
  });
});

describe('administration', () => {
  it('shows a new API key once', async () => {
    const { desk, page } = await as('admin');
    await desk.visit('/api-keys');
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('end of day');
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    const key = await page.locator('.key-once code').innerText();
    expect(key.length).toBeGreaterThan(20);
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByText('end of day').waitFor();
    expect(await page.content()).not.toContain(key);
  });

  it('tells an auditor that the chain holds', async () => {
    const { desk, page } = await as('auditor');
    await service.scheduler.drain('audit-seal');
    await desk.visit('/audit');
    await page.getByText(/The chain holds: .* verified/).waitFor();
  });
});

describe('when the service cannot be reached', () => {
  it('says so and recovers', async () => {
    const { page, desk: open } = await as('officer');
    await page.route('**/api/v1/alerts**', (route) => route.abort());
    await page.getByRole('link', { name: 'Alerts', exact: true }).click();
    await page.getByText('The service cannot be reached').waitFor();
    await page.unroute('**/api/v1/alerts**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('[data-row-link]').first().waitFor();
    open.complaints.length = 0;
  });
});
