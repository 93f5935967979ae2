import type { Browser, Page } from 'playwright-core';
import { launchBrowser, seriousBarriers, takeScreenshot } from '../support/browser.js';
import { Desk, startConsole } from '../support/console.js';
import type { TestService } from '../support/service.js';

/*
 * A person waits at the counter. Work is counted as the keystroke-level model does (Card, Moran, Newell 1980): so
 * much for a key, a click and a thought of a practised typist; a Han character is typed in about three keys.
 */
const SECONDS = { key: 0.28, click: 1.1, think: 1.35 };

let browser: Browser;
let service: TestService;
let desk: Desk | undefined;

beforeAll(async () => {
  [browser, service] = await Promise.all([launchBrowser(), startConsole()]);
  const list = 'entityId,kind,name,aliases,dateOfBirth,documentNumbers\nE1,individual,司徒远山,,,';
  await service.as.officer
    .post('/api/v1/watchlists/internal/imports')
    .set('content-type', 'text/csv')
    .send(list)
    .expect(202);
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

/** antd sets a space between the two characters of a short label. */
const spaced = (name: string): RegExp => new RegExp(`^${[...name].join('\\s?')}$`);

/** A teller in front of an empty form, with a meter of the work. */
class Counter {
  seconds = 0;
  private constructor(
    readonly desk: Desk,
    readonly page: Page,
  ) {}

  static async open(language: 'zh-CN' | 'en' = 'zh-CN'): Promise<Counter> {
    desk = await Desk.open(browser, service.baseUrl, language);
    await desk.signIn('teller');
    await desk.visit('/customers/new');
    return new Counter(desk, desk.page);
  }

  async type(label: string, text: string): Promise<void> {
    const keys = [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 3 : 1), 0);
    this.seconds += SECONDS.think + (keys + 1) * SECONDS.key;
    const field = this.page.getByLabel(label, { exact: true }).first();
    await field.fill(text);
    if (!/日期|有效期/.test(label)) return;
    await field.press('Enter');
    await field.press('Tab');
    await this.page.locator(`input[value="${text}"]`).first().waitFor();
  }

  async click(name: string): Promise<void> {
    this.seconds += SECONDS.think + SECONDS.click;
    await this.page.getByRole('button', { name: spaced(name) }).click();
  }

  async tick(label: string): Promise<void> {
    this.seconds += SECONDS.click;
    await this.page.getByLabel(label).first().check();
  }

  /** Everything but the document and the name. */
  async rest(mobile: string, validUntil?: string): Promise<void> {
    if (validUntil === undefined) await this.tick('长期有效');
    else await this.type('有效期至', validUntil);
    await this.type('手机号码', mobile);
    await this.type('地址', '北京市朝阳区建国路1号');
    await this.type('职业', '教师');
  }

  text = (text: string | RegExp) => this.page.getByText(text).first().waitFor();
}

const customersNamed = async (name: string) =>
  (await service.as.officer.post('/api/v1/customer-searches').send({ query: name })).body.items as {
    id: string;
    status: string;
  }[];

describe('at the counter', () => {
  it('a customer is active in less than a minute of work, and the number fills in what it says', async () => {
    const counter = await Counter.open();
    await counter.type('证件号码', '11010519491231002X');
    await counter.text('号码有效');
    await counter.page.locator('input[value="1949-12-31"]').waitFor();
    await counter.type('姓名', '欧阳明月');
    await counter.rest('13800138000');
    await takeScreenshot(counter.page, 'registration-zh');
    expect(await seriousBarriers(counter.page)).toEqual([]);
    await counter.click('登记');
    await counter.text('可以为该客户办理业务');
    expect(counter.seconds).toBeLessThan(60);
    expect(await customersNamed('欧阳明月')).toMatchObject([{ status: 'active' }]);
  });

  it('a wrong digit is told while typing, and the right number is one click away', async () => {
    const counter = await Counter.open();
    await counter.type('证件号码', '110101200002290081');
    await counter.text(/校验/);
    await takeScreenshot(counter.page, 'registration-wrong-digit-zh');
    await counter.page.getByRole('button', { name: '110101200002290018' }).click();
    await counter.text('号码有效');
    await counter.type('姓名', '闰年生');
    await counter.rest('13800138001', '2035-06-30');
    await counter.click('登记');
    await counter.text('可以为该客户办理业务');
    expect(counter.seconds).toBeLessThan(60);
  });

  it('an expired document leaves the customer pending, and a new one completes it in the same form', async () => {
    const counter = await Counter.open();
    await counter.type('证件号码', '110101200002290026');
    await counter.type('姓名', '过期证');
    await counter.type('有效期至', '2020-01-01');
    await counter.type('手机号码', '13800138002');
    await counter.type('地址', '北京市海淀区中关村1号');
    await counter.type('职业', '教师');
    await counter.click('登记');
    await counter.text(/已于.*到期/);
    await takeScreenshot(counter.page, 'registration-expired-zh');
    await counter.type('有效期至', '2036-01-01');
    await counter.click('保存');
    await counter.text('可以为该客户办理业务');
    expect(counter.seconds).toBeLessThan(60);
  });

  it('a listed name waits for head office, and nothing says why', async () => {
    const counter = await Counter.open();
    await counter.type('证件号码', '440524188001010014');
    await counter.type('姓名', '司徒远山');
    await counter.rest('13800138003');
    await counter.click('登记');
    await counter.text('总行正在核对身份信息');
    const shown = await counter.page.locator('body').innerText();
    expect(shown).not.toMatch(/名单|命中|预警|可疑|screening|alert/i);
    await takeScreenshot(counter.page, 'registration-listed-zh');
    expect(counter.seconds).toBeLessThan(60);
  });

  it('someone who is a customer already is found while typing', async () => {
    const { body } = await service.as.teller.get('/api/v1/customers').query({ limit: 200 });
    const known = body.items.find(
      ({ kind, documents }: { kind: string; documents?: { type: string }[] }) =>
        kind === 'individual' && documents?.[0]?.type === 'resident-id',
    );
    const counter = await Counter.open('en');
    await counter.type('Number', known.documents[0].number);
    await counter.page.getByText('May be registered already').waitFor();
    await counter.page.getByRole('link', { name: new RegExp(known.customerNumber) }).waitFor();
    await takeScreenshot(counter.page, 'registration-duplicate-en');
    expect(await seriousBarriers(counter.page)).toEqual([]);
  });

  it('a refusal is shown at its field, and nothing typed is lost', async () => {
    const counter = await Counter.open('en');
    await counter.click('Register');
    await counter.page.getByText('Please fill this in').first().waitFor();
    await counter.type('Name', '欧阳明日');
    await counter.type('Customer no.', 'T 1');
    await counter.click('Register');
    const fault = counter.page.locator('.ant-form-item-has-error', {
      has: counter.page.getByLabel('Customer no.'),
    });
    await fault.waitFor();
    expect(counter.desk.complaints.splice(0)).toEqual([expect.stringContaining('422')]);
    await expect(counter.page.getByLabel('Name', { exact: true }).inputValue()).resolves.toBe('欧阳明日');
  });

  it('a firm brings its representative and its owners', async () => {
    const counter = await Counter.open();
    await counter.page.getByText('单位', { exact: true }).click();
    await takeScreenshot(counter.page, 'registration-firm-zh');
    await counter.page.getByRole('button', { name: '添加受益所有人' }).click();
    await counter.text('受益所有人 1');
    await takeScreenshot(counter.page, 'registration-firm-owner-zh');
    expect(await seriousBarriers(counter.page)).toEqual([]);
  });
});
