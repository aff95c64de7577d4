/**
 * Makes the pictures of the README from the running app: `npm run build` at the root, then
 * `npm run screenshots --workspace @acx/example-host-app [-- main.js folder]`.
 * It starts the demo with a clock that stands still, books a day at Riverside, and takes every panel.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const [main = here('../dist/main.js'), target = here('../../../docs/images/host-app')] = process.argv.slice(2);
const day = '2026-11-23';
const data = await mkdtemp(join(tmpdir(), 'host-app-'));
await mkdir(target, { recursive: true });

const app = spawn(process.execPath, [resolve(main), '--data', data, '--clock', `${day}T15:30:00Z`, '--standing'], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const url = await new Promise((found, failed) => {
  app.stdout.on('data', (said) => {
    const [, address] = /^The page: +(\S+)/m.exec(said.toString()) ?? [];
    if (address) found(address);
  });
  app.once('exit', () => failed(new Error('The app has ended.')));
});
const browser = await chromium.launch({
  executablePath: process.env.ACX_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});

/** Somebody at the page, who can also ask the server without it. */
async function visit(userId, { width = 1280, height = 800, colorScheme = 'light' } = {}) {
  const context = await browser.newContext({
    ...{ viewport: { width, height }, colorScheme, reducedMotion: 'reduce', locale: 'en-GB' },
  });
  const { csrfToken, demoLogins } = await (await context.request.get(`${url}/api/session`)).json();
  const { password } = demoLogins.find((login) => login.userId === userId);
  let token = csrfToken;
  const ask = async (method, path, input) => {
    const options = { method, data: input, headers: { 'x-csrf-token': token }, timeout: 120_000 };
    const answer = await context.request.fetch(`${url}/api/${path}`, options);
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  };
  token = (await ask('POST', 'session', { userId, password })).csrfToken;
  const page = await context.newPage();
  const show = async (panel) => {
    await page.goto(`${url}/#/${panel}`);
    await page.locator('main :is(.card, .chart-row, .door, .mail-row, .empty)').first().waitFor();
  };
  const take = async (name) => {
    await page.mouse.move(0, 0);
    await page.screenshot({ path: join(target, `${name}.png`) });
    console.log(join(target, `${name}.png`));
  };
  const book = (resourceId, from, to, more = {}) =>
    ask('POST', 'bookings', { resourceId, startsAt: `${day}T${from}`, endsAt: `${day}T${to}`, ...more });
  return { page, ask, show, take, book, leave: () => context.close() };
}

try {
  const ada = await visit('ada');
  const ben = await visit('ben');
  await ada.book('parking', '16:00', '18:30');
  await ada.book('gym', '17:00', '18:00');
  await ada.book('gym', '18:30', '19:30');
  await ada.book('visits', '17:30', '20:00', { visitorName: 'Grace Hale' });
  await ben.book('function-room', '16:00', '17:00');
  await ben.book('gym', '20:00', '21:30');
  await ben.book('parking', '17:00', '22:00');
  const mia = await visit('mia');
  await mia.ask('POST', 'vendors/office/levers/book-boardroom', {});
  await mia.ask('POST', 'clock', { to: `${day}T17:20:00Z` });

  await ada.show('doors');
  await ada.page.getByRole('radio', { name: /Gym/ }).check();
  await ada.page.getByRole('button', { name: /Ada Archer’s key card/ }).click();
  await ada.page.locator('.verdict-word').waitFor();
  await ada.page.locator('.event').getByText('Checked in').first().waitFor();
  await ada.take('doors');
  await ada.show('mailbox');
  await ada.page.locator('.mail-row').first().click();
  await ada.page.locator('.mail-text').waitFor();
  await ada.take('mailbox');

  await mia.show('bookings');
  await mia.take('bookings');
  await mia.show('timeline');
  await mia.take('timeline');
  await mia.ask('POST', 'vendors/house/levers/alter-right', {});
  await mia.show('vendors');
  await mia.page.locator('.vendor-choice label').filter({ hasText: 'Salto' }).click();
  await mia.page.getByText('Altered there').first().waitFor();
  await mia.take('vendors');
  await mia.ask('POST', 'vendors/house/check', { mode: 'heal' });
  await mia.show('integrations');
  await mia.page.getByRole('button', { name: /^Test/ }).first().click();
  await mia.page.locator('.health li').first().waitFor();
  await mia.take('integrations');
  await mia.show('mapping');
  await mia.take('mapping');

  const phone = await visit('ada', { width: 390, height: 844 });
  await phone.show('bookings');
  await phone.take('phone');
  const dark = await visit('mia', { colorScheme: 'dark' });
  await dark.show('timeline');
  await dark.take('dark');
} finally {
  await browser.close();
  app.kill('SIGTERM');
  await new Promise((ended) => (app.exitCode === null ? app.once('exit', ended) : ended()));
  await rm(data, { recursive: true, force: true });
}
