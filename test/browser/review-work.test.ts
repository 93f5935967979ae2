import type { Browser, Page } from 'playwright-core';
import { launchBrowser, seriousBarriers, takeScreenshot } from '../support/browser.js';
import { Desk, startConsole } from '../support/console.js';
import type { Person, TestService } from '../support/service.js';

let browser: Browser;
let service: TestService;
let desk: Desk | undefined;
let customer: { id: string; name: string };

beforeAll(async () => {
  [browser, service] = await Promise.all([launchBrowser(), startConsole()]);
  const [{ branch }] = (await service.db.query<{ branch: string }>(
    "SELECT branch FROM user_view WHERE username = 'teller'",
  )) as [{ branch: string }];
  const { body } = await service.as.core
    .post('/api/v1/customers')
    .send({ kind: 'individual', branch, name: '程砚秋', customerNumber: 'RW-1' })
    .expect(201);
  customer = body as typeof customer;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
});
afterEach(async () => {
  const complaints = desk?.complaints ?? [];
  await desk?.context.close();
  desk = undefined;
  expect(complaints).toEqual([]);
});

async function as(person: Person, language: 'zh-CN' | 'en', path: string): Promise<Page> {
  desk = await Desk.open(browser, service.baseUrl, language);
  await desk.signIn(person);
  await desk.visit(path);
  return desk.page;
}

const tab = () => `/customers/${customer.id}?tab=tasks`;

/** Opens a list of choices and takes some; Escape would close the dialog with it. */
async function choose(page: Page, label: string, ...options: (string | RegExp)[]): Promise<void> {
  const field = page.getByRole('dialog').getByLabel(label, { exact: true });
  await field.click();
  for (const option of options)
    await page.locator('.ant-select-dropdown:visible').getByText(option, { exact: true }).click();
  await page.getByRole('dialog').locator('.ant-modal-title').click();
}

const closed = (page: Page) => page.getByRole('dialog').waitFor({ state: 'hidden' });

describe('limiting services', () => {
  it('is proposed with the branch’s words beside it, and approved by another person', async () => {
    let page = await as('officer', 'en', tab());
    await page.getByRole('button', { name: 'Propose restriction' }).click();
    await choose(page, 'Measures', '2 Daily limit away from the counter', '4 No outgoing transfers');
    await page.getByLabel('Daily limit away from the counter', { exact: true }).fill('800.00');
    await choose(page, 'Reason (compliance only)', 'Risk to be managed');
    await page.getByLabel('Explanation (compliance only)').fill('internal remark');
    const seen = page.locator('.as-seen');
    await seen.getByText('Daily limit away from the counter 800.00, No outgoing transfers').waitFor();
    expect(await seen.innerText()).not.toMatch(/internal|risk/i);
    expect(await seriousBarriers(page)).toEqual([]);
    await takeScreenshot(page, 'restriction-propose-en');
    await page.getByRole('dialog').getByRole('button', { name: 'Propose restriction' }).click();
    await closed(page);
    await desk!.settle();
    await page.getByText('internal remark').waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await desk!.context.close();

    page = await as('manager', 'zh-CN', tab());
    await page.getByRole('button', { name: /^批\s?准$/ }).click();
    await page.getByLabel('说明（仅合规可见）').fill('同意');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^批\s?准$/ })
      .click();
    await closed(page);
    await desk!.settle();
    await page.getByText('服务受限通知').waitFor();
    expect(await seriousBarriers(page)).toEqual([]);
    expect(await desk!.overflow()).toBe(0);
    await takeScreenshot(page, 'restriction-in-force-zh');
  }, 60_000);

  it('shows a teller what is limited and what to bring, and nothing of why', async () => {
    const page = await as('teller', 'zh-CN', tab());
    await page.getByText('暂停对外转账').waitFor();
    const text = await page.locator('main').innerText();
    expect(text).not.toMatch(/internal|风险|同意|提出限制|要求提供资料|通知凭证/);
    expect(await page.getByRole('button', { name: /^解\s?除$/ }).count()).toBe(0);
  });

  it('is lifted with a reason', async () => {
    const page = await as('officer', 'en', tab());
    await page.getByRole('button', { name: 'Lift' }).click();
    await page.getByLabel('Explanation (compliance only)').fill('clarified');
    await page.getByRole('dialog').getByRole('button', { name: 'Lift' }).click();
    await closed(page);
    await page.getByText('Lifted').first().waitFor();
  });
});

describe('asking for information', () => {
  it('is ordered by an officer and becomes a task of the branch without the reason', async () => {
    let page = await as('officer', 'zh-CN', tab());
    await page.getByRole('button', { name: '要求提供资料' }).click();
    await choose(page, '请客户提供', '资金来源说明');
    await page.getByLabel('原因（仅合规可见）').fill('secret cause');
    await page.locator('.as-seen').getByText('资金来源说明').waitFor();
    expect(await seriousBarriers(page)).toEqual([]);
    await takeScreenshot(page, 'information-request-zh');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^下\s?达$/ })
      .click();
    await closed(page);
    await page.getByRole('link', { name: '需收集的信息' }).waitFor();
    await desk!.context.close();

    page = await as('teller', 'en', tab());
    await page.getByRole('link', { name: 'Information to collect' }).click();
    await desk!.settle();
    await page.getByText('Statement of the source of funds').waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/secret/);
  });
});

describe('a campaign', () => {
  it('counts first whom it reaches, shows its progress by branch, and closes with its report', async () => {
    const page = await as('officer', 'en', '/campaigns');
    await page.getByText('No campaign yet').waitFor();
    await page.getByRole('button', { name: 'New campaign' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Occupations 2026');
    await page.getByLabel('Deadline', { exact: true }).fill('2026-12-31');
    await page.getByLabel('Deadline', { exact: true }).press('Enter');
    await choose(page, 'What the customer should bring', 'Occupation');
    await choose(page, 'Kind of customer', 'Individual');
    await page.locator('.as-seen').getByRole('button', { name: 'Count customers' }).click();
    const reached = page.getByText(/The campaign would reach [\d,]+ customers/);
    await reached.waitFor();
    const targets = Number(/reach ([\d,]+)/.exec(await reached.innerText())![1]!.replaceAll(',', ''));
    expect(targets).toBeGreaterThan(10);
    expect(await seriousBarriers(page)).toEqual([]);
    await takeScreenshot(page, 'campaign-new-en', true);
    await page.getByRole('button', { name: 'Begin campaign' }).click();
    await page.getByRole('heading', { level: 1, name: 'Occupations 2026' }).waitFor();
    await service.scheduler.drain('campaigns');
    await page.getByRole('button', { name: 'Close campaign' }).waitFor();
    await desk!.settle();
    expect(
      await page.getByRole('img', { name: `${targets} customers: 0 done, ${targets} open` }).count(),
    ).toBe(1);
    expect(await seriousBarriers(page)).toEqual([]);
    await takeScreenshot(page, 'campaign-en');
    await page.getByRole('button', { name: 'Close campaign' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close campaign' }).click();
    await page.getByRole('heading', { name: 'Closing report' }).waitFor();
    await desk!.visit('/campaigns');
    await page.getByRole('cell', { name: 'Closed' }).waitFor();
  }, 90_000);

  it('does not exist for a teller', async () => {
    const page = await as('teller', 'zh-CN', '/campaigns');
    expect(await page.getByText('专项整改').count()).toBe(0);
  });

  it('is read by an auditor who cannot begin one', async () => {
    const page = await as('auditor', 'zh-CN', '/campaigns');
    await page.getByRole('link', { name: 'Occupations 2026' }).click();
    await page.getByRole('heading', { name: '结项报告' }).waitFor();
    await desk!.settle();
    expect(await seriousBarriers(page)).toEqual([]);
    await takeScreenshot(page, 'campaign-closed-zh');
    await desk!.visit('/campaigns');
    expect(await page.getByRole('button', { name: '新建专项' }).count()).toBe(0);
  });
});
