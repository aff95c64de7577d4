import type { GrantReference } from '@acx/core/provider';
import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createTestInstallation } from '../__fixtures__/ipassan-test-installation';

const startsAt = '2026-07-01T14:00:00.000Z';
const endsAt = '2026-07-01T16:00:00.000Z';

/** A site with two entries of one host, name and time, and the state of a visit that says the same. */
function createTwins(keepsMark: boolean) {
  const world = createTestInstallation({
    clock: createFixedClock('2026-07-01T08:00:00Z'),
    profile: keepsMark ? {} : { visitor: { reference: null } },
  });
  const { simulator, building, provider, permission } = world;
  const [mark, other] = ['one', 'two'].map((key) => provider.grantKeyOf(permission('14:00', '16:00', { key })));
  if (mark === undefined || other === undefined) throw new Error('There is no mark.');
  const add = () =>
    simulator.addVisitor({ host: building.ada.uuid, name: 'Vera', startsAt, endsAt, reference: mark }).uuid;
  const uuids = [add(), add()];
  const state = { kind: 'visit', host: building.ada.uuid, name: 'Vera', startsAt, endsAt };
  const read = async (grants: readonly GrantReference[], taken?: readonly string[]) => {
    const found = await provider.readGrants?.({ lane: 'visits', grants, ...(taken && { taken }) }, {});
    return found?.map(({ grantKey, vendorReference }) => [grantKey, vendorReference]);
  };
  return { uuids, mark, other, state, read };
}

describe('reading visits back', () => {
  it.each([true, false])('passes over a record that belongs to another grant, marks kept: %s', async (keepsMark) => {
    const { uuids, mark, state, read } = createTwins(keepsMark);
    const [first = '', second = ''] = uuids;
    expect(await read([{ grantKey: mark, state }])).toEqual([[mark, first]]);
    expect(await read([{ grantKey: mark, state }], [first])).toEqual([[mark, second]]);
    expect(await read([{ grantKey: mark, state }], uuids)).toEqual([]);
    expect(await read([{ grantKey: mark, state, vendorReference: second }], [first])).toEqual([[mark, second]]);
  });

  it('gives a record to the grant that has its uuid, whichever is asked for first', async () => {
    const { uuids, mark, other, state, read } = createTwins(false);
    const [first = '', second = ''] = uuids;
    const asked = [
      { grantKey: other, state },
      { grantKey: mark, state: { ...state, endsAt: '2026-07-01T17:00:00.000Z' }, vendorReference: first },
    ];
    const expected = [
      [other, second],
      [mark, first],
    ];
    expect(await read(asked)).toEqual(expected);
    expect(await read(asked.toReversed())).toEqual(expected.toReversed());
  });

  it('gives nobody the record that another grant has cancelled', async () => {
    const { uuids, mark, state, read } = createTwins(false);
    const [first = '', second = ''] = uuids;
    expect(await read([{ grantKey: mark, state }], [`cancelled ${first}`])).toEqual([[mark, second]]);
  });
});
