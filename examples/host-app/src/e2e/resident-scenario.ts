import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Stage } from './stage';

const card = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });

interface Wanted {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly visitor?: string;
}

/** Fills the form in, as far as the button. */
async function fill(page: Page, { what, from, to, visitor }: Wanted): Promise<void> {
  await page.getByRole('button', { name: 'New booking' }).click();
  await page.getByLabel('What', { exact: true }).selectOption(what);
  if (visitor) await page.getByLabel('Who comes').fill(visitor);
  await page.getByLabel('From').fill(from);
  await page.getByLabel('To', { exact: true }).fill(to);
}

/** Moves the clock on by hours. */
async function advanceTo(page: Page, time: string): Promise<void> {
  const clock = page.locator('.clock-time');
  const hours = Number(time.slice(0, 2)) - Number((await clock.innerText()).slice(0, 2));
  for (let left = hours - 1; left >= 0; left -= 1) {
    await page.getByRole('button', { name: '+1 h' }).click();
    await clock.getByText(`${String(Number(time.slice(0, 2)) - left).padStart(2, '0')}:00`).waitFor();
  }
}

/** What somebody does who lives there. */
export function residentScenario({ visit, visitAs }: Stage): void {
  test('is reached by name and password, and a wrong password is said beside the field', async () => {
    const { page, leave } = await visit();
    await page.getByText('With a password').click();
    await page.getByLabel('User').fill('ada');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('Name or password is wrong.').first().waitFor();
    await page.getByLabel('Password', { exact: true }).fill('ada-lives-in-501');
    await page.getByRole('button', { name: 'Log in' }).click();
    const links = page.getByRole('navigation').getByRole('link');
    await links.first().waitFor();
    expect(await links.allInnerTexts()).toEqual(['Bookings', 'Timeline', 'Doors', 'Mailbox']);
    await leave();
  });

  test('says beside the field what cannot be booked, before anything is sent', async () => {
    const { page, leave } = await visitAs('Ada');
    await fill(page, { what: 'Gym', from: '2026-11-23T10:00', to: '2026-11-23T09:00' });
    const end = page.getByLabel('To', { exact: true });
    await page.locator('input[name="endsAt"][aria-invalid="true"]').waitFor();
    const described = await end.getAttribute('aria-describedby');
    expect(await page.locator(`[id="${described}"]`).innerText()).not.toBe('');
    await page.keyboard.press('Escape');
    await page.getByText('Nothing is booked.').waitFor();
    await leave();
  });

  test('books, moves and cancels, and its owner alone sees it', async () => {
    const ada = await visitAs('Ada');
    const { page } = ada;
    await fill(page, { what: 'Gym', from: '2026-11-23T18:00', to: '2026-11-23T19:00' });
    await page.getByText('Nothing is sent yet.').waitFor();
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await card(page, '18:00 – 19:00').getByText('Ready').waitFor();

    await page.getByRole('button', { name: /^Change: Gym/ }).click();
    await page.getByLabel('From').fill('2026-11-23T18:30');
    expect(await page.getByLabel('To', { exact: true }).inputValue()).toBe('2026-11-23T19:30');
    await page.getByRole('button', { name: 'Save the change' }).click();
    await card(page, '18:30 – 19:30').getByText('Ready').waitFor();

    const ben = await visitAs('Ben');
    await ben.page.getByText('Nothing is booked.').waitFor();
    await ben.leave();

    await page.getByRole('button', { name: /^Cancel: Gym/ }).click();
    await page.getByRole('button', { name: 'Cancel the booking' }).click();
    await page.getByText('Nothing is booked.').waitFor();
    await page.getByText('Over and cancelled (1)').waitFor();
    await ada.leave();
  });

  test('shows a PIN once; the door takes it in the time of the visit only', async () => {
    const { page, goTo, leave } = await visitAs('Ada', { width: 390 });
    await fill(page, { what: 'Visit', from: '2026-11-23T09:00', to: '2026-11-23T10:00', visitor: 'Grace Hale' });
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByRole('button', { name: 'Show PIN' }).click();
    await page.getByRole('button', { name: 'Show it now' }).click();
    const pin = await page.locator('.pin output').innerText();
    expect(pin).toMatch(/^\d+$/);
    await page.getByRole('button', { name: 'Copy the PIN' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('button', { name: 'Show PIN' }).waitFor({ state: 'detached' });

    await goTo('Doors');
    const typed = page.getByLabel('PIN', { exact: true });
    await page.getByRole('radio', { name: /Lobby/ }).check();
    const hold = async (): Promise<void> => {
      await typed.fill(pin);
      await page.getByRole('button', { name: 'Hold it to the door' }).click();
    };
    await hold();
    await page.locator('.verdict-word').getByText('Refused').waitFor();
    await advanceTo(page, '09:00');
    await hold();
    await page.locator('.verdict-word').getByText('Open').waitFor();
    await leave();
  });

  test('says why a door opens or does not, and tells of the check-in by itself', async () => {
    const { page, goTo, leave } = await visitAs('Ada');
    await fill(page, { what: 'Gym', from: '2026-11-23T10:00', to: '2026-11-23T11:00' });
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await card(page, '10:00 – 11:00').getByText('Ready').waitFor();
    await goTo('Doors');
    await page.getByRole('radio', { name: /Gym/ }).check();
    const hold = page.getByRole('button', { name: /Ada Archer’s key card/ });
    await hold.click();
    await page.locator('.verdict-word').getByText('Refused').waitFor();
    expect(await page.locator('.why li').count()).toBeGreaterThan(0);

    await advanceTo(page, '10:00');
    await hold.click();
    await page.locator('.verdict-word').getByText('Open').waitFor();
    await page.locator('.event').getByText('Checked in').first().waitFor();
    await leave();
  });

  test('draws what is booked, and says the same as a table', async () => {
    const { page, goTo, leave } = await visitAs('Ada');
    await goTo('Timeline');
    const bar = page.getByRole('button', { name: /booked 10:00 – 11:00/ });
    await bar.click();
    await page.getByRole('region', { name: 'The chosen booking' }).getByText('Door opens').waitFor();
    for (const zoom of ['Week', 'Hours']) {
      await page.getByRole('radio', { name: zoom }).check({ force: true });
      await bar.waitFor();
    }
    await page.getByText('The same as a table').click();
    await page.getByRole('row').filter({ hasText: '10:00 – 11:00' }).first().waitFor();
    await leave();
  });

  test('shows the mails to its owner, and to nobody else', async () => {
    const ada = await visitAs('Ada');
    await ada.goTo('Mailbox');
    await ada.page.locator('.mail-row').first().click();
    await ada.page.getByRole('article').getByRole('heading').waitFor();
    const ben = await visitAs('Ben');
    await ben.goTo('Mailbox');
    await ben.page.getByText('No mail yet.').waitFor();
    await ben.leave();
    await ada.leave();
  });
}
