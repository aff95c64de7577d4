import { test } from 'vitest';
import { gymPermission, rulesWith } from '../src/compose/__fixtures__/compose-rules';
import { composeSalto } from '../src/compose/salto-compose';

const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-06-01T00:00:00Z');
const at = (ms: number): string => new Date(ms).toISOString();

test('composing one record for 200 bookings of one apartment and zone', () => {
  for (const [name, everyHours] of [
    ['every 3 hours', 3],
    ['every day', 24],
    ['every week', 168],
  ] as const)
    for (const isKnown of [true, false]) {
      const permissions = Array.from({ length: 200 }, (_, index) => {
        const startMs = START_MS + index * everyHours * HOUR_MS;
        return gymPermission(`b${index}`, at(startMs), at(startMs + HOUR_MS));
      });
      const rules = rulesWith({ isOrdinary: () => isKnown, horizonDays: 2000 });
      const compose = () => void composeSalto(permissions, { now: at(START_MS - HOUR_MS) }, rules);
      const times = Array.from({ length: 20 }, () => {
        const startedAt = performance.now();
        compose();
        return performance.now() - startedAt;
      }).sort((a, b) => a - b);
      const median = times[10]?.toFixed(1);
      console.log(`${name}, calendar ${isKnown ? 'known' : 'unknown'}: ${median} ms`);
    }
});
