import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantFromMs, instantToMs } from '../../model/instant';
import type { Permission } from '../../model/permission';
import { isInWindow, mergeWindows, type Window } from '../../model/window';
import { createFixedClock } from '../clock/fixed-clock';
import { createPermission } from '../conformance/create-permission';
import { createFakeProvider } from './fake-provider';
import type { FakeProviderOptions } from './fake-provider-options';
import { stateToContent } from './fake-state';
import { createFakeVendor } from './fake-vendor';

const STEP_MS = 300_000;
const origin = Date.parse('2026-11-16T00:00:00.000Z');
const step = (count: number): string => instantFromMs(origin + count * STEP_MS);

const permissionsOf = fc
  .array(
    fc.record({
      start: fc.nat(60),
      length: fc.integer({ min: 1, max: 14 }),
      early: fc.nat(3),
      late: fc.nat(3),
      credential: fc.constantFrom('linked', 'linked', 'linked', 'pin'),
    }),
    { maxLength: 8 },
  )
  .map((drafts) =>
    drafts.map(({ start, length, early, late, credential }, index) =>
      createPermission({
        bookingId: `booking-${index}`,
        ...{ providerId: 'fake', place: 'door', subject: 'badge-1', credential },
        window: { startsAt: step(start), endsAt: step(start + length) },
        bufferedWindow: { startsAt: step(start - early), endsAt: step(start + length + late) },
      }),
    ),
  );

const manifestOf: fc.Arbitrary<Omit<FakeProviderOptions, 'vendor'>> = fc.record(
  {
    nativeValidity: fc.boolean(),
    windowsPerGrant: fc.integer({ min: 1, max: 4 }),
    resolutionSeconds: fc.constantFrom(1, 60, 300, 900),
    maximumMinutes: fc.constantFrom(30, 60, 100),
    horizonMinutes: fc.constantFrom(0, 30, 120, 100_000),
  },
  { requiredKeys: ['nativeValidity'] },
);

const providerOf = (manifest: Omit<FakeProviderOptions, 'vendor'>) =>
  createFakeProvider({ vendor: createFakeVendor({ clock: createFixedClock(step(0)) }), ...manifest });

/** A failure prints the seed and the smallest counterexample. */
const check = (
  test: (input: { permissions: Permission[]; manifest: Omit<FakeProviderOptions, 'vendor'>; now: string }) => void,
): void =>
  fc.assert(
    fc.property(permissionsOf, manifestOf, fc.nat(80), (permissions, manifest, count) =>
      test({ permissions, manifest, now: step(count) }),
    ),
    { numRuns: 1000 },
  );

describe('the fake composition', () => {
  it('opens exactly the windows that it says are covered', () => {
    check(({ permissions, manifest, now }) => {
      const { state, covered } = providerOf(manifest).compose(permissions, { now });
      const told = mergeWindows(covered.flatMap(({ windows }) => windows));
      expect(state !== undefined).toBe(told.length > 0);
      if (manifest.nativeValidity) expect(mergeWindows(windowsOf(state))).toEqual(told);
      else for (const window of told) expect(isInWindow(now, window)).toBe(true);
    });
  });

  it('never opens more than the buffers, more windows than fit, or longer ones than allowed', () => {
    check(({ permissions, manifest, now }) => {
      const { state } = providerOf(manifest).compose(permissions, { now });
      const allowed = mergeWindows(permissions.map(({ bufferedWindow }) => bufferedWindow));
      const windows = windowsOf(state);
      expect(windows.length).toBeLessThanOrEqual(manifest.windowsPerGrant ?? 1);
      for (const { startsAt, endsAt } of windows) {
        expect(allowed.some((outer) => outer.startsAt <= startsAt && endsAt <= outer.endsAt)).toBe(true);
        const minutes = (instantToMs(endsAt) - instantToMs(startsAt)) / 60_000;
        expect(minutes).toBeLessThanOrEqual(manifest.maximumMinutes ?? Number.POSITIVE_INFINITY);
      }
    });
  });

  it('does not depend on the order of the permissions', () => {
    check(({ permissions, manifest, now }) => {
      const { compose } = providerOf(manifest);
      expect(compose([...permissions].reverse(), { now })).toEqual(compose(permissions, { now }));
    });
  });

  it('gives the same answer until the instant that it names', () => {
    check(({ permissions, manifest, now }) => {
      const { compose } = providerOf(manifest);
      const first = compose(permissions, { now });
      const lastMs = instantToMs(first.nextAt ?? step(10_000)) - 1;
      expect(lastMs).toBeGreaterThanOrEqual(instantToMs(now));
      expect(compose(permissions, { now: instantFromMs(lastMs) })).toEqual(first);
    });
  });

  it('serves every booking that it does not reject, by being looked at only when it asks', () => {
    check(({ permissions, manifest }) => {
      const { compose } = providerOf(manifest);
      let now: string | undefined = step(-10);
      for (let looks = 0; now !== undefined; looks += 1) {
        expect(looks).toBeLessThan(200);
        const { state, rejected, nextAt }: ReturnType<typeof compose> = compose(permissions, { now });
        const until: string = nextAt ?? step(10_000);
        const refused = new Set(rejected.map(({ permissionKey }) => permissionKey));
        for (const { key, window } of permissions) {
          const from = window.startsAt > now ? window.startsAt : now;
          const to = window.endsAt < until ? window.endsAt : until;
          if (refused.has(key) || from >= to) continue;
          const opened = manifest.nativeValidity
            ? mergeWindows(windowsOf(state))
            : state && [{ startsAt: now, endsAt: until }];
          expect(opened?.some((outer) => outer.startsAt <= from && to <= outer.endsAt)).toBe(true);
        }
        now = nextAt;
      }
    });
  });
});

function windowsOf(state: Parameters<typeof stateToContent>[0] | undefined): readonly Window[] {
  const content = state && stateToContent(state);
  return content !== undefined && 'windows' in content && content.windows !== 'always' ? content.windows : [];
}
