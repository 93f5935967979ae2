import type { Browser, Page } from 'playwright-core';
import { launchBrowser, newContext, seriousBarriers, takeScreenshot } from '../support/browser.js';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await (await newContext(browser, 'zh-CN')).newPage();
});
afterAll(() => browser.close());

const show = (body: string): Promise<unknown> =>
  page.goto(
    `data:text/html;charset=utf-8,${encodeURIComponent(`<!doctype html><html lang="zh"><title>明鉴</title><main>${body}</main></html>`)}`,
  );

describe('the browser of the tests', () => {
  it('shows Chinese with a font that has it, in every weight', async () => {
    await show(
      '<h1>明鉴 反洗钱</h1><p id="p">大额交易报告：张三丰，人民币 50,000.00 元。Großé Łódź</p><b>粗体文字</b>',
    );
    // Without such a font every character is the same box: same pixels for different characters.
    const pixels = await page.evaluate(() => {
      const draw = (text: string): string => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 40 });
        const context = canvas.getContext('2d')!;
        context.font = '30px sans-serif';
        context.fillText(text, 2, 32);
        return canvas.toDataURL();
      };
      return ['明', '鉴', '额', '龘'].map(draw);
    });
    expect(new Set(pixels).size).toBe(4);
    await takeScreenshot(page, 'browser-chinese');
  });

  it('is a session of a desk in the bank: its language, its zone, nothing from before', async () => {
    await show('');
    const desk = await page.evaluate(() => ({
      language: navigator.language,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }));
    expect(desk).toEqual({ language: 'zh-CN', zone: 'Asia/Shanghai' });
    expect(await page.context().cookies()).toEqual([]);
  });

  it('finds a serious barrier, and none where there is none', async () => {
    await show('<h1>明鉴</h1><label>姓名 <input></label>');
    expect(await seriousBarriers(page)).toEqual([]);
    await show('<h1>明鉴</h1><input>');
    expect(await seriousBarriers(page)).toEqual([expect.stringMatching(/^label: .*\(input\)$/)]);
  });
});
