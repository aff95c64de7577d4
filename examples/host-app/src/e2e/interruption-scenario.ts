import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Stage } from './stage';

/** Fills a booking of the car park in, as far as the button. */
async function fillParking(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('button', { name: 'New booking' }).click();
  await page.getByLabel('What', { exact: true }).selectOption('Parking space');
  await page.getByLabel('From').fill(`2026-11-25T${from}`);
  await page.getByLabel('To', { exact: true }).fill(`2026-11-25T${to}`);
}

const tooOften = { status: 429, json: { message: 'That was too often. Wait a minute.', problems: [] } };

/** What happens when people and networks are not as they should be. */
export function interruptionScenario({ visitAs }: Stage): void {
  test('books once, however quickly one clicks twice', async () => {
    const { page, leave } = await visitAs('Ben');
    await fillParking(page, '06:00', '07:00');
    await page.getByText('Nothing is sent yet.').waitFor();
    let bookings = 0;
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/api/bookings')) bookings += 1;
    });
    await page.getByRole('button', { name: 'Book', exact: true }).evaluate((button: HTMLElement) => {
      button.click();
      button.click();
    });
    await page.getByText('06:00 – 07:00').first().waitFor();
    expect(bookings).toBe(1);
    await leave();
  });

  test('leaves the focus on the button that was pressed', async () => {
    const { page, leave } = await visitAs('Ada');
    const clock = page.locator('.clock-time');
    const before = await clock.innerText();
    await page.getByRole('button', { name: '+15 min' }).focus();
    await page.keyboard.press('Enter');
    await clock.filter({ hasNotText: before }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('+15 min');
    await leave();
  });

  test('says what it cannot foresee, and what was refused, and keeps what was typed', async () => {
    const { page, leave } = await visitAs('Ben');
    await page.route('**/api/bookings/plan', (route) => route.fulfill(tooOften));
    await page.route('**/api/bookings', (route) =>
      route.request().method() === 'POST' ? route.fulfill(tooOften) : route.continue(),
    );
    await fillParking(page, '08:00', '09:00');
    await page.getByText('cannot be seen just now').waitFor();
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByRole('alert').getByText(tooOften.json.message).waitFor();
    expect(await page.getByLabel('From').inputValue()).toBe('2026-11-25T08:00');
    await leave();
  });

  test('says that the connection is lost, and tries again until it is there', async () => {
    const { page, leave } = await visitAs('Ben');
    await page.route('**/api/live', (route) => route.fulfill(tooOften));
    await page.reload();
    await page.getByText('The connection is lost').waitFor();
    await page.unroute('**/api/live');
    await page.getByText('The connection is lost').waitFor({ state: 'detached' });
    await leave();
  });

  test('shows who is logged in after another tab has logged somebody else in', async () => {
    const { page, leave } = await visitAs('Ada');
    const tab = await page.context().newPage();
    await tab.goto(page.url());
    await tab.locator('.user-menu summary').click();
    await tab.getByRole('button', { name: 'Log out' }).click();
    await tab.getByRole('button', { name: /Ben/ }).click();
    await fillParking(tab, '10:00', '11:00');
    await tab.getByRole('button', { name: 'Book', exact: true }).click();
    await page.locator('.user-name').getByText('Ben Brook').waitFor();
    await page.getByText('10:00 – 11:00').first().waitFor();
    await leave();
  });

  test('asks to log in again where the session has ended, instead of refusing every click', async () => {
    const { page, leave } = await visitAs('Ada');
    await page.getByRole('button', { name: 'New booking', disabled: false }).waitFor();
    await page.context().clearCookies();
    await fillParking(page, '12:00', '13:00');
    await page.getByRole('heading', { name: 'Bookings that open doors' }).waitFor();
    await leave();
  });

  test('never offers for one door system what another has listed', async () => {
    const { page, goTo, leave } = await visitAs('Mia');
    let answer = (): void => {};
    const asked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/mapping/choices?integration=car-park', async (route) => {
      await asked;
      await route.continue();
    });
    await goTo('Mapping');
    await page.getByRole('button', { name: 'Change Ada Archer' }).click();
    const list = page.locator('select[name="value"]');
    await list.locator('option').nth(1).waitFor({ state: 'attached' });
    await page.getByLabel('Door system').selectOption('car-park');
    await page.getByText('Asking the door system…').waitFor();
    expect(await list.locator('option').allInnerTexts()).toEqual(['Choose…']);
    answer();
    await page.getByText('Asking the door system…').waitFor({ state: 'detached' });
    await leave();
  });

  test('fits on a phone with long names, too', async () => {
    const { page, goTo, leave } = await visitAs('Mia', { width: 360 });
    await goTo('Integrations');
    const name = `The gym and ${'W'.repeat(60)}`;
    await page
      .getByRole('button', { name: /^Configure/ })
      .nth(1)
      .click();
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill(name);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name }).waitFor();
    for (const panel of ['Integrations', 'Vendors', 'Mapping']) {
      await goTo(panel);
      await page.getByText(name).first().waitFor();
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overhang, panel).toBeLessThanOrEqual(0);
    }
    await leave();
  });
}
