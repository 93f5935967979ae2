import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { loadDemo } from '../../src/demo/load.js';
import { serveConsole } from '../../src/platform/index.js';
import { newContext } from './browser.js';
import { createTestDatabase, sharedDatabase, type TestDatabase } from './database.js';
import { startTestService, TEST_PASSWORD, type Person, type TestService } from './service.js';

/** A Sunday: the demo bank ends with the Saturday before. */
export const NOW = new Date('2026-11-22T02:00:00.000Z');

/** The built console, served by a whole service with a small demo bank behind it. */
export async function startConsole(): Promise<TestService> {
  const database = await createTestDatabase(await sharedDatabase('demo', loadSmallDemo));
  const service = await startTestService({ now: NOW, database, extend: (app) => serveConsole(app) });
  const close = async () => {
    await service.close();
    await database.drop();
  };
  return { ...service, close };
}

async function loadSmallDemo(database: TestDatabase): Promise<void> {
  const { container, access, close } = await startTestService({ now: NOW, database });
  const size = { customers: 220, transactions: 3_000, seed: 7, days: 30 };
  try {
    await loadDemo({ ...container, branches: access.branches }, size);
  } finally {
    await close();
  }
}

/** Until an answer is whole, or is known never to come. */
const finished = async (request: Request): Promise<void> => {
  await request
    .response()
    .then((response) => response?.finished())
    .catch(() => null);
};

/** Desks nobody sits at, by language and width. */
const idle = new WeakMap<Browser, Map<string, BrowserContext[]>>();

/** A desk: one person's browser, and whatever its console complained about. */
export class Desk {
  readonly complaints: string[] = [];
  private readonly inFlight = new Set<Request>();

  private constructor(
    private readonly baseUrl: string,
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly free: BrowserContext[],
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
    page.on('request', (request) => this.inFlight.add(request));
    page.on('requestfinished', (request) => this.inFlight.delete(request));
    page.on('requestfailed', (request) => this.inFlight.delete(request));
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  static async open(
    browser: Browser,
    baseUrl: string,
    language: 'zh-CN' | 'en',
    width = 1280,
  ): Promise<Desk> {
    const places = idle.get(browser) ?? new Map<string, BrowserContext[]>();
    idle.set(browser, places);
    const free = places.get(`${language} ${width}`) ?? [];
    places.set(`${language} ${width}`, free);
    const context = free.pop() ?? (await newContext(browser, language, { viewport: { width, height: 900 } }));
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    // The page's "today" is that of the service.
    await page.clock.setFixedTime(NOW);
    return new Desk(baseUrl, context, page, free);
  }

  /** Leaves the desk as a fresh one, but for the code of the console, which the next need not load again. */
  async close(): Promise<void> {
    await this.page.evaluate(() => (localStorage.clear(), sessionStorage.clear())).catch(() => undefined);
    for (const page of this.context.pages()) await page.close();
    await this.context.clearCookies();
    this.free.push(this.context);
  }

  /** Has the session a person would have; the form has tests of its own. Then go somewhere. */
  async signIn(person: Person): Promise<void> {
    const answer = await this.context.request.post(`${this.baseUrl}/api/v1/sessions`, {
      data: { username: person, password: TEST_PASSWORD },
    });
    if (!answer.ok()) throw new Error(`${person} could not sign in: ${answer.status()}`);
    // The console asks for a session where somebody has signed in before.
    await this.page.goto(`${this.baseUrl}/healthz`);
    await this.page.evaluate(() => localStorage.setItem('mingjian.signed-in', '1'));
  }

  /** Goes to a page as a link would, without loading the console anew, and waits until all of it is there. */
  async visit(path: string): Promise<void> {
    const inConsole = await this.page.evaluate(() => document.querySelector('h1') !== null);
    if (inConsole) {
      await this.page.evaluate((to) => {
        history.pushState(null, '', to);
        dispatchEvent(new PopStateEvent('popstate', { state: null }));
      }, path);
    } else await this.page.goto(this.baseUrl + path);
    await this.settle();
  }

  /** Waits until nothing is asked for any more and what came is drawn. */
  async settle(): Promise<void> {
    const drawn = () =>
      this.page.evaluate(
        () =>
          new Promise<boolean>((done) =>
            requestAnimationFrame(() =>
              requestAnimationFrame(() =>
                done(
                  document.querySelector('h1') !== null &&
                    document.querySelector('.ant-skeleton, .ant-spin-spinning, [aria-busy="true"]') === null,
                ),
              ),
            ),
          ),
      );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      const open = () => [...this.inFlight].map((request) => request.url()).join(', ');
      timer = setTimeout(() => reject(new Error(`not settled after 20 s; open: ${open()}`)), 20_000);
    });
    try {
      for (;;) {
        const [request] = this.inFlight;
        if (request) await Promise.race([finished(request), late]);
        else if ((await Promise.race([drawn(), late])) && this.inFlight.size === 0) return;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  heading(): Promise<string> {
    return this.page.locator('h1').innerText();
  }

  /** By how many pixels the page is wider than its window. */
  overflow(): Promise<number> {
    return this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  }
}
