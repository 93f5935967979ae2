import type { Browser, Page } from 'playwright-core';
import { launchBrowser, seriousBarriers, takeScreenshot } from '../support/browser.js';
import { Desk, startConsole } from '../support/console.js';
import type { Person, TestService } from '../support/service.js';

let browser: Browser;
let service: TestService;
let desk: Desk | undefined;
let root: { id: string; name: string };
let last: { id: string; name: string };

beforeAll(async () => {
  [browser, service] = await Promise.all([launchBrowser(), startConsole()]);
  [root, last] = await makeStructure();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await service?.close();
});
afterEach(async () => {
  const complaints = desk?.complaints ?? [];
  await desk?.close();
  desk = undefined;
  // A violation of the content security policy is a line in the browser's console.
  expect(complaints).toEqual([]);
});

/** A company, its owner, another company of the owner's, and one that has a telephone in common with that. */
async function makeStructure(): Promise<[typeof root, typeof last]> {
  const company = async (name: string, more: object = {}) => {
    const answer = await service.as.core
      .post('/api/v1/customers')
      .send({ kind: 'organisation', branch: '0001', name, ...more });
    expect(answer.status).toBe(201);
    return { ...(answer.body as { id: string; customerNumber: string }), name };
  };
  const relate = async (id: string, body: object) =>
    expect(
      (
        await service.as.core
          .post(`/api/v1/customers/${id}/relationships`)
          .send({ source: 'register', ...body })
      ).status,
    ).toBe(201);
  const contacts = [{ type: 'phone', value: '021-55667788', consent: true }];
  const [one, two] = [await company('临江贸易有限公司'), await company('远山投资有限公司', { contacts })];
  const three = await company('北岸物流有限公司', { contacts });
  const owner = {
    kind: 'person',
    name: '沈知远',
    documents: [{ type: 'passport', number: 'E77001122' }],
  };
  await relate(one.id, { type: 'owns', share: '62.5', holder: owner });
  await relate(two.id, { type: 'owns', share: '80', holder: owner });
  await relate(one.id, { type: 'director', holder: { kind: 'person', name: '顾清' } });
  const answer = await service.as.core.post('/api/v1/transactions').send({
    transactions: ['2026-09-03', '2026-10-12', '2026-11-05'].map((day, i) => ({
      source: 'browser-test',
      reference: String(i),
      customerNumber: one.customerNumber,
      bookedAt: `${day}T10:00:00+08:00`,
      direction: i === 1 ? 'in' : 'out',
      amount: `${(i + 2) * 1000}.00`,
      currency: 'CNY',
      method: 'transfer',
      channel: 'online',
      counterparty: { customerNumber: three.customerNumber },
    })),
  });
  expect(answer.body.accepted).toBe(3);
  return [one, three];
}

async function open(person: Person, language: 'zh-CN' | 'en', path: string): Promise<Page> {
  desk = await Desk.open(browser, service.baseUrl, language);
  await desk.signIn(person);
  await desk.visit(path);
  return desk.page;
}

const words = {
  en: {
    table: 'Connections',
    owner: 'Ownership',
    one: 'Find a way to',
    when: 'When',
    money: 'Money in and out',
    transactions: 'Transactions',
  },
  'zh-CN': {
    table: '关联明细',
    owner: '持股',
    one: '查找通往以下客户的路径',
    when: '时间',
    money: '资金收付',
    transactions: '交易',
  },
} as const;

describe.each(['zh-CN', 'en'] as const)('the network of a customer in %s', (language) => {
  const w = words[language];

  it('is a graph and a table; a node opens by keyboard, and a way is found', async () => {
    const page = await open('officer', language, `/customers/${root.id}?tab=network`);
    const table = page.getByRole('region', { name: w.table });
    await table.getByRole('button', { name: '沈知远' }).waitFor();
    await page.locator('.network-graph canvas').first().waitFor();
    expect(await table.getByRole('row').count()).toBe(5);
    await takeScreenshot(page, `network-${language}`);
    expect(await seriousBarriers(page)).toEqual([]);

    await table.getByRole('button', { name: '沈知远' }).focus();
    await page.keyboard.press('Enter');
    await table.getByRole('button', { name: '远山投资有限公司' }).waitFor();
    await page.getByRole('heading', { level: 2, name: '沈知远' }).waitFor();

    await page.getByLabel(w.one).fill(last.name);
    await page.getByText(`${last.name} ·`).click();
    await page.getByText(`${root.name} – ${last.name}`).waitFor();
    await desk!.settle();
    await takeScreenshot(page, `network-expanded-${language}`);
    expect(await seriousBarriers(page)).toEqual([]);
    expect(await desk!.overflow()).toBe(0);
  });

  it('has the timeline and the flows beside it', async () => {
    const page = await open('officer', language, `/customers/${root.id}?tab=timeline`);
    await page.getByRole('columnheader', { name: w.when }).waitFor();
    await takeScreenshot(page, `timeline-${language}`);
    expect(await seriousBarriers(page)).toEqual([]);
    // As a person goes there, waiting for what is looked at and not for everything the browser still loads.
    await page.getByRole('tab', { name: w.transactions }).click();
    const flows = page.getByRole('region', { name: w.money });
    await flows.locator('canvas').waitFor();
    await flows.getByRole('img', { name: /2026-11/ }).waitFor();
    await takeScreenshot(page, `flows-${language}`);
    expect(await seriousBarriers(page)).toEqual([]);
  });
});

describe('at a branch', () => {
  it('there is no money, no device and nothing of compliance', async () => {
    const page = await open('teller', 'en', `/customers/${root.id}?tab=network`);
    await page.getByRole('button', { name: '沈知远' }).waitFor();
    const text = await page.locator('main').innerText();
    expect(text).not.toMatch(/money|device|alert|risk|report/i);
    await desk!.visit(`/customers/${root.id}?tab=timeline`);
    await page.getByRole('columnheader', { name: 'When' }).waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/alert|risk|report|merge/i);
    expect(await seriousBarriers(page)).toEqual([]);
  });
});
