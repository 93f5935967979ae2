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
  await desk?.close();
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
    await desk!.close();

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

  it('is lifted with a reason, by another person than who proposed that', async () => {
    let page = await as('officer', 'en', tab());
    await page.getByRole('button', { name: 'Propose lifting' }).click();
    await page.getByLabel('Explanation (compliance only)').fill('clarified');
    await page.getByRole('dialog').getByRole('button', { name: 'Propose lifting' }).click();
    await closed(page);
    await page.getByText('another person lifts it').first().waitFor();
    expect(await page.getByRole('button', { name: 'Lift', exact: true }).isDisabled()).toBe(true);
    await desk!.close();

    page = await as('manager', 'en', tab());
    await page.getByRole('button', { name: 'Lift', exact: true }).click();
    await page.getByLabel('Explanation (compliance only)').fill('ok');
    await page.getByRole('dialog').getByRole('button', { name: 'Lift', exact: true }).click();
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
    await desk!.close();

    page = await as('teller', 'en', tab());
    await page.getByRole('link', { name: 'Information to collect' }).click();
    await desk!.settle();
    await page.getByText('Statement of the source of funds').waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/secret/);
  });
});

describe('an objection', () => {
  it('is taken by the branch, answered by an officer, and approved by another person', async () => {
    const objections = `/customers/${customer.id}?tab=objections`;
    let page = await as('teller', 'zh-CN', objections);
    await page.getByRole('button', { name: '登记异议' }).click();
    await page.getByLabel('异议内容').fill('客户认为限额过低。');
    expect(await seriousBarriers(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: '登记异议' }).click();
    await closed(page);
    await page.getByText('客户认为限额过低。').waitFor();
    expect(await page.getByText(/剩余 15 天/).count()).toBe(1);
    await desk!.close();

    page = await as('officer', 'en', '/objections');
    await page.getByRole('button', { name: 'Decide' }).click();
    await choose(page, 'Decision', 'Accepted');
    await page.getByLabel('Reason (compliance only)').fill('internal remark two');
    await page.getByLabel('Answer to the customer').fill('We have looked at it and agree.');
    await page.getByRole('dialog').getByRole('button', { name: 'Submit for approval' }).click();
    await closed(page);
    await page.getByRole('cell', { name: 'Waits for approval' }).waitFor();
    expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    expect(await seriousBarriers(page)).toEqual([]);
    await takeScreenshot(page, 'objections-en');
    await desk!.close();

    page = await as('manager', 'zh-CN', '/objections');
    await page.getByRole('button', { name: /^批\s?准$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('We have looked at it and agree.').waitFor();
    await dialog.getByLabel('备注（仅合规人员可见）').fill('同意');
    await dialog.getByRole('button', { name: /^批\s?准$/ }).click();
    await closed(page);
    await page.getByRole('cell', { name: '已答复' }).waitFor();
    await page.getByRole('link', { name: customer.name }).click();
    await page.getByText('We have looked at it and agree.').waitFor();
    await desk!.settle();
    expect(await seriousBarriers(page)).toEqual([]);
    expect(await desk!.overflow()).toBe(0);
    await takeScreenshot(page, 'objection-answered-zh');
    await desk!.close();

    page = await as('teller', 'en', objections);
    await page.getByText('We have looked at it and agree.').waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/internal|同意|approve/i);
  }, 60_000);
});

describe('a contact with the customer', () => {
  it('is written down in a dialog, also by keyboard alone', async () => {
    const page = await as('teller', 'zh-CN', `/customers/${customer.id}?tab=contacts`);
    await page.getByRole('button', { name: '记录联系' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('主题').fill('催收资料');
    expect(await seriousBarriers(page)).toEqual([]);
    await takeScreenshot(page, 'contact-dialog-zh');
    await choose(page, '结果', '承诺提供');
    await dialog.getByLabel('内容').fill('下周一来网点。');
    await dialog.getByLabel('主题').press('Enter');
    await closed(page);
    const line = page.getByRole('row', { name: /催收资料/ });
    await line.getByText('下周一来网点。').waitFor();
    await line.getByText('承诺提供').waitFor();
    await desk!.settle();
    expect(await seriousBarriers(page)).toEqual([]);
  });
});

describe('possible duplicates', () => {
  const history = '/customers/merges';
  beforeAll(async () => {
    for (const customerNumber of ['TW-1', 'TW-2', 'TW-3'])
      await service.as.core
        .post('/api/v1/customers')
        .send({
          kind: 'individual',
          branch: '0001',
          name: '万俟秋水',
          customerNumber,
          dateOfBirth: customerNumber === 'TW-3' ? '1990-01-02' : '1988-08-08',
          contacts: [{ type: 'mobile', value: '13912345678', consent: true }],
        })
        .expect(201);
  });

  it('are two customers or one, by an officer with a reason', async () => {
    const page = await as('officer', 'en', '/customers/duplicates');
    const pair = (...numbers: string[]) =>
      numbers.reduce(
        (rows, number) => rows.filter({ has: page.getByRole('link', { name: number, exact: true }) }),
        page.getByRole('row'),
      );
    expect(await seriousBarriers(page)).toEqual([]);
    await takeScreenshot(page, 'duplicates-en');
    await pair('TW-1', 'TW-3').getByRole('button', { name: 'Two customers' }).click();
    await page.getByLabel('Reason').fill('twins');
    await page.getByRole('dialog').getByRole('button', { name: 'Two customers' }).click();
    await closed(page);
    await pair('TW-1', 'TW-3').waitFor({ state: 'detached' });

    await pair('TW-1', 'TW-2').getByRole('button', { name: 'Merge' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/TW-1/).check();
    await dialog.getByLabel('Reason').fill('entered twice');
    await dialog.getByRole('button', { name: 'Merge' }).click();
    await closed(page);
    await pair('TW-1', 'TW-2').waitFor({ state: 'detached' });

    await desk!.visit('/customers/duplicates?status=different');
    await pair('TW-1', 'TW-3').getByText(/twins/).waitFor();
  });

  it('once merged are in the history, where the merge is undone', async () => {
    let page = await as('officer', 'zh-CN', '/customers/number/TW-1');
    await page.getByRole('link', { name: '合并记录' }).click();
    await desk!.settle();
    const merged = page.getByRole('row', { name: /TW-2/ });
    await merged.getByText('entered twice').waitFor();
    expect(new URL(page.url()).search).toBe('?customerNumber=TW-1');
    expect(await seriousBarriers(page)).toEqual([]);
    await takeScreenshot(page, 'merges-zh');
    await merged.getByRole('button', { name: '撤销客户 TW-2 的合并' }).click();
    await page.getByLabel('理由').fill('并非同一人');
    await page.getByRole('dialog').getByRole('button', { name: '撤销合并' }).click();
    await closed(page);
    await merged.getByText(/并非同一人/).waitFor();
    expect(await page.getByRole('button', { name: /撤销客户/ }).count()).toBe(0);
    await desk!.close();

    page = await as('auditor', 'en', history);
    await page.getByRole('row', { name: /TW-2/ }).getByText('Undone').waitFor();
    expect(await page.getByRole('button', { name: /undo/i }).count()).toBe(0);
    expect(await desk!.overflow()).toBe(0);
  });

  it.each(['/customers/duplicates', history])('%s does not exist for a teller', async (path) => {
    const page = await as('teller', 'en', path);
    expect(await page.locator('main').innerText()).not.toMatch(/merge|TW-/i);
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
