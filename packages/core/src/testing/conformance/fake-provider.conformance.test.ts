import { describe, it } from 'vitest';
import type { FakeProviderOptions } from '../fake/fake-provider-options';
import { describeAccessProvider } from './describe-access-provider';
import { createFakeWorld } from './fake-world';

const kinds: Record<string, Omit<FakeProviderOptions, 'vendor'>> = {
  'one window at a time': {},
  'four windows, ten changes per call': { windowsPerGrant: 4, changesPerCall: 10, pageSize: 2 },
  'lane by subject, small batches': { laneBy: 'subject', changesPerCall: 2, pageSize: 3 },
  'no dates': { nativeValidity: false },
  'no dates, no marker, ten changes per call': { nativeValidity: false, marker: false, changesPerCall: 10 },
  'no reading back and no listing': { readBack: false, listing: false },
  'no door events': { events: false },
  'door events sent by the vendor': { eventsBy: 'push' },
  'door events both ways, lane by subject, subjects in any case': {
    eventsBy: 'both',
    laneBy: 'subject',
    subjectSpelling: 'any_case',
  },
  'no marker': { marker: false, windowsPerGrant: 2 },
  'slots of a quarter of an hour': { resolutionSeconds: 900 },
  'slots of half an hour, two hours at most': { resolutionSeconds: 1800, maximumMinutes: 120, windowsPerGrant: 2 },
  'one short slot at a time': { resolutionSeconds: 900, maximumMinutes: 60, laneBy: 'subject' },
  'written at the last moment': { horizonMinutes: 0 },
  'minutes, an hour ahead': { resolutionSeconds: 60, horizonMinutes: 60, id: 'Front desk / 2' },
};

for (const [name, options] of Object.entries(kinds))
  describeAccessProvider({ describe, it, name: `fake, ${name}`, createWorld: () => createFakeWorld(options) });
