import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { unpackChromium } from './chromium.js';

const screenshots = fileURLToPath(new URL('../../dist/screenshots/', import.meta.url));

/** A real headless Chromium. One per test file, in beforeAll; close it in afterAll. */
export async function launchBrowser(): Promise<Browser> {
  const { executable, env } = await unpackChromium();
  // Without its sandbox, which root and most containers cannot have; web security stays on, for we test it.
  const args = ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--disable-lcd-text'];
  return chromium.launch({ executablePath: executable, args, env, headless: true });
}

/**
 * A fresh session (no cookies, no storage) as a bank's desk would have it: its zone, its language, a usual screen.
 * @param language of the console, which follows the browser's until the user chooses
 */
export function newContext(
  browser: Browser,
  language: 'zh-CN' | 'en',
  more: BrowserContextOptions = {},
): Promise<BrowserContext> {
  return browser.newContext({
    locale: language,
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...more,
  });
}

/** With SCREENSHOTS set, keeps a picture in dist/screenshots for people to look at. @returns its path */
export async function takeScreenshot(
  page: Page,
  name: string,
  fullPage = false,
): Promise<string | undefined> {
  if (!process.env['SCREENSHOTS']) return undefined;
  await mkdir(screenshots, { recursive: true });
  const path = join(screenshots, `${name}.png`);
  await page.screenshot({ path, fullPage, animations: 'disabled' });
  return path;
}

/**
 * What stands in the way of people who see, hear or move otherwise: axe's serious and critical findings against
 * WCAG 2.2 AA, each as one line that names rule and elements. Empty when there are none. Of a long table the first
 * rows are looked at: the others are more of the same, and cost most of the time.
 * @param frame whether to look at the frame too, the menu and the bar above, which all pages of a role share
 */
export async function seriousBarriers(page: Page, frame = false): Promise<string[]> {
  const look = new AxeBuilder({ page });
  if (!frame) look.exclude('aside').exclude('header');
  const { violations } = await look
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .options({ resultTypes: ['violations'] })
    // Our pages have no frames of other origins; without this each look opens one more page.
    .setLegacyMode(true)
    .exclude('tbody tr:nth-child(n + 7)')
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join('; ')})`,
    );
}
