import { describeAccessProvider } from '@acx/core/testing';
import { describe, it } from 'vitest';
import { createIpeviaConformanceWorld, type WorldEvents } from './__fixtures__/ipevia-conformance-world';
import { ipeviaVariants } from './__fixtures__/ipevia-variants';

const ways: readonly WorldEvents[] = ['notify', 'json', 'pull'];

for (const [index, variant] of ipeviaVariants.entries()) {
  // Every strategy with one of the ways, the first with all of them.
  const own = index === 0 ? ways : ways.slice(index % ways.length).slice(0, 1);
  for (const events of own)
    describeAccessProvider({
      describe,
      it,
      name: `iPevia with ${variant.what}, events by ${events}`,
      createWorld: () => createIpeviaConformanceWorld(variant, events),
    });
}
