import { InvalidInputError } from '../../errors/invalid-input-error';
import { type BookingSource, SOURCE_SPECIFICATION_VERSION, type SourceReading } from '../../ports/booking-source';
import { checkFakeBookings, createFakeBookingCalls } from './fake-booking-calls';
import { toFakeReading } from './fake-booking-reading';
import { FAKE_BOOKING_TOKEN, FAKE_HINT_SECRET, type FakeBookingSourceOptions } from './fake-booking-source-options';
import type { FakeListing } from './fake-booking-verdict';
import type { FakeBookingWire } from './fake-booking-wire';
import { createFakeHintInlet } from './fake-hint-inlet';
import { localMidnights } from './local-midnights';

/** A booking source on top of the fake booking product: the rules of the port and nothing else. */
export function createSourceOfFake(options: FakeBookingSourceOptions, wire: FakeBookingWire): BookingSource {
  const { id = 'fake-bookings', resourceIds = ['room-1', 'room-2'], timeZone = 'UTC', hints = true } = options;
  const { daysAhead = 1, hintSecret = FAKE_HINT_SECRET } = options;
  const { daysPerCall = daysAhead + 1 } = options;
  const address = `https://host.example/hints/${encodeURIComponent(id)}/${encodeURIComponent(hintSecret)}`;
  const calls = createFakeBookingCalls({ wire, sourceId: id, token: FAKE_BOOKING_TOKEN });

  return {
    specificationVersion: SOURCE_SPECIFICATION_VERSION,
    id,
    resourceIds,
    callsPerRead: Math.ceil((daysAhead + 1) / daysPerCall),
    ...(options.callLimit !== undefined && { callLimit: options.callLimit }),
    async read({ resourceId, at }, callOptions): Promise<SourceReading> {
      if (!resourceIds.includes(resourceId)) {
        const problem = { path: 'resourceId', message: 'is not one of the resources of this source' };
        throw new InvalidInputError({ subject: 'question for bookings', problems: [problem] });
      }
      const midnights = localMidnights({ at, timeZone, days: daysAhead + 1 });
      const windowOf = (first: number, days: number) => ({
        startsAt: midnights[first] ?? at,
        endsAt: midnights[Math.min(first + days, daysAhead + 1)] ?? at,
      });
      const items: FakeListing[] = [];
      for (let day = 0; day <= daysAhead; day += daysPerCall)
        items.push(...(await calls.list({ resourceId, window: windowOf(day, daysPerCall) }, callOptions)));
      return toFakeReading({ sourceId: id, resourceId, window: windowOf(0, daysAhead + 1), items });
    },
    ...(hints && {
      hints: createFakeHintInlet({
        address,
        resourceIds,
        subscribe: (callOptions) => calls.subscribe(address, callOptions),
      }),
    }),
    checkHealth: (callOptions) => checkFakeBookings(calls, id, callOptions),
    close: async () => {},
  };
}
