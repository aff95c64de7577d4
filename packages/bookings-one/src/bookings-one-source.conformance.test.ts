import { describeBookingSource } from '@acx/core/testing';
import { describe, it } from 'vitest';
import { createConformanceSourceWorld } from './source/__fixtures__/conformance-source-world';

const worlds = {
  'Bookings ONE as it is known and assumed': {},
  'Bookings ONE that lists a week ahead': { daysAhead: 6 },
  'Bookings ONE that lists a night on both of its days, of which today is read': { daysBehind: 0 },
  'Bookings ONE that lists a night where it begins only': { switches: { listsOn: 'first_day' } },
  'Bookings ONE with local times, ids as text and Basic': {
    switches: { ids: 'text', auth: 'basic' },
    overrides: { times: 'local' },
  },
  'Bookings ONE that lists no released bookings and writes null': {
    switches: { keepsReleased: false, writesMissing: 'null' },
  },
} as const;

for (const [name, world] of Object.entries(worlds))
  describeBookingSource({ describe, it, name, createWorld: () => createConformanceSourceWorld(world) });
