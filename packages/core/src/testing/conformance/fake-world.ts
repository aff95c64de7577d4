import type { AccessProvider } from '../../ports/access-provider';
import { createFixedClock } from '../clock/fixed-clock';
import { createFakeProvider } from '../fake/fake-provider';
import type { FakeProviderOptions } from '../fake/fake-provider-options';
import { createFakeVendor, type FakeVendor } from '../fake/fake-vendor';
import type { ConformanceWorld } from './conformance-world';

/** Puts other members in the place of a provider's own. */
export type AlterProvider = (provider: AccessProvider, vendor: FakeVendor) => Partial<AccessProvider>;

/** A world of the conformance suite with the fake vendor in it. */
export async function createFakeWorld(
  options: Omit<FakeProviderOptions, 'vendor'> = {},
  alter: AlterProvider = () => ({}),
): Promise<ConformanceWorld> {
  const clock = createFixedClock('2026-11-16T08:20:00.000Z');
  const vendor = createFakeVendor({ clock, knows: ({ subject }) => subject.startsWith('badge-') });
  const plain = createFakeProvider({ vendor, ...options });
  const provider: AccessProvider = { ...plain, ...alter(plain, vendor) };
  return {
    provider,
    clock,
    subjects: ['badge-0004711', 'badge-0004712', 'badge-0004713'],
    respell: (subject) => subject.toUpperCase(),
    places: ['north door', 'south door'],
    unusable: { subject: 'unknown-0001', place: 'north door' },
    placeSettings: { timeZone: 'Asia/Kathmandu' },
    probe: {
      opens: vendor.opens,
      callCount: () => vendor.calls,
      writeCount: () => vendor.writes,
      addForeign({ subject, place, window }) {
        const made = JSON.stringify(vendor.addForeign({ subject, place, windows: [window] }));
        return { stillThere: () => vendor.held().some((record) => JSON.stringify(record) === made) };
      },
      dropNextAnswer: vendor.dropNextAnswer,
      failNext: (kind) => vendor.failNext({ kind }),
      presentSubject: vendor.presentSubject,
      async deliverEvent(how) {
        if (how === 'unauthenticated') return vendor.delivery({ secret: 'wrong' });
        const valid = vendor.delivery();
        return how === 'valid' ? valid : new Request(valid, { body: (await valid.clone().text()).slice(1) });
      },
      subscriptionCount: () => vendor.subscriptions,
      endSubscriptions: vendor.endSubscriptions,
      setOutage: vendor.setOutage,
    },
    cannot:
      options.marker === false
        ? { foreignOnSamePair: 'without a marker, a foreign record with the same content cannot be told from ours' }
        : {},
    listingCalls: (records) => Math.max(1, Math.ceil(records / (options.pageSize ?? 50))),
    close: () => provider.close(),
  };
}
