import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Stage } from './stage';

const panels = ['Bookings', 'Timeline', 'Doors', 'Mailbox', 'Vendors', 'Integrations', 'Mapping'];

/** What a panel shows as soon as it has been told something. */
const filled = 'main :is(.card, .chart-row, .door, .mail-row, .empty)';

/** What a check by machine finds, of what keeps people out. */
async function barriers(page: Page): Promise<string[]> {
  // Through the debugger: the security policy lets no script of somebody else in.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** Everybody can read and use every panel. */
export function accessibilityScenario({ visit, visitAs }: Stage): void {
  test('has no barriers on the way in', async () => {
    const { page, leave } = await visit();
    await page.getByRole('button', { name: /Ada/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await leave();
  });

  const looks = [
    { width: 1280, scheme: 'light' },
    { width: 360, scheme: 'dark' },
  ] as const;
  test.each(looks)('has no barriers in any panel, $width wide and $scheme, and fits', async (look) => {
    const { page, goTo, leave } = await visitAs('Mia', look);
    for (const panel of panels) {
      await goTo(panel);
      await page.locator(filled).first().waitFor();
      expect(await barriers(page), panel).toEqual([]);
      const overhang = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overhang, panel).toBeLessThanOrEqual(0);
    }
    await goTo('Bookings');
    await page.getByRole('button', { name: 'New booking' }).click();
    await page.locator('.plan h3').waitFor();
    expect(await barriers(page), 'form').toEqual([]);
    await leave();
  });

  test('is used by the keyboard alone', async () => {
    const { page, leave } = await visitAs('Mia');
    await page.getByRole('button', { name: 'New booking', disabled: false }).waitFor();
    await page.getByRole('button', { name: 'To the content' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('New booking');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('New booking');
    await leave();
  });

  test('shows itself dark or light, as was chosen on this device', async () => {
    const { page, leave } = await visitAs('Ada');
    await page.locator('.user-menu summary').click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    await page.reload();
    await page.getByRole('navigation').waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe('dark');
    await leave();
  });
}
