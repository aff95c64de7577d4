import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../model/json';
import { createFixedClock } from '../clock/fixed-clock';
import { createFakeProvider } from './fake-provider';
import { createFakeVendor } from './fake-vendor';

function setUp() {
  const clock = createFixedClock('2026-11-21T08:00:00.000Z');
  const vendor = createFakeVendor({ clock });
  const pull = createFakeProvider({ vendor }).events?.pull;
  if (pull === undefined) throw new Error('The fake provider has no feed.');
  return { clock, vendor, pull: (request: Parameters<typeof pull>[0]) => pull(request, {}) };
}

describe('the doors of the fake vendor', () => {
  it('say what they decided and, of those who were let in, who walked through', async () => {
    const { vendor, clock, pull } = setUp();
    vendor.addForeign({ place: 'door', subject: 'badge-1', windows: 'always' });
    const at = { place: 'door', isWalkingThrough: true };
    expect(vendor.presentSubject({ ...at, subject: 'badge-1' })).toBe(true);
    await clock.advanceBy(1_000);
    expect(vendor.presentSubject({ ...at, subject: 'badge-2' })).toBe(false);
    expect(vendor.presentSubject({ place: 'door', subject: 'badge-1' })).toBe(true);
    const { events } = await pull({ cursor: { after: 0 }, limit: 10 });
    expect(events.map(({ type, subject, at: instant }) => [type, subject, instant])).toEqual([
      ['granted', 'badge-1', '2026-11-21T08:00:00.000Z'],
      ['taken', 'badge-1', '2026-11-21T08:00:00.000Z'],
      ['denied', 'badge-2', '2026-11-21T08:00:01.000Z'],
      ['granted', 'badge-1', '2026-11-21T08:00:01.000Z'],
    ]);
  });

  it('answer a pull like any other call: counted, and hit by levers', async () => {
    const { vendor, pull } = setUp();
    vendor.failNext({ kind: 'unavailable', when: 'events' });
    await expect(pull({ limit: 10 })).rejects.toMatchObject({ code: 'provider_call', isRetryable: true });
    vendor.failNext({ kind: 'refused', when: 'events' });
    await expect(pull({ limit: 10 })).rejects.toMatchObject({ code: 'provider_call', isRetryable: false });
    await pull({ limit: 10 });
    expect([vendor.reads, vendor.calls, vendor.writes]).toEqual([3, 3, 0]);
  });

  it.each<JsonValue>([null, 7, { after: 'yesterday' }, { before: 1 }])(
    'refuse the cursor %j, which is not theirs',
    async (cursor) => {
      await expect(setUp().pull({ cursor, limit: 10 })).rejects.toMatchObject({ code: 'invalid_input' });
    },
  );
});
