import { expect, it, vi } from 'vitest';

it('the quickstart opens the gym for the apartment that booked it', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('./quickstart');
  expect(log.mock.calls.flat()).toEqual([
    'The gym is scheduled for apartment 501.',
    'Does the door open tomorrow at half past six? Yes.',
  ]);
});
