import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { VendorView } from './contract/vendors';
import { book, draft, until, untilMail } from './server/__fixtures__/bookings-of';
import { type RunningDemo, startRunningDemo, TODAY } from './server/__fixtures__/running-demo';

test('everything is there again after a restart, though the simulated vendors have forgotten it', async () => {
  const first = await startRunningDemo();
  const { folder } = first;
  try {
    const ada = await first.as('ada');
    const gym = await book(ada, draft('gym', '10:00', '11:00'));
    const visit = await book(ada, draft('visits', '14:00', '15:00', { visitorName: 'Vera' }));
    const room = await book(ada, draft('boardroom', '10:00', '11:00'));
    for (const { id } of [gym, visit, room]) await until(ada, id, 'ready');
    await untilMail(ada, 'Invitation for Vera');
    await (await first.as('mia')).send('POST', '/api/integrations/car-park/deactivate');
    await ada.send('POST', '/api/clock', { to: `${TODAY}T09:00:00Z` });
    await first.stop();

    const second = await startRunningDemo({ folder });
    try {
      const [again, mia] = [await second.as('ada'), await second.as('mia')];
      await until(again, gym.id, 'ready');
      await until(again, visit.id, 'ready');
      expect((await mia.get('/api/integrations')).body).toMatchObject(
        expect.arrayContaining([expect.objectContaining({ id: 'car-park', isActive: false })]),
      );
      expect(await rowsOf(second, 'house')).toMatchObject([{ difference: 'none', held: expect.any(String) }]);
      expect(await rowsOf(second, 'riverside')).toMatchObject([{ difference: 'none', held: expect.any(String) }]);
    } finally {
      await second.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function rowsOf(demo: RunningDemo, id: string) {
  const { body } = await (await demo.as('mia')).get('/api/vendors');
  const found = (body as VendorView[]).find((vendor) => vendor.id === id);
  return found?.rows.filter(({ difference }) => difference !== 'foreign');
}
