import { describe, expect, it } from 'vitest';
import { createAccessControl } from '../../engine/create-access-control';
import { createMemoryLedger } from '../../ledger/memory-ledger';
import { noTelemetry } from '../../ports/telemetry';
import { createFakeProvider } from '../fake/fake-provider';
import { playWithCrash } from './crash-life';
import { lawManifests } from './law-manifests';
import { atMinute, createLawWorld } from './law-world';
import { comeToRest, createPlay, holdersLockedOut, playStep, strangersLetIn } from './play-history';

const gym = { resourceId: 'gym' as const };

describe.each(lawManifests)('law 5: crashes converge, on a vendor with $title', ({ manifest }) => {
  it('ends in exactly the wanted rights whatever moment the process dies at', async () => {
    let crashAt = 1;
    for (; ; crashAt += 1) {
      const { world, play, isCrashed } = await playWithCrash(manifest, crashAt);
      if (!isCrashed) break;
      const context = `crash at moment ${crashAt}`;
      expect(strangersLetIn(world, play, manifest.nativeValidity === false ? 5 : 60), context).toEqual([]);
      expect(holdersLockedOut(world, play), context).toEqual([]);
      const rights = world.vendor.held().map(({ place, subject }) => `${place} ${subject}`);
      expect(rights, context).toEqual([...new Set(rights)]);
    }
    // The life is long enough to mean something.
    expect(crashAt).toBeGreaterThan(200);
  });
});

describe('law 5: a ledger that was lost', () => {
  it('doubles nothing when every booking is put again', async () => {
    const world = createLawWorld();
    const booking = {
      id: 'b1',
      resourceId: 'gym',
      startsAt: atMinute(60),
      endsAt: atMinute(90),
      holders: [{ holderId: 'ada' }],
    };
    await world.access.putBooking(booking);
    await world.access.runDue();
    const fresh = createAccessControl({
      providers: [createFakeProvider({ vendor: world.vendor })],
      directory: world.directory,
      ledger: createMemoryLedger(),
      clock: world.clock,
      telemetry: noTelemetry,
    });
    await fresh.putBooking(booking);
    await fresh.runDue();
    expect(world.vendor.held()).toHaveLength(1);
    expect((await fresh.settled('b1')).permissions[0]?.status.state).toBe('scheduled');
  });
});

describe('law 5: a write with unknown effect', () => {
  it.each([
    ['was applied', 'dropNextAnswer' as const],
    ['was not applied', 'dropNextRequest' as const],
  ])('is read before it is tried again, and ends in one right, when it %s', async (_title, lever) => {
    const world = createLawWorld();
    const play = createPlay();
    world.vendor[lever]({ when: 'put' });
    await playStep(world, play, {
      type: 'put',
      booking: { ...gym, id: 'b1', startMinute: 30, endMinute: 60, holderIds: ['ada'] },
    });
    const { reads } = world.vendor;
    await comeToRest(world, play);
    expect({ held: world.vendor.held().length, reads: world.vendor.reads - reads }).toEqual({ held: 1, reads: 1 });
    expect(world.vendor.writes).toBe(lever === 'dropNextAnswer' ? 1 : 2);
  });
});
