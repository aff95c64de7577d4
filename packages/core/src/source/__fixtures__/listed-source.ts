import { ConnectionError } from '../../errors/connection-error';
import type { BookingInput } from '../../model/booking';
import { isOverlapping, type Window } from '../../model/window';
import type { BookingSource, SourceReading } from '../../ports/booking-source';

/** What a source lists, set by a test word by word. */
export interface ListedSource {
  readonly source: BookingSource;
  /** Adds a booking, or puts it in place of the one with its id. */
  list(booking: BookingInput): void;
  /** Takes a booking off the list without a word. */
  drop(id: string): void;
  /** Takes a booking off the list and says that it is over. */
  release(id: string): void;
  /** Changes the next readings of a resource, for example cuts them off. `undefined`: as they are. */
  distort(resourceId: string, change: ((reading: SourceReading) => SourceReading) | undefined): void;
  setOutage(isOut: boolean): void;
  /** What every reading fails with, until it is taken back. */
  failWith(failure: Error | undefined): void;
  /** What subscribing does instead. */
  subscribing: (() => Promise<void>) | undefined;
  /** The window begins at the day of each reading, and only what lies in it is listed. Default false: two days, and everything is listed. */
  isWindowMoving: boolean;
  /** Resources that were read, in order. */
  readonly reads: string[];
  /** What was subscribed, one entry per call. */
  readonly subscribed: string[];
  /** Changed by a test that moves to another address. */
  subscription: string;
}

const twoDays = { startsAt: '2026-11-21T00:00:00.000Z', endsAt: '2026-11-23T00:00:00.000Z' };

/** A source of these resources. A hint names a resource in its body. */
export function createListedSource(resourceIds: readonly string[] = ['gym', 'hall', 'car-park']): ListedSource {
  const bookings = new Map<string, BookingInput>();
  const released = new Map<string, string>();
  const distortions = new Map<string, (reading: SourceReading) => SourceReading>();
  let isOut = false;
  let failure: Error | undefined;
  const windowAt = (at: string): Window => {
    if (!listed.isWindowMoving) return twoDays;
    const startMs = Date.parse(`${at.slice(0, 10)}T00:00:00.000Z`);
    return { startsAt: new Date(startMs).toISOString(), endsAt: new Date(startMs + 2 * 86_400_000).toISOString() };
  };
  const listed: ListedSource = {
    reads: [],
    subscribed: [],
    subscription: 'first',
    subscribing: undefined,
    isWindowMoving: false,
    failWith(next) {
      failure = next;
    },
    list: (booking) => void bookings.set(booking.id, booking),
    drop: (id) => void bookings.delete(id),
    release(id) {
      released.set(id, bookings.get(id)?.resourceId ?? '');
      bookings.delete(id);
    },
    distort: (resourceId, change) =>
      void (change === undefined ? distortions.delete(resourceId) : distortions.set(resourceId, change)),
    setOutage(isNowOut) {
      isOut = isNowOut;
    },
    source: {
      specificationVersion: 'v1',
      id: 'rooms',
      resourceIds,
      callsPerRead: 1,
      async read({ resourceId, at }) {
        listed.reads.push(resourceId);
        if (failure !== undefined) throw failure;
        if (isOut)
          throw new ConnectionError({ providerId: 'rooms', operation: 'read', reason: 'network', effect: 'none' });
        const reading: SourceReading = {
          resourceId,
          window: windowAt(at),
          bookings: [...bookings.values()].filter(
            (booking) =>
              booking.resourceId === resourceId &&
              (!listed.isWindowMoving || isOverlapping(toWindow(booking), windowAt(at))),
          ),
          released: [...released].filter(([, of]) => of === resourceId).map(([id]) => id),
          withheld: [],
          unreadable: [],
          problems: [],
        };
        return distortions.get(resourceId)?.(reading) ?? reading;
      },
      hints: {
        get subscription() {
          return listed.subscription;
        },
        async receive(request) {
          return { resourceIds: [await request.text()], response: new Response(null, { status: 204 }) };
        },
        async subscribe() {
          if (listed.subscribing !== undefined) return listed.subscribing();
          if (isOut)
            throw new ConnectionError({
              providerId: 'rooms',
              operation: 'subscribe',
              reason: 'network',
              effect: 'none',
            });
          listed.subscribed.push(listed.subscription);
        },
      },
      checkHealth: async () => ({ providerId: 'rooms', status: 'ok', findings: [] }),
      close: async () => {},
    },
  };
  return listed;
}

const toWindow = ({ startsAt, endsAt }: BookingInput): Window => ({
  startsAt: new Date(startsAt).toISOString(),
  endsAt: new Date(endsAt).toISOString(),
});

/** A hint that names a resource. */
export const hintOf = (resourceId: string): Request =>
  new Request('https://host.example/hints', { method: 'POST', body: resourceId });
