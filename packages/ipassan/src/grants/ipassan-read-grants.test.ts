import type { VendorGrant } from '@acx/core/provider';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestInstallation, type TestInstallation } from '../__fixtures__/ipassan-test-installation';

let world: TestInstallation;
beforeEach(() => {
  world = createTestInstallation();
});

const list = async (lanes: readonly string[]): Promise<VendorGrant[]> => {
  const found: VendorGrant[] = [];
  for await (const grant of world.provider.listGrants?.({ lanes }, {}) ?? []) found.push(grant);
  return found;
};
const bookings = () => [...world.simulator.state.assetBookings.values()];

describe('reading what the vendor holds', () => {
  it('lists ours and foreign records with their ends, a page at a time', async () => {
    world = createTestInstallation({ pageSize: 2 });
    const { simulator, building, creation, permission, apply, calls } = world;
    const created = [creation(permission('09:00', '10:00')), creation(permission('10:00', '11:00'))];
    await apply(...created);
    simulator.addAssetBooking({
      asset: building.gym.uuid,
      person: building.ben.uuid,
      startsAt: '2026-07-01T12:00:00Z',
      endsAt: '2026-07-01T13:00:00Z',
      reference: 'Birthday',
    });
    calls();
    const found = await list([building.gym.uuid, building.gym.uuid]);
    expect(calls()).toEqual(['GET', 'GET']);
    expect(found.map(({ origin, grantKey, lapsesAt }) => [origin, grantKey, lapsesAt])).toEqual([
      ['ours', created[0]?.grantKey, '2026-07-01T10:00:00.000Z'],
      ['ours', created[1]?.grantKey, '2026-07-01T11:00:00.000Z'],
      ['foreign', undefined, '2026-07-01T13:00:00.000Z'],
    ]);
    expect(found[0]?.state).toEqual(created[0]?.after);
  });

  it('tells a second record with the same mark as one that nobody asked for, which can be revoked', async () => {
    const { simulator, building, creation, permission, apply } = world;
    const create = creation(permission('09:00', '10:00'));
    await apply(create);
    const second = simulator.addAssetBooking({
      asset: building.gym.uuid,
      person: building.ada.uuid,
      startsAt: '2026-07-01T15:00:00Z',
      endsAt: '2026-07-01T16:00:00Z',
      reference: create.grantKey,
    });
    const [first, extra] = await list([building.gym.uuid]);
    expect(first?.grantKey).toBe(create.grantKey);
    expect(extra).toMatchObject({ origin: 'ours', grantKey: `${create.grantKey}~${second.uuid}` });
    const grantKey = extra?.grantKey ?? '';
    const revoke = {
      kind: 'revoke',
      grantKey,
      before: extra?.state ?? {},
      revokeReason: 'extra',
      reason: 'test',
    } as const;
    expect(await apply(revoke)).toEqual([{ grantKey, effect: 'applied' }]);
    expect(bookings()).toMatchObject([{ endsAt: '2026-07-01T10:00:00.000Z' }]);
  });

  it('takes every record with the mark away when no reference is known', async () => {
    const { simulator, building, creation, permission, apply } = world;
    const create = creation(permission('09:00', '10:00'));
    await apply(create);
    simulator.addAssetBooking({
      asset: building.gym.uuid,
      person: building.ada.uuid,
      startsAt: '2026-07-01T15:00:00Z',
      endsAt: '2026-07-01T16:00:00Z',
      reference: create.grantKey,
    });
    await apply({
      kind: 'revoke',
      grantKey: create.grantKey,
      before: create.after,
      revokeReason: 'ended',
      reason: 'test',
    });
    expect(bookings()).toEqual([]);
  });

  it.each([
    ['the vendor returns no reference', {}],
    ['the profile has none', { profile: { assetBooking: { reference: null } } }],
  ])('knows records by uuid, or by person and time, when %s', async (_what, options) => {
    world = createTestInstallation(options);
    world.simulator.switches.keepsReference = false;
    const { simulator, building, provider, creation, permission, apply } = world;
    const [one, two] = [creation(permission('09:00', '10:00')), creation(permission('10:00', '11:00'))];
    const [outcome] = await apply(one);
    simulator.levers.dropAnswer();
    expect(await apply(two)).toMatchObject([{ effect: 'unknown' }]);
    const grants = [
      { grantKey: one.grantKey, vendorReference: outcome?.vendorReference },
      { grantKey: two.grantKey, state: two.after },
      { grantKey: 'acx:third', state: { ...two.after, endsAt: '2026-07-01T10:45:00.000Z' } },
      { grantKey: 'acx:fourth', state: one.after },
      { grantKey: 'acx:fifth' },
    ];
    const found = await provider.readGrants?.({ lane: building.gym.uuid, grants }, {});
    expect(found?.map(({ grantKey, vendorReference }) => [grantKey, vendorReference])).toEqual([
      [one.grantKey, bookings()[0]?.uuid],
      [two.grantKey, bookings()[1]?.uuid],
    ]);
    expect((await list([building.gym.uuid])).every(({ origin }) => origin === 'foreign')).toBe(true);
  });

  it.each([
    ['with our mark', true],
    ['without a mark', false],
  ])('passes over a record %s that belongs to another grant', async (_what, keepsReference) => {
    world.simulator.switches.keepsReference = keepsReference;
    const { building, provider, creation, permission, apply } = world;
    const { grantKey, after: state } = creation(permission('09:00', '10:00'));
    await apply(creation(permission('09:00', '10:00')));
    const uuid = bookings()[0]?.uuid ?? '';
    const read = async (taken?: readonly string[], vendorReference?: string) => {
      const grants = [{ grantKey, state, ...(vendorReference && { vendorReference }) }];
      const found = await provider.readGrants?.({ lane: building.gym.uuid, grants, ...(taken && { taken }) }, {});
      return found?.map((grant) => grant.vendorReference);
    };
    expect([await read(), await read(['another']), await read([uuid])]).toEqual([[uuid], [uuid], []]);
    expect(await read([uuid], uuid)).toEqual([uuid]);
  });

  it('asks nothing when nothing is asked', async () => {
    const { provider, building, calls } = world;
    expect(await provider.readGrants?.({ lane: building.gym.uuid, grants: [] }, {})).toEqual([]);
    expect(await list([])).toEqual([]);
    expect(calls()).toEqual([]);
  });

  it('reads times in UTC as well', async () => {
    const { simulator, building, creation, permission, apply } = world;
    const create = creation(permission('09:00', '10:00'));
    await apply(create);
    simulator.switches.returnsUtc = true;
    expect((await list([building.gym.uuid]))[0]?.state).toEqual(create.after);
  });
});
