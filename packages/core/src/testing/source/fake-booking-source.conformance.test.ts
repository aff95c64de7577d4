import { describe, it } from 'vitest';
import { createFakeSourceWorld } from './__fixtures__/fake-source-world';
import { describeBookingSource } from './describe-booking-source';
import type { FakeBookingSourceOptions } from './fake-booking-source-options';

const kinds: Record<string, Omit<FakeBookingSourceOptions, 'clock'>> = {
  'today and tomorrow in one call': {},
  'a call for every day of a week, in Kathmandu': { daysAhead: 6, daysPerCall: 1, timeZone: 'Asia/Kathmandu' },
  'today only, in Bogota': { daysAhead: 0, timeZone: 'America/Bogota' },
  'two days per call, without hints': { id: 'Front desk / 2', daysAhead: 4, daysPerCall: 2, hints: false },
  'hints that come twice': { announce: 'twice', resourceIds: ['12', 'Salle Ö'] },
};

for (const [name, options] of Object.entries(kinds))
  describeBookingSource({ describe, it, name: `fake, ${name}`, createWorld: () => createFakeSourceWorld(options) });
