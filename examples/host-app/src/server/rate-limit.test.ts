import { expect, test } from 'vitest';
import { createRateLimit } from './rate-limit';

test('so many within a stretch, and again when it is over', () => {
  let now = 0;
  const limit = createRateLimit({ most: 2, withinMs: 1_000, nowMs: () => now });
  expect([limit.take('a'), limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([true, true, false, true]);
  now = 1_000;
  expect([limit.isOpen('a'), limit.take('a')]).toEqual([true, true]);
});

test('asking after many keys does not open one that is closed', () => {
  const limit = createRateLimit({ most: 1, withinMs: 1_000, nowMs: () => 0 });
  limit.take('closed');
  for (let number = 0; number < 20_000; number += 1) limit.isOpen(`other-${number}`);
  expect(limit.isOpen('closed')).toBe(false);
});

test('counting one key too many forgets the oldest only', () => {
  const limit = createRateLimit({ most: 1, withinMs: 1_000, nowMs: () => 0 });
  for (let number = 0; number < 9_999; number += 1) limit.take(`other-${number}`);
  limit.take('closed');
  limit.take('one more');
  expect([limit.isOpen('other-0'), limit.isOpen('closed')]).toEqual([true, false]);
});
