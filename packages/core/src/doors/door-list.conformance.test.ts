import { describe, it } from 'vitest';
import { describeAccessProvider } from '../testing/conformance/describe-access-provider';
import { createDoorConformanceWorld } from './__fixtures__/door-conformance-world';

for (const sharedBy of ['one_process', 'many_processes'] as const)
  describeAccessProvider({
    describe,
    it,
    name: `door list, ${sharedBy}`,
    createWorld: () => createDoorConformanceWorld({ sharedBy }),
  });
