import { describe, expect, it } from 'vitest';
import { createFixedClock } from '../clock/fixed-clock';
import { createFakeVendor } from './fake-vendor';
import type { FakeWrite } from './fake-wire';
import { FakeWireFailure } from './fake-wire-failure';

const window = { startsAt: '2026-11-16T09:00:00.000Z', endsAt: '2026-11-16T10:00:00.000Z' };
const content = { place: 'door', subject: 'badge', windows: [window] };
const put = (marker: string, windows = content.windows): FakeWrite => ({
  operation: 'put',
  locator: { marker },
  content: { ...content, windows },
});
const remove = (marker: string): FakeWrite => ({ operation: 'delete', locator: { marker } });

function setUp() {
  const clock = createFixedClock('2026-11-16T08:00:00.000Z');
  return { clock, vendor: createFakeVendor({ clock }) };
}

describe('the fake vendor', () => {
  it('opens in half-open windows of its records, for that subject and place only', async () => {
    const { clock, vendor } = setUp();
    await vendor.wire.write([put('a')]);
    const opensAt = (at: string) => vendor.opens({ subject: 'badge', place: 'door', at });
    expect(
      ['08:59:59.999', '09:00:00.000', '09:59:59.999', '10:00:00.000'].map((t) => opensAt(`2026-11-16T${t}Z`)),
    ).toEqual([false, true, true, false]);
    expect(vendor.opens({ subject: 'other', place: 'door', at: window.startsAt })).toBe(false);
    expect(vendor.opens({ subject: 'badge', place: 'gate', at: window.startsAt })).toBe(false);
    await clock.advanceTo(window.startsAt);
    expect(vendor.opens({ subject: 'badge', place: 'door' })).toBe(true);
  });

  it('alters the record with a known marker and makes one for a new marker', async () => {
    const { vendor } = setUp();
    const moved = { startsAt: window.endsAt, endsAt: '2026-11-16T11:00:00.000Z' };
    const results = await vendor.wire.write([put('a'), put('b'), put('a', [moved])]);
    expect(results.map((result) => result.status === 'applied' && result.vendorReference)).toEqual([
      'record-1',
      'record-2',
      'record-1',
    ]);
    expect(vendor.held()).toEqual([
      { ...content, windows: [moved], marker: 'a', vendorReference: 'record-1' },
      { ...content, marker: 'b', vendorReference: 'record-2' },
    ]);
  });

  it('deletes what is there, and is content when it is not', async () => {
    const { vendor } = setUp();
    await vendor.wire.write([put('a')]);
    expect(await vendor.wire.write([remove('a'), remove('a')])).toEqual([{ status: 'applied' }, { status: 'applied' }]);
    expect(vendor.held()).toEqual([]);
  });

  it('finds an unmarked record by its reference, else by its content', async () => {
    const { vendor } = setUp();
    const made = vendor.addForeign(content);
    await vendor.wire.write([put('a')]);
    const { vendorReference } = made;
    expect(await vendor.wire.read([{ vendorReference }, { contents: [content] }, { marker: 'b' }, {}])).toEqual([
      made,
      made,
      undefined,
      undefined,
    ]);
  });

  it('lets people edit and remove any record in its console, without a call', async () => {
    const { vendor } = setUp();
    await vendor.wire.write([put('a')]);
    expect(vendor.edit('record-1', { windows: 'always' })).toBe(true);
    expect(vendor.held()[0]).toEqual({ ...content, windows: 'always', marker: 'a', vendorReference: 'record-1' });
    expect(vendor.opens({ subject: 'badge', place: 'door' })).toBe(true);
    expect([vendor.remove('record-1'), vendor.remove('record-1'), vendor.edit('record-1', {})]).toEqual([
      true,
      false,
      false,
    ]);
    expect(vendor.held()).toEqual([]);
    await vendor.wire.write([put('a')]);
    expect(vendor.held()).toHaveLength(1);
    expect([vendor.writes, vendor.reads]).toEqual([2, 0]);
  });

  it('lists page by page and counts every page', async () => {
    const { vendor } = setUp();
    await vendor.wire.write(['a', 'b', 'c', 'd'].map((marker) => put(marker)));
    const first = await vendor.wire.list({ pageSize: 2 });
    const second = await vendor.wire.list({ pageSize: 2, cursor: first.nextCursor });
    expect([...first.records, ...second.records].map(({ marker }) => marker)).toEqual(['a', 'b', 'c', 'd']);
    expect(second.nextCursor).toBeUndefined();
    await vendor.wire.ping();
    expect([vendor.writes, vendor.reads, vendor.calls]).toEqual([1, 2, 4]);
  });

  it('refuses subjects and places that it does not know', async () => {
    const { clock } = setUp();
    const vendor = createFakeVendor({ clock, knows: ({ place }) => place === 'gate' });
    expect(await vendor.wire.write([put('a')])).toEqual([{ status: 'refused' }]);
    expect(vendor.held()).toEqual([]);
  });
});

describe('the levers of the fake vendor', () => {
  it('refuse one change of a call and carry out the others', async () => {
    const { vendor } = setUp();
    vendor.failNext({ kind: 'refused', when: 'put', times: 2 });
    const results = await vendor.wire.write([remove('x'), put('a'), put('b'), put('c')]);
    expect(results.map(({ status }) => status)).toEqual(['applied', 'refused', 'refused', 'applied']);
  });

  it.each([
    ['unavailable', undefined],
    ['rate_limited', 1000],
  ] as const)('answer %s for the whole call, as often as arranged', async (kind, retryAfterMs) => {
    const { vendor } = setUp();
    vendor.failNext({ kind, times: 2 });
    for (const _time of [1, 2])
      await expect(vendor.wire.write([put('a')])).rejects.toMatchObject({ kind, retryAfterMs });
    await vendor.wire.write([put('a')]);
    expect([vendor.held().length, vendor.writes]).toEqual([1, 3]);
  });

  it('lose an answer after, and a request before, anything is done', async () => {
    const { vendor } = setUp();
    vendor.dropNextRequest();
    vendor.dropNextAnswer();
    await expect(vendor.wire.write([put('a')])).rejects.toMatchObject({ kind: 'lost' });
    expect(vendor.held()).toEqual([]);
    await expect(vendor.wire.write([put('a')])).rejects.toMatchObject({ kind: 'lost' });
    expect(vendor.held()).toHaveLength(1);
  });

  it('hit only the operation they were arranged for', async () => {
    const { vendor } = setUp();
    vendor.failNext({ kind: 'unavailable', when: 'list' });
    vendor.failNext({ kind: 'refused', when: 'read' });
    await vendor.wire.write([put('a')]);
    await vendor.wire.ping();
    await expect(vendor.wire.list({ pageSize: 1 })).rejects.toThrow(FakeWireFailure);
    await expect(vendor.wire.read([])).rejects.toMatchObject({ kind: 'refused' });
    expect(await vendor.wire.read([])).toEqual([]);
  });

  it('are used in the order in which they were arranged', async () => {
    const { vendor } = setUp();
    vendor.failNext({ kind: 'refused' });
    vendor.failNext({ kind: 'unavailable' });
    expect(await vendor.wire.write([put('a')])).toEqual([{ status: 'refused' }]);
    await expect(vendor.wire.write([put('a')])).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('hold a call until it is released', async () => {
    const { vendor } = setUp();
    const release = vendor.holdNext('put');
    const held = vendor.wire.write([put('a')]);
    await vendor.wire.write([remove('b')]);
    expect(vendor.held()).toEqual([]);
    release();
    await held;
    expect(vendor.held()).toHaveLength(1);
  });

  it('let nothing through in an outage, and everything after a reset', async () => {
    const { vendor } = setUp();
    vendor.setOutage(true);
    await expect(vendor.wire.ping()).rejects.toMatchObject({ kind: 'unreachable' });
    vendor.dropNextAnswer();
    vendor.reset();
    await vendor.wire.write([put('a')]);
    expect(vendor.held()).toHaveLength(1);
  });
});
