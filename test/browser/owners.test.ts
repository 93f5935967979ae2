import type { Browser } from 'playwright-core';
import { launchBrowser, seriousBarriers, takeScreenshot } from '../support/browser.js';
import { Desk, startConsole } from '../support/console.js';
import type { Person, TestService } from '../support/service.js';

let browser: Browser;
let service: TestService;
let desk: Desk | undefined;
let firm: { id: string; customerNumber: string };

const send = async (path: string, body: object) => {
  const as = service.as[path === '/customers' ? 'core' : 'officer'];
  const answer = await as.post(`/api/v1${path}`).send(body);
  expect(answer.status).toBe(201);
  return answer.body as { id: string; customerNumber: string };
};

beforeAll(async () => {
  [browser, service] = await Promise.all([launchBrowser(), startConsole()]);
  firm = await send('/customers', {
    kind: 'organisation',
    branch: '0001',
    name: '云岭茶业有限公司',
    beneficialOwners: [{ name: '申报之人', basis: '持股', share: '30', since: '2024-01-01' }],
  });
  const path = `/customers/${firm.id}/relationships`;
  const owns = (share: string, holder: object, more: object = {}) =>
    send(path, { type: 'owns', share, since: '2024-01-01', source: 'register', holder, ...more });
  const body = (name: string) => ({ kind: 'body', name, bodyType: 'company' });
  await owns('60', body('云岭控股集团有限公司'));
  await owns('40', body('天南投资合伙企业(有限合伙)'));
  const { body: read } = await service.as.officer.get(`/api/v1${path}`);
  const items = (read as { items: { holder: { id: string; name: string } }[] }).items;
  const [holding, fund] = ['云岭控股', '天南投资'].map((name) => ({
    partyId: items.find(({ holder }) => holder.name.startsWith(name))!.holder.id,
  }));
  const owner = { kind: 'person', name: '段正明', documents: [{ type: 'passport', number: 'E90000001' }] };
  await owns('80', owner, { subject: holding });
  await owns('20', { kind: 'person', name: 'Charlotte Fitzgerald-Montgomery' }, { subject: holding });
  await owns('50', owner, { subject: fund });
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

const at = async (person: Person, language: 'zh-CN' | 'en', path: string) => {
  desk = await Desk.open(browser, service.baseUrl, language);
  await desk.signIn(person);
  await desk.visit(path);
  return desk;
};
const ownersOf = (id: string) => `/customers/${id}?tab=owners`;

describe('the owners of a customer', () => {
  it('are shown with the structure, the reasons and what is open, for a teller in Chinese', async () => {
    const { page } = await at('teller', 'zh-CN', ownersOf(firm.id));
    await page.getByText('云岭控股集团有限公司 → 60%').waitFor();
    await page.getByText('识别出 段正明，但客户未申报').waitFor();
    await page.getByText('持股比例合计不足 100%').waitFor();
    expect(await page.getByRole('img', { name: /共 5 个主体/ }).count()).toBe(1);
    const lines = page.getByRole('list', { name: '结构列表' }).getByRole('listitem');
    expect(await lines.count()).toBe(5);
    await page.getByRole('list', { name: '受益所有人' }).scrollIntoViewIfNeeded();
    await lines.last().scrollIntoViewIfNeeded();
    await takeScreenshot(page, 'owners-zh');
    expect(await seriousBarriers(page)).toEqual([]);
    expect(await desk!.overflow()).toBe(0);
  });

  it('change with a relationship that is added and one that ends, and are confirmed', async () => {
    const { page } = await at('officer', 'en', ownersOf(firm.id));
    await page.getByRole('button', { name: 'Add a relationship' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a relationship' });
    await dialog.getByLabel('Name', { exact: true }).fill('Sarah Lindqvist');
    await dialog.getByLabel('Share in per cent').fill('40');
    await takeScreenshot(page, 'owners-add-en');
    expect(await seriousBarriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The shares of 云岭茶业有限公司 come to more than 100%.').waitFor();
    await page.getByRole('button', { name: 'End the relationship with 天南投资合伙企业(有限合伙)' }).click();
    const ending = page.getByRole('dialog', { name: 'End the relationship' });
    await ending.getByLabel('Reason').fill('sold');
    await ending.getByRole('button', { name: 'End', exact: true }).click();
    await page
      .getByRole('list', { name: 'Beneficial owners' })
      .getByText('Sarah Lindqvist', { exact: true })
      .waitFor();
    await page.getByRole('button', { name: 'Confirm the owners' }).click();
    const confirming = page.getByRole('dialog', { name: 'Confirm the owners' });
    await confirming.getByLabel('How it was checked').fill('register extract');
    await confirming.getByLabel('Evidence, one per line').fill('extract of 20 November');
    await confirming.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText(/^Confirmed by .*register extract/).waitFor();
    await desk!.settle();
    await page.getByRole('heading', { name: 'Beneficial owners' }).evaluate((at) => at.scrollIntoView());
    await takeScreenshot(page, 'owners-en');
    expect(await seriousBarriers(page)).toEqual([]);
    await page.getByLabel('On the day').fill('2024-06-01');
    await page.getByLabel('On the day').press('Enter');
    await page.getByRole('row', { name: /^天南投资/ }).waitFor();
    expect(await page.getByRole('row', { name: /Sarah Lindqvist owns/ }).count()).toBe(0);
  });

  it('say what to do where nothing is recorded, and of a person what it owns', async () => {
    const bare = await send('/customers', { kind: 'organisation', branch: '0001', name: '空白有限公司' });
    const { page } = await at('officer', 'en', ownersOf(bare.id));
    await page.getByText('No structure recorded').waitFor();
    await page.getByText('No relationships recorded').waitFor();
    await takeScreenshot(page, 'owners-empty-en');
    expect(await seriousBarriers(page)).toEqual([]);
    const person = await send('/customers', { kind: 'individual', branch: '0001', name: '木婉清' });
    await send(`/customers/${bare.id}/relationships`, {
      ...{ type: 'owns', share: '100', since: '2024-01-01', source: 'document' },
      holder: { customerNumber: person.customerNumber },
    });
    await desk!.visit(ownersOf(person.id));
    await page.getByRole('table', { name: 'Entities this person owns' }).getByText('空白有限公司').waitFor();
    expect(await seriousBarriers(page)).toEqual([]);
  });
});

describe('a register that names other owners', () => {
  it('is compared from the customer’s page, and what differs is followed up', async () => {
    const { page } = await at('officer', 'zh-CN', ownersOf(firm.id));
    await page.getByRole('button', { name: '与登记信息比对' }).click();
    await page.getByRole('dialog').getByLabel('名称', { exact: true }).fill('赵登记');
    await page.getByRole('dialog').getByLabel('比例（%）').fill('60');
    expect(await seriousBarriers(page)).toEqual([]);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^比\s?对$/ })
      .click();
    await page
      .getByRole('dialog')
      .getByRole('row', { name: /赵登记/ })
      .waitFor();
    await page.getByRole('link', { name: '查看差异及期限' }).click();
    await page.getByRole('heading', { level: 1, name: '云岭茶业有限公司' }).waitFor();
    await page.getByRole('button', { name: '登记处理情况' }).click();
    await page.getByRole('textbox', { name: '处理情况' }).fill('已提请客户更正登记。');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^保\s?存$/ })
      .click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('已提请客户更正登记。').waitFor();
    await desk!.settle();
    expect(await seriousBarriers(page)).toEqual([]);
    expect(await desk!.overflow()).toBe(0);
    await takeScreenshot(page, 'discrepancy-zh');
  });

  it('is in a list by its period for compliance, and unknown to a branch', async () => {
    let { page } = await at('auditor', 'en', '/register-discrepancies');
    await page.getByRole('row', { name: /云岭茶业有限公司.*working days left/ }).waitFor();
    expect(await seriousBarriers(page)).toEqual([]);
    await desk!.close();
    ({ page } = await at('teller', 'en', '/register-discrepancies'));
    expect(await page.locator('main').innerText()).not.toMatch(/云岭|register/i);
  });
});
