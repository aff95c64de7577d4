import { expect, test } from 'vitest';
import type { Stage } from './stage';

/** What somebody does who runs the house. */
export function managerScenario({ visitAs }: Stage): void {
  test('breaks Salto with a click, and sees it healed', async () => {
    const ada = await visitAs('Ada');
    await ada.page.getByRole('button', { name: 'New booking' }).click();
    await ada.page.getByLabel('What', { exact: true }).selectOption('Gym');
    await ada.page.getByLabel('From').fill('2026-11-23T20:00');
    await ada.page.getByLabel('To', { exact: true }).fill('2026-11-23T21:00');
    await ada.page.getByRole('button', { name: 'Book', exact: true }).click();
    await ada.page.getByText('20:00 – 21:00').first().waitFor();
    await ada.leave();

    const { page, goTo, leave } = await visitAs('Mia');
    await goTo('Vendors');
    await page.locator('.vendor-choice label').filter({ hasText: 'Salto' }).click();
    await page.getByRole('row').filter({ hasText: 'Same' }).first().waitFor();
    await page.getByRole('button', { name: 'Delete a right by hand' }).click();
    await page.getByRole('row').filter({ hasText: 'Missing there' }).waitFor();
    await page.getByRole('button', { name: 'Check and heal' }).click();
    await page.getByRole('row').filter({ hasText: 'Missing there' }).waitFor({ state: 'detached' });
    await page.getByRole('row').filter({ hasText: 'Same' }).first().waitFor();
    await leave();
  });

  test('switches an outage on, is told of it in words, and switches it off', async () => {
    const { page, goTo, leave } = await visitAs('Mia');
    await goTo('Vendors');
    await page.locator('.vendor-choice label').filter({ hasText: 'Salto' }).click();
    const outage = page.getByRole('switch', { name: /Outage/ });
    await outage.click();
    await page.getByRole('switch', { name: /Outage/, checked: true }).waitFor();
    await page.getByRole('button', { name: 'Health' }).click();
    await page.locator('.health').getByText('Does not work').first().waitFor();
    await outage.click();
    await page.getByRole('switch', { name: /Outage/, checked: false }).waitFor();
    await page.getByRole('button', { name: 'Health' }).click();
    await page.locator('.health').getByText('In order').first().waitFor();
    await leave();
  });

  test('switches an integration off and on again, tests it, and never sees its secrets', async () => {
    const { page, goTo, leave } = await visitAs('Mia');
    await goTo('Integrations');
    const salto = page.locator('.integration').filter({ hasText: 'SALTO' });
    await salto.getByRole('button', { name: /^Deactivate/ }).click();
    await salto.getByText('Switched off').waitFor();
    await salto.getByRole('button', { name: /^Activate/ }).click();
    await salto.getByText('Active', { exact: true }).waitFor();
    await salto.getByRole('button', { name: /^Test/ }).click();
    await salto.locator('.health li').first().waitFor();
    await salto.getByRole('button', { name: /^Configure/ }).click();
    const secrets = page.getByRole('dialog').locator('input[type="password"]');
    expect(await secrets.count()).toBeGreaterThan(0);
    for (const secret of await secrets.all()) expect(await secret.inputValue()).toBe('');
    await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('The gym');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'The gym' }).waitFor();
    await leave();
  });

  test('maps somebody to what the vendor itself lists', async () => {
    const { page, goTo, leave } = await visitAs('Mia');
    await goTo('Mapping');
    await page.getByRole('button', { name: 'Change Ben Brook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog
      .getByRole('button', { name: /^Take away/ })
      .first()
      .click();
    await dialog.getByLabel('Door system').selectOption({ index: 0 });
    await dialog.locator('select[name="value"]').selectOption({ index: 1 });
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('status').filter({ hasText: /./ }).first().waitFor();
    await leave();
  });

  test('books for somebody else', async () => {
    const { page, leave } = await visitAs('Mia', { width: 390 });
    await page.getByRole('button', { name: 'New booking' }).click();
    await page.getByLabel('What', { exact: true }).selectOption('Function room');
    await page.getByLabel('For', { exact: true }).selectOption('Ada Archer');
    await page.getByLabel('From').fill('2026-11-24T12:00');
    await page.getByLabel('To', { exact: true }).fill('2026-11-24T13:00');
    await page.getByRole('button', { name: 'Book', exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: '12:00 – 13:00' }).getByText('Ada Archer').waitFor();
    await leave();
  });
}
