import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from './retry-after';

const nowMs = Date.parse('2026-11-21T08:00:00.000Z');

describe('parseRetryAfter', () => {
  it.each<[header: string | null, ms: number | undefined]>([
    [null, undefined],
    ['', undefined],
    ['0', 0],
    ['120', 120_000],
    [' 120 ', 120_000],
    ['86401', 86_400_000],
    ['9'.repeat(400), 86_400_000],
    ['Sat, 21 Nov 2026 08:02:00 GMT', 120_000],
    ['Saturday, 21-Nov-26 08:02:00 GMT', 120_000],
    ['Sat, 21 Nov 2026 07:59:00 GMT', 0],
    ['Sun, 21 Nov 2027 08:00:00 GMT', 86_400_000],
    ['Sat, 21 Nov 2026 08:02:00', undefined],
    ['Xyz, 99 Foo 2026 08:02:00 GMT', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['1e3', undefined],
    ['soon 5', undefined],
    ['120 seconds', undefined],
    ['2026-11-21', undefined],
  ])('reads %j as %s ms', (header, ms) => {
    expect(parseRetryAfter(header, nowMs)).toBe(ms);
  });
});
