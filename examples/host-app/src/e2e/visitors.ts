import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Somebody at the page. */
export interface Visit {
  readonly page: Page;
  /** Goes to a panel by its link, as people do. */
  readonly goTo: (panel: string) => Promise<void>;
  /** Ends the visit; fails for what the browser complained of. */
  readonly leave: () => Promise<void>;
}

/** How somebody sees the page. */
export interface Look {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

const height = 860;

/** Opens the page in a browser that nobody has used yet, and notes every complaint and every request to somebody else. */
export async function visit(
  browser: Browser,
  url: string,
  { width = 1280, scheme = 'light' }: Look = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'America/New_York',
  });
  const page = await context.newPage();
  // What comes too late hangs: a busy machine is no fault.
  page.setDefaultTimeout(90_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`Error: ${error.message}`));
  page.on('console', (message) => {
    // A refusal of the server is an answer that the page shows; the browser notes it nevertheless.
    const isRefusal = /status of 4\d\d/.test(message.text());
    if (message.type() === 'error' && !isRefusal) complaints.push(`Console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== url) complaints.push(`A request to ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} of ${response.url()}`);
  });
  await page.goto(url);
  return {
    page,
    async goTo(panel) {
      await page.getByRole('navigation').getByRole('link', { name: panel }).click();
      await page.getByRole('heading', { level: 1, name: panel }).waitFor();
    },
    async leave() {
      await context.close();
      expect(complaints).toEqual([]);
    },
  };
}

/** Opens the page as somebody of the demo. */
export async function visitAs(browser: Browser, url: string, name: string, look: Look = {}): Promise<Visit> {
  const visited = await visit(browser, url, look);
  await visited.page.getByRole('button', { name: new RegExp(name) }).click();
  await visited.page.getByRole('navigation').waitFor();
  return visited;
}
