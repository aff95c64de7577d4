import { describeAccessProvider } from '@acx/core/testing';
import { describe, it } from 'vitest';
import { createIpassanConformanceWorld, createIpassanVisitWorld } from './__fixtures__/ipassan-conformance-world';

const worlds = {
  'iPassan as it is known and assumed': {},
  'iPassan that returns times in UTC': { returnsUtc: true },
  'iPassan that keeps no reference': { keepsReference: false },
};

for (const [name, switches] of Object.entries(worlds))
  describeAccessProvider({ describe, it, name, createWorld: () => createIpassanConformanceWorld(switches) });

const visitWorlds = {
  'iPassan visits': {},
  'iPassan visits without a reference': { keepsReference: false },
};

for (const [name, switches] of Object.entries(visitWorlds))
  describeAccessProvider({ describe, it, name, createWorld: () => createIpassanVisitWorld(switches) });
