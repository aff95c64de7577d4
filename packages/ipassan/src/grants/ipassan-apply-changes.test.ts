import { AuthenticationError, ConflictError, ConnectionError } from '@acx/core/provider';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestInstallation, type TestInstallation } from '../__fixtures__/ipassan-test-installation';

let world: TestInstallation;
beforeEach(() => {
  world = createTestInstallation();
});

const bookings = () => [...world.simulator.state.assetBookings.values()];

describe('applying changes', () => {
  it('opens the asset for exactly the person and the window, with one call', async () => {
    const { simulator, building, creation, permission, apply, calls } = world;
    const [outcome] = await apply(creation(permission('09:00', '10:00')));
    expect(outcome).toMatchObject({ effect: 'applied', vendorReference: bookings()[0]?.uuid });
    expect(calls()).toEqual(['POST']);
    const opens = (at: string, person = building.ada.uuid) =>
      simulator.opens({ person, asset: building.gym.uuid, at: `2026-07-01T${at}:00Z` });
    expect(['08:59', '09:00', '09:59', '10:00'].map((at) => opens(at))).toEqual([false, true, true, false]);
    expect(opens('09:30', building.ben.uuid)).toBe(false);
    expect(simulator.monitoring()).toMatchObject([
      { person: 'Ada Archer', from: '2026-07-01 10:00', to: '2026-07-01 11:00' },
    ]);
  });

  it('moves a window with one call that writes what differs', async () => {
    const { creation, permission, apply, calls, provider } = world;
    const create = creation(permission('09:00', '10:00'));
    const [created] = await apply(create);
    const { grantKey, after: before } = create;
    const after = { ...before, endsAt: '2026-07-01T10:30:00.000Z' };
    calls();
    const update = { kind: 'update', grantKey, before, after, reason: 'test' } as const;
    const [outcome] = await apply({ ...update, vendorReference: created?.vendorReference });
    expect(outcome).toMatchObject({ effect: 'applied' });
    expect(calls()).toEqual(['PUT']);
    expect(bookings()).toMatchObject([{ startsAt: before['startsAt'], endsAt: after.endsAt, reference: grantKey }]);
    expect(provider.estimateCalls([create, update])).toBe(2);
  });

  it('takes a right away with one call, and again with the same result', async () => {
    const { creation, permission, apply, calls } = world;
    const create = creation(permission('09:00', '10:00'));
    const [created] = await apply(create);
    calls();
    const revoke = {
      kind: 'revoke',
      grantKey: create.grantKey,
      vendorReference: created?.vendorReference,
      before: create.after,
      revokeReason: 'cancelled',
      reason: 'test',
    } as const;
    expect(await apply(revoke)).toEqual([{ grantKey: create.grantKey, effect: 'applied' }]);
    expect(calls()).toEqual(['DELETE']);
    expect(await apply(revoke)).toEqual([{ grantKey: create.grantKey, effect: 'applied' }]);
    expect(bookings()).toEqual([]);
  });

  it('finds the record by its mark when no reference is known', async () => {
    const { creation, permission, apply, calls } = world;
    const create = creation(permission('09:00', '10:00'));
    await apply(create, creation(permission('10:00', '11:00')));
    calls();
    const { grantKey, after: before } = create;
    const after = { ...before, startsAt: '2026-07-01T08:30:00.000Z' };
    const [updated] = await apply({ kind: 'update', grantKey, before, after, reason: 'test' });
    expect(updated).toMatchObject({ effect: 'applied', vendorReference: bookings()[0]?.uuid });
    expect(calls()).toEqual(['GET', 'PUT']);
    await apply({ kind: 'revoke', grantKey, before: after, revokeReason: 'ended', reason: 'test' });
    expect(calls()).toEqual(['GET', 'DELETE']);
    expect(bookings()).toMatchObject([{ startsAt: '2026-07-01T10:00:00.000Z' }]);
  });

  it('never takes a foreign record for its own, however alike it is', async () => {
    const { simulator, building, creation, permission, apply } = world;
    const create = creation(permission('09:00', '10:00'));
    const foreign = simulator.addAssetBooking({
      asset: building.gym.uuid,
      person: building.ada.uuid,
      startsAt: '2026-07-01T09:00:00Z',
      endsAt: '2026-07-01T10:00:00Z',
    });
    const [outcome] = await apply(create);
    expect(outcome).toMatchObject({ effect: 'none', error: { what: 'slot', isRetryable: true } });
    const revoke = {
      kind: 'revoke',
      grantKey: create.grantKey,
      before: create.after,
      revokeReason: 'ended',
      reason: 'test',
    } as const;
    expect(await apply(revoke)).toEqual([{ grantKey: create.grantKey, effect: 'applied' }]);
    expect(bookings()).toEqual([foreign]);
  });

  it('takes up its own record when a create is repeated', async () => {
    const { creation, permission, apply, calls } = world;
    const create = creation(permission('09:00', '10:00'));
    await apply(create);
    calls();
    expect(await apply(create)).toMatchObject([{ effect: 'applied', vendorReference: bookings()[0]?.uuid }]);
    expect(calls()).toEqual(['POST', 'GET']);
    expect(bookings()).toHaveLength(1);
  });

  it('does not know whose the record in its slot is when iPassan keeps no mark, and changes nothing', async () => {
    world.simulator.switches.keepsReference = false;
    const { creation, permission, apply, calls } = world;
    const create = creation(permission('09:00', '10:00'));
    await apply(create);
    const before = bookings();
    calls();
    expect(await apply(create)).toMatchObject([{ effect: 'unknown', error: { what: 'slot', isRetryable: true } }]);
    expect(calls()).toEqual(['POST', 'GET']);
    expect(bookings()).toEqual(before);
  });

  it('says that it does not know when the answer was lost, and finds the record again', async () => {
    const { simulator, provider, creation, permission, apply } = world;
    const create = creation(permission('09:00', '10:00'));
    await apply(creation(permission('12:00', '13:00')));
    simulator.levers.dropAnswer();
    const [outcome] = await apply(create);
    expect(outcome).toMatchObject({ effect: 'unknown' });
    expect(outcome?.error).toBeInstanceOf(ConnectionError);
    const { grantKey } = create;
    const found = await provider.readGrants?.(
      { lane: world.building.gym.uuid, grants: [{ grantKey }, { grantKey: 'acx:other' }] },
      {},
    );
    expect(found).toEqual([
      {
        origin: 'ours',
        grantKey,
        lane: world.building.gym.uuid,
        vendorReference: bookings()[1]?.uuid,
        state: create.after,
        lapsesAt: create.lapsesAt,
      },
    ]);
  });

  it('asks for a reading when the record to be changed has vanished', async () => {
    const { simulator, creation, permission, apply } = world;
    const create = creation(permission('09:00', '10:00'));
    const [created] = await apply(create);
    simulator.removeAssetBooking(created?.vendorReference ?? '');
    const { grantKey, after: before } = create;
    const after = { ...before, endsAt: '2026-07-01T10:30:00.000Z' };
    const update = { kind: 'update', grantKey, before, after, reason: 'test' } as const;
    for (const vendorReference of [created?.vendorReference, undefined]) {
      const [outcome] = await apply({ ...update, vendorReference });
      expect(outcome).toMatchObject({ effect: 'unknown', error: { what: 'record', isRetryable: true } });
      expect(outcome?.error).toBeInstanceOf(ConflictError);
    }
    expect(bookings()).toEqual([]);
  });

  it('answers a record that somebody gave to another person with a new one, the wrong right first', async () => {
    const { building, creation, permission, apply, calls, simulator } = world;
    const create = creation(permission('09:00', '10:00'));
    const [created] = await apply(create);
    calls();
    const after = { ...create.after, person: building.ben.uuid };
    const update = { kind: 'update', grantKey: create.grantKey, before: create.after, after, reason: 'test' } as const;
    const [outcome] = await apply({ ...update, vendorReference: created?.vendorReference });
    expect(outcome).toMatchObject({ effect: 'applied' });
    expect(calls()).toEqual(['DELETE', 'POST']);
    const held = [...simulator.state.assetBookings.values()];
    expect(held.map(({ person }) => person)).toEqual([building.ben.uuid]);
  });

  it('says that it does not know when only half of such an exchange was done', async () => {
    const { building, creation, permission, apply, simulator } = world;
    const create = creation(permission('09:00', '10:00'));
    const [created] = await apply(create);
    const after = { ...create.after, person: building.outsider.uuid };
    const update = { kind: 'update', grantKey: create.grantKey, before: create.after, after, reason: 'test' } as const;
    const [outcome] = await apply({ ...update, vendorReference: created?.vendorReference });
    expect(outcome).toMatchObject({ effect: 'unknown', error: { isRetryable: true } });
    expect(simulator.state.assetBookings.size).toBe(0);
  });

  it('does not write into another lane or from a state that it did not make', async () => {
    const { building, provider, creation, permission, calls } = world;
    const create = creation(permission('09:00', '10:00'));
    const changes = [create, { ...create, grantKey: 'acx:2', after: { asset: building.functionRoom.uuid } }];
    const outcomes = await provider.applyChanges({ lane: building.functionRoom.uuid, changes }, {});
    expect(outcomes.map(({ effect, error }) => [effect, error?.code])).toEqual([
      ['none', 'invalid_input'],
      ['none', 'invalid_input'],
    ]);
    expect(calls()).toEqual([]);
  });

  it('goes on after a refusal of one change', async () => {
    const { building, creation, permission, apply } = world;
    const outcomes = await apply(
      creation(permission('09:00', '10:00', { subject: building.outsider.uuid })),
      creation(permission('10:00', '12:15')),
      creation(permission('14:00', '15:00')),
    );
    expect(outcomes.map(({ effect, error }) => [effect, error?.toJSON()['vendorCode']])).toEqual([
      ['none', 'missing_profile'],
      ['none', 'too_long'],
      ['applied', undefined],
    ]);
  });

  it.each([
    ['is limiting calls', () => world.simulator.levers.rateLimitNext({ times: 1, retryAfterSeconds: 9 }), 'none'],
    ['breaks the connection', () => world.simulator.levers.dropRequest(), 'unknown'],
    ['is down', () => world.simulator.levers.failNext({ status: 503 }), 'unknown'],
  ])('sends nothing more while the vendor %s', async (_what, arrange, effect) => {
    const { creation, permission, apply, calls } = world;
    await apply(creation(permission('06:00', '07:00')));
    calls();
    arrange();
    const outcomes = await apply(creation(permission('09:00', '10:00')), creation(permission('10:00', '11:00')));
    expect(outcomes.map((outcome) => outcome.effect)).toEqual([effect, 'none']);
    expect(outcomes[1]?.error?.isRetryable).toBe(true);
    expect(calls()).toEqual(['POST']);
  });

  it('sends nothing at all when it was given up before', async () => {
    const { provider, building, creation, permission, calls } = world;
    const changes = [creation(permission('09:00', '10:00'))];
    const outcomes = await provider.applyChanges({ lane: building.gym.uuid, changes }, { signal: AbortSignal.abort() });
    expect(outcomes).toMatchObject([{ effect: 'none', error: { reason: 'aborted' } }]);
    expect(calls()).toEqual([]);
  });

  it('tells refused credentials once, for all changes', async () => {
    world = createTestInstallation({ clientSecret: 'wrong' });
    const { simulator, creation, permission, apply } = world;
    const outcomes = await apply(creation(permission('09:00', '10:00')), creation(permission('10:00', '11:00')));
    for (const { effect, error } of outcomes) {
      expect(effect).toBe('none');
      expect(error).toBeInstanceOf(AuthenticationError);
    }
    expect(simulator.levers.requests).toHaveLength(1);
  });

  it('goes on with a new token when the old one has ended', async () => {
    const { simulator, creation, permission, apply } = world;
    await apply(creation(permission('09:00', '10:00')));
    simulator.expireTokens();
    expect(await apply(creation(permission('10:00', '11:00')))).toMatchObject([{ effect: 'applied' }]);
  });

  it.each(['description', 'message', 'text'] as const)(
    'understands refusals in the shape %s, even with status 200',
    async (shape) => {
      const { simulator, creation, permission, apply } = world;
      simulator.switches.errorShape = shape;
      simulator.switches.refusalStatus = 200;
      simulator.switches.sendsCharset = false;
      simulator.alterAsset(world.building.gym.uuid, { isManagedByCaller: false });
      const [outcome] = await apply(creation(permission('09:00', '10:00')));
      expect(outcome?.error?.toJSON()).toMatchObject({ vendorCode: 'not_manager', effect: 'none' });
      expect(outcome?.error?.message).toContain(world.building.gym.uuid);
    },
  );
});
