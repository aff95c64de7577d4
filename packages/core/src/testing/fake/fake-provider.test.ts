import { describe, expect, it } from 'vitest';
import type { Change, RevokeChange } from '../../model/change';
import { createFixedClock } from '../clock/fixed-clock';
import { createPermission } from '../conformance/create-permission';
import { createFakeProvider } from './fake-provider';
import type { FakeProviderOptions } from './fake-provider-options';
import { createFakeVendor } from './fake-vendor';

const now = '2026-11-16T08:00:00.000Z';
const window = { startsAt: '2026-11-16T09:00:00.000Z', endsAt: '2026-11-16T10:00:00.000Z' };

function setUp(options: Omit<FakeProviderOptions, 'vendor'> = {}) {
  const vendor = createFakeVendor({ clock: createFixedClock(now) });
  const provider = createFakeProvider({ vendor, ...options });
  const permissionOf = (subject: string) =>
    createPermission({ window, subject, place: 'door', providerId: provider.id });
  const createOf = (subject: string): Change => {
    const { state } = provider.compose([permissionOf(subject)], { now });
    if (state === undefined) throw new Error('Nothing to create.');
    const grantKey = provider.grantKeyOf(permissionOf(subject));
    return { kind: 'create', grantKey, after: state, reason: 'A test asks for it.' };
  };
  const revokeOf = (change: Change, vendorReference?: string): RevokeChange => {
    const { grantKey, reason } = change;
    const before = change.kind === 'revoke' ? change.before : change.after;
    return { kind: 'revoke', grantKey, before, reason, revokeReason: 'cancelled', vendorReference };
  };
  const apply = (changes: readonly Change[], signal?: AbortSignal) =>
    provider.applyChanges({ lane: provider.laneOf(permissionOf('badge-1')), changes }, { signal });
  return { vendor, provider, permissionOf, createOf, revokeOf, apply };
}

describe('the fake provider', () => {
  it('groups changes into as few calls as the manifest allows', async () => {
    const { vendor, provider, createOf, apply } = setUp({ changesPerCall: 3 });
    const changes = ['badge-1', 'badge-2', 'badge-3', 'badge-4'].map(createOf);
    expect(provider.estimateCalls(changes)).toBe(2);
    expect((await apply(changes)).map(({ effect }) => effect)).toEqual(['applied', 'applied', 'applied', 'applied']);
    expect([vendor.writes, vendor.held().length]).toEqual([2, 4]);
  });

  it('sends nothing more once a call has failed as a whole', async () => {
    const { vendor, createOf, apply } = setUp({ changesPerCall: 2 });
    vendor.dropNextAnswer();
    const outcomes = await apply(['badge-1', 'badge-2', 'badge-3', 'badge-4'].map(createOf));
    expect(outcomes.map(({ effect }) => effect)).toEqual(['unknown', 'unknown', 'none', 'none']);
    for (const { error } of outcomes) expect(error?.isRetryable).toBe(true);
    expect([vendor.writes, vendor.held().length]).toEqual([1, 2]);
  });

  it('tells how long to wait', async () => {
    const { vendor, createOf, apply } = setUp();
    vendor.failNext({ kind: 'rate_limited', retryAfterMs: 30_000 });
    const [outcome] = await apply([createOf('badge-1')]);
    expect(outcome?.error?.toJSON()).toMatchObject({ status: 429, retryAfterMs: 30_000, effect: 'none' });
  });

  it('does not know what became of a call that was called off on its way', async () => {
    const { vendor, createOf, apply } = setUp();
    const release = vendor.holdNext();
    const controller = new AbortController();
    const outcomes = apply([createOf('badge-1')], controller.signal);
    controller.abort();
    expect((await outcomes)[0]).toMatchObject({ effect: 'unknown', error: { reason: 'aborted' } });
    release();
  });

  it('takes back its own record and leaves one that says the same', async () => {
    const { vendor, createOf, revokeOf, apply } = setUp();
    const create = createOf('badge-1');
    const foreign = vendor.addForeign({ place: 'door', subject: 'badge-1', windows: [window] });
    await apply([create]);
    expect(vendor.held()).toHaveLength(2);
    await apply([revokeOf(create, foreign.vendorReference)]);
    expect(vendor.held()).toEqual([foreign]);
  });

  it('knows its records without a marker by reference, and by content after a lost answer', async () => {
    const { vendor, provider, createOf, revokeOf, apply } = setUp({ marker: false });
    const create = createOf('badge-1');
    vendor.dropNextAnswer();
    await apply([create]);
    const [retried] = await apply([create]);
    expect(vendor.held()).toHaveLength(1);
    vendor.edit('record-1', { windows: 'always' });
    const { grantKey } = create;
    const { vendorReference } = retried ?? {};
    const grants = await provider.readGrants?.({ lane: 'any', grants: [{ grantKey, vendorReference }] }, {});
    expect(grants?.[0]).toMatchObject({ grantKey, state: { place: 'door', subject: 'badge-1' } });
    await apply([revokeOf(create, vendorReference)]);
    expect(vendor.held()).toEqual([]);
  });

  it('takes the records of another provider at the same vendor for foreign', async () => {
    const { vendor, createOf, apply } = setUp({ id: 'one' });
    await apply([createOf('badge-1')]);
    const other = createFakeProvider({ vendor, id: 'other' });
    const grants = [];
    for await (const grant of other.listGrants?.({ lanes: [] }, {}) ?? []) grants.push(grant);
    expect(grants).toMatchObject([{ origin: 'foreign', vendorReference: 'record-1' }]);
    expect(grants[0]).not.toHaveProperty('grantKey');
  });

  it('lists and reads in pages', async () => {
    const { vendor, provider, createOf, apply } = setUp({ pageSize: 2 });
    const changes = ['badge-1', 'badge-2', 'badge-3'].map(createOf);
    await apply(changes);
    const listed = [];
    for await (const grant of provider.listGrants?.({ lanes: [] }, {}) ?? []) listed.push(grant.grantKey);
    expect([listed.length, vendor.reads]).toEqual([3, 2]);
    expect(await provider.readGrants?.({ lane: 'any', grants: changes }, {})).toHaveLength(3);
    expect(vendor.reads).toBe(4);
  });

  it('has lanes by place or by subject', () => {
    const lanesOf = (laneBy: 'place' | 'subject') => {
      const { provider, permissionOf } = setUp({ laneBy });
      return new Set(['badge-1', 'badge-2'].map((subject) => provider.laneOf(permissionOf(subject)))).size;
    };
    expect([lanesOf('place'), lanesOf('subject')]).toEqual([1, 2]);
  });

  it('lets a test crash between any two steps: every call leaves and comes back later', async () => {
    const { vendor, createOf, apply } = setUp();
    const running = apply([createOf('badge-1')]);
    expect(vendor.held()).toEqual([]);
    await running;
    expect(vendor.held()).toHaveLength(1);
  });
});
