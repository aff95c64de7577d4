import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../../errors/configuration-error';
import type { AccessProvider, HealthCheckOptions } from '../../ports/access-provider';
import type { CallOptions } from '../../ports/call-options';
import { breathe, gym, hall } from './law-bookings';
import { createLawWorld, type ProcessParts } from './law-world';

/** Counts every call of a provider in the storage that it got with the call. */
async function count(operation: string, { storage }: CallOptions): Promise<void> {
  for (;;) {
    const stored = await storage?.read(operation);
    const value = typeof stored?.value === 'number' ? stored.value + 1 : 1;
    if (await storage?.compareAndSet(operation, { expectedVersion: stored?.version, value })) return;
  }
}

const counting = ({ ledger, provider }: ProcessParts): ProcessParts => {
  const { readGrants, listGrants, events } = provider;
  const counted: Partial<AccessProvider> = {
    async applyChanges(request, options) {
      await count('applyChanges', options);
      return provider.applyChanges(request, options);
    },
    async readGrants(request, options) {
      await count('readGrants', options);
      return (await readGrants?.(request, options)) ?? [];
    },
    async *listGrants(request, options) {
      await count('listGrants', options);
      yield* listGrants?.(request, options) ?? [];
    },
    events: {
      async pull(request, options) {
        await count('pull', options);
        return (await events?.pull?.(request, options)) ?? Promise.reject();
      },
    },
    async checkHealth(options) {
      await count('checkHealth', options);
      return provider.checkHealth(options);
    },
  };
  return { ledger, provider: { ...provider, ...counted } };
};

describe('the storage of a provider', () => {
  it('comes with every call, and is the same for all lanes and processes', async () => {
    const world = createLawWorld({ wrap: counting, access: { onAccessEvent: () => {} } });
    const countOf = async (key: string) =>
      (await world.ledger.transaction(({ storage }) => storage.read('fake', `provider/${key}`)))?.value;
    await world.access.plan(gym('b1', 60, 90));
    expect(await countOf('applyChanges')).toBeUndefined();
    await world.access.putBooking(gym('b1', 60, 90));
    await world.access.putBooking(hall('b2', 60, 90));
    await world.access.runDue();
    expect(await countOf('applyChanges')).toBe(3);
    world.restart();
    world.vendor.dropNextAnswer();
    await world.access.cancelBooking('b1');
    await world.access.runDue();
    await world.clock.advanceBy(10 * 60_000);
    await world.access.runDue();
    await world.access.check({ providerId: 'fake' });
    await world.access.health({ providerId: 'fake' });
    // The lost answer has paused the installation, so the second run pulled nothing.
    const keys = ['applyChanges', 'readGrants', 'listGrants', 'pull', 'checkHealth'];
    expect(await Promise.all(keys.map(countOf))).toEqual([4, 1, 1, 2, 1]);
  });
});

describe('a look at the health of an installation', () => {
  const watched = (checkHealth: AccessProvider['checkHealth']) =>
    createLawWorld({ wrap: ({ ledger, provider }) => ({ ledger, provider: { ...provider, checkHealth } }) });

  it('hands the provider the places and subjects of the rights that are asked for, each once', async () => {
    let asked: HealthCheckOptions = {};
    const finding = { area: 'places', status: 'warning', message: 'One of two places is unknown.' } as const;
    const report = { providerId: 'fake', status: 'warning', findings: [finding] } as const;
    const { access } = watched(async (options) => {
      asked = options;
      return report;
    });
    await access.putBooking(gym('b1', 60, 90));
    await access.putBooking(gym('b2', 100, 120));
    await access.putBooking(hall('gone', 60, 90));
    await access.runDue();
    await access.cancelBooking('gone');
    await access.runDue();
    expect(await access.health({ providerId: 'fake' })).toEqual(report);
    expect(asked.expected).toEqual({ places: ['gym-door'], subjects: ['subject-ada'] });
  });

  it('is given up when the provider does not answer within a minute', async () => {
    const { access, clock } = watched(() => new Promise(() => {}));
    const refused = expect(access.health({ providerId: 'fake' })).rejects.toMatchObject({
      code: 'connection',
      reason: 'timeout',
    });
    await breathe();
    await clock.advanceBy(60_000);
    await refused;
  });

  it('is refused for an installation that nobody has configured', async () => {
    await expect(createLawWorld().access.health({ providerId: 'typo' })).rejects.toThrow(ConfigurationError);
  });
});
