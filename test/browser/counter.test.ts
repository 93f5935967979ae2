import type { Browser, Page } from 'playwright-core';
import { launchBrowser, seriousBarriers, takeScreenshot } from '../support/browser.js';
import { Desk, NOW, startConsole } from '../support/console.js';
import { pdf, picture } from '../support/scans.js';
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
afterEach(() => leave());

async function leave(): Promise<void> {
  const complaints = desk?.complaints ?? [];
  await desk?.close();
  desk = undefined;
  expect(complaints).toEqual([]);
}

async function at(path: string, person: Person, language: 'zh-CN' | 'en'): Promise<Page> {
  await leave();
  desk = await Desk.open(browser, service.baseUrl, language);
  await desk.signIn(person);
  await desk.visit(path);
  return desk.page;
}

const button = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${[...name].join('\\s?')}$`) });
const file = async (name = 'card.jpg') => ({ name, mimeType: 'image/jpeg', buffer: await picture('jpeg') });
const card = {
  type: 'resident-id',
  name: '欧阳建国',
  number: '11010519491231002X',
  dateOfBirth: '1949-12-31',
  gender: 'female',
};

/** What the reader answers from now on; that it reads rightly is tested where it is. */
const readerSays = (page: Page, status: number, json: unknown) =>
  page.route('**/document-readings', (route) => route.fulfill({ status, json }));

describe('a photo of a document', () => {
  it('fills in nothing before a person confirmed it, and is kept with the document', async () => {
    const page = await at('/customers/new', 'teller', 'zh-CN');
    const number = page.getByLabel('证件号码', { exact: true }).first();
    await readerSays(page, 200, { candidates: [{ ...card, confidence: 'checked', findings: [] }] });
    await page.getByLabel('从照片读取').setInputFiles(await file());
    const dialog = page.getByRole('dialog');
    await dialog.getByText('校验码相符').waitFor();
    await takeScreenshot(page, 'counter-reading-zh');
    expect(await seriousBarriers(page)).toEqual([]);
    expect(await number.inputValue()).toBe('');
    await dialog.getByRole('button', { name: '与证件一致，填入' }).click();
    await page.getByText('号码有效').waitFor();
    expect(await number.inputValue()).toBe(card.number);
    expect(await page.getByLabel('姓名', { exact: true }).first().inputValue()).toBe(card.name);
    await page.locator('.scan img').first().waitFor();

    await page
      .getByLabel('添加影像')
      .first()
      .setInputFiles(await file('back.jpg'));
    await button(page, '移除第 2 张影像').click();
    await page.getByLabel('长期有效').first().check();
    await page.getByLabel('手机号码', { exact: true }).first().fill('13800138010');
    await page.getByLabel('地址', { exact: true }).fill('北京市朝阳区建国路1号');
    await page.getByLabel('职业', { exact: true }).fill('教师');
    await takeScreenshot(page, 'counter-registration-zh');
    expect(await seriousBarriers(page)).toEqual([]);
    await button(page, '登记').click();
    await page.getByText('可以为该客户办理业务').waitFor();
    const found = await service.as.teller.post('/api/v1/customer-searches').send({ query: card.name });
    const customer = await service.as.teller.get(`/api/v1/customers/${found.body.items[0].id}`);
    expect(customer.body.documents[0].images).toHaveLength(1);

    await page.getByRole('link', { name: '查看客户' }).click();
    await page.getByRole('button', { name: '放大查看：居民身份证影像，第 1 张' }).click();
    await page.getByRole('dialog').getByRole('link', { name: '下载' }).waitFor();
    await desk!.settle();
    await takeScreenshot(page, 'counter-document-image-zh');
    expect(await seriousBarriers(page)).toEqual([]);
  });

  it.each([
    ['zh-CN' as const, '从照片读取', '已更正部分字符', '无校验码可供确认', '正在识别其他照片'],
    [
      'en' as const,
      'Read from photo',
      'Some characters were corrected',
      'Not confirmed by a check character',
      'Other photos are being read just now',
    ],
  ])(
    'says in %s how far it can be trusted, and that others wait',
    async (language, open, repaired, unchecked, busy) => {
      const page = await at('/customers/new', 'teller', language);
      const passport = { type: 'passport', number: 'E12345678', findings: [] };
      const candidates = [
        { ...passport, confidence: 'repaired' },
        { ...passport, name: '李四', confidence: 'unchecked' },
      ];
      await readerSays(page, 200, { candidates });
      await page.getByLabel(open).setInputFiles(await file());
      await page.getByText(repaired).waitFor();
      await page.getByText(unchecked).waitFor();
      await takeScreenshot(page, `counter-reading-doubtful-${language}`);
      await readerSays(page, 503, { status: 503, code: 'reader-busy' });
      await page
        .getByRole('dialog')
        .locator('input[type=file]')
        .setInputFiles(await file('again.jpg'));
      await page.getByText(busy).waitFor();
      expect(desk!.complaints.splice(0)).toEqual([expect.stringContaining('503')]);
    },
  );
});

describe('the occasional transaction check', () => {
  it('answers in large words, with why and the article', async () => {
    const page = await at('/occasional-check', 'teller', 'zh-CN');
    await page.getByLabel('金额', { exact: true }).fill('50,000');
    await page.getByLabel('证件号码', { exact: true }).fill(card.number);
    await button(page, '查询').click();
    await page.getByText('需要开展尽职调查', { exact: true }).waitFor();
    await takeScreenshot(page, 'counter-occasional-zh');
    expect(await seriousBarriers(page)).toEqual([]);
    await page.getByLabel('金额', { exact: true }).fill('100');
    await page.getByText('结果显示在这里').waitFor();
    await button(page, '查询').click();
    await page.getByText('不需要开展尽职调查', { exact: true }).waitFor();
  });

  it('finds the fault in a customer number at its field', async () => {
    const page = await at('/occasional-check', 'officer', 'en');
    await page.getByLabel('Amount', { exact: true }).fill('12');
    await page.getByText('Customer number', { exact: true }).click();
    await page.getByLabel('Customer no.', { exact: true }).fill('no such one');
    await button(page, 'Check').click();
    await page.getByText('A customer number has no spaces and no Chinese characters').waitFor();
    await page.getByLabel('Customer no.', { exact: true }).fill('NO-SUCH-ONE');
    await button(page, 'Check').click();
    await page.locator('.form-problem').waitFor();
    expect(desk!.complaints.splice(0)).toEqual([expect.stringContaining('422')]);
    await takeScreenshot(page, 'counter-occasional-en');
  });
});

describe('a customer at the counter', () => {
  const customerWith = async (documents: object[], name: string) => {
    const body = { kind: 'individual', branch: '0001', name, documents };
    const created = await service.as.teller.post('/api/v1/customers').send(body);
    expect(created.status).toBe(201);
    return created.body as { id: string; customerNumber: string };
  };

  it('is verified with the new document that was seen, and the record shows it', async () => {
    const old = { type: 'passport', number: 'E20000001', validUntil: '2026-01-31', issuer: '某局' };
    const { id } = await customerWith([old], '司马相如');
    const page = await at(`/customers/${id}`, 'teller', 'zh-CN');
    await page.getByText('尚未核实').waitFor();
    await button(page, '核实身份').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('证件号码').fill('E20000002');
    await dialog.getByLabel('有效期至').fill('2036-01-31');
    await dialog.getByLabel('有效期至').press('Enter');
    await dialog
      .getByLabel('添加影像')
      .first()
      .setInputFiles(await file());
    await dialog.locator('.scan img').waitFor();
    const scan = { name: 'proof.pdf', mimeType: 'application/pdf', buffer: pdf() };
    await dialog.getByLabel('添加影像').last().setInputFiles(scan);
    await dialog.getByText('PDF', { exact: true }).waitFor();
    await desk!.settle();
    await takeScreenshot(page, 'counter-verify-zh');
    expect(await seriousBarriers(page)).toEqual([]);
    await button(page, '记录核实结果').click();
    await page.getByText('核实结果已记录。').waitFor();
    await page.getByText('核实无误').waitFor();
    await page.getByRole('button', { name: '放大查看：护照影像，第 1 张' }).waitFor();
    // The proof stays, though no document names it.
    await page.getByText('其他影像').waitFor();
    await desk!.settle();
    await takeScreenshot(page, 'counter-verified-zh');
    expect(await seriousBarriers(page)).toEqual([]);
    const { body } = await service.as.officer.get(`/api/v1/customers/${id}`);
    expect(body.documents).toMatchObject([
      { number: 'E20000002', validUntil: '2036-01-31', images: [expect.any(String)] },
    ]);
    expect(body.documents[0]).not.toHaveProperty('issuer');
    const list = await service.as.officer.get(`/api/v1/customers/${id}/verifications`);
    expect(list.body.items).toMatchObject([
      { reason: 'onboarding', method: 'in-person-original', evidence: [expect.any(String)] },
    ]);
  });

  it('is referred to compliance without a trace on any page, and then leaves for good', async () => {
    const { id, customerNumber } = await customerWith(
      [{ type: 'passport', number: 'E20000003', validUntil: '2035-01-01' }],
      'Cornelia Example',
    );
    const page = await at(`/customers/${id}`, 'teller', 'en');
    await desk!.settle();
    const before = await page.locator('main').innerText();
    await button(page, 'More actions').click();
    await page.getByRole('menuitem', { name: 'Report a concern to compliance' }).click();
    await page.getByLabel('What did you notice?').fill('Asked three times below which amount nobody asks.');
    await takeScreenshot(page, 'counter-referral-en');
    expect(await seriousBarriers(page)).toEqual([]);
    await button(page, 'Send').click();
    await page.getByText('Done.', { exact: true }).waitFor();
    await page.clock.setFixedTime(NOW.getTime() + 5_000);
    await page.getByText('Done.', { exact: true }).waitFor({ state: 'detached' });
    await desk!.visit('/customers');
    await desk!.visit(`/customers/${id}`);
    expect(await page.locator('main').innerText()).toBe(before);
    const { body } = await service.as.officer.get('/api/v1/alerts').query({ customerNumber });
    expect(body.items).toHaveLength(1);

    await button(page, 'More actions').click();
    await page.getByRole('menuitem', { name: 'End relationship' }).click();
    await page.getByLabel('Reason').fill('Moved abroad');
    await takeScreenshot(page, 'counter-closure-en');
    expect(await seriousBarriers(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'End relationship' }).click();
    await page.getByText('The relationship has ended.').waitFor();
    await page.getByText('Closed', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Verify identity' }).count()).toBe(0);

    const officers = await at(`/alerts/${body.items[0].id}`, 'officer', 'zh-CN');
    await officers.getByText('Asked three times below which amount nobody asks.').waitFor();
    await takeScreenshot(officers, 'counter-referral-alert-zh');
    expect(await seriousBarriers(officers)).toEqual([]);
  });

  it('offers officers and auditors the record, not the counter', async () => {
    const { id } = await customerWith([], 'Nobody Inparticular');
    for (const person of ['officer', 'auditor'] as const) {
      const page = await at(`/customers/${id}`, person, 'en');
      await page.getByText('Not verified yet').waitFor();
      for (const name of ['Verify identity', 'More actions'])
        expect(await page.getByRole('button', { name }).count()).toBe(0);
    }
  });
});
