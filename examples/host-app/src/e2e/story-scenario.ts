import { expect, test } from 'vitest';
import type { Stage } from './stage';

/** The guided story, which moves the clock by a day. */
export function storyScenario({ visitAs }: Stage): void {
  test('plays at a click, to its end, and shows what the doors did', async () => {
    const { page, leave } = await visitAs('Mia');
    const verdicts = new Set<string>();
    await page.exposeFunction('tellVerdict', (verdict: string) => verdicts.add(verdict));
    await page.evaluate(() => {
      const place = document.querySelector('.story-place');
      const tell: unknown = Reflect.get(window, 'tellVerdict');
      const look = (): void => {
        const tag = place?.querySelector('.tag')?.textContent;
        if (tag && typeof tell === 'function') tell(tag);
      };
      if (place) new MutationObserver(look).observe(place, { childList: true, subtree: true, characterData: true });
    });
    await page.getByRole('button', { name: 'Play the story' }).click();
    const count = page.locator('.story-count');
    await count.waitFor({ timeout: 120_000 });
    const of = (await count.innerText()).split(' of ')[1];
    await count.getByText(`${of} of ${of}`).waitFor({ timeout: 280_000 });
    expect([...verdicts].sort()).toEqual(['The door opened', 'The door stayed shut']);
    await page.getByRole('button', { name: 'Hide the story' }).click();
    await leave();
  });
}
