import { describeAccessProvider } from '@acx/core/testing';
import { describe, it } from 'vitest';
import { createSaltoConformanceWorld, type SaltoWorldVariant } from './__fixtures__/salto-conformance-world';

const untold = { readsAccessLevels: false, fixedZones: [] };
const worlds: Readonly<Record<string, SaltoWorldVariant>> = {
  'Salto over HTTP': { transport: 'http' },
  'Salto over STP': { transport: 'stp' },
  'Salto over HTTP that merges lists': {
    transport: 'http',
    switches: { zoneList: 'merge', duplicate: 'overwrite' },
    options: { zoneLists: 'merge' },
  },
  'Salto over STP that merges lists': {
    transport: 'stp',
    switches: { zoneList: 'merge', duplicate: 'overwrite' },
    options: { zoneLists: 'merge' },
  },
  'Salto over HTTP that tells no zones': { transport: 'http', switches: { readsLevels: false }, options: untold },
  'Salto over STP that tells no zones': { transport: 'stp', switches: { readsLevels: false }, options: untold },
  'Salto with exact periods': {
    transport: 'http',
    switches: { periodTimes: 'enforced' },
    options: { periodBounds: 'instants' },
  },
  'Salto that answers in the awkward way': { transport: 'http', switches: { awkward: true } },
};

for (const [name, variant] of Object.entries(worlds))
  describeAccessProvider({ describe, it, name, createWorld: () => createSaltoConformanceWorld(variant) });
