import { type Instant, instantFromMs, instantToMs } from '../../model/instant';
import type { Clock } from '../../ports/clock';
import { createFakeCallCounter } from './fake-call-counter';
import { createFakeDelivery, FAKE_DELIVERY_SECRET } from './fake-delivery';
import { createFakeDoorLog } from './fake-door-log';
import { createFakeLevers, type FakeLevers, type PassLevers } from './fake-levers';
import type { FakeContent, FakeRecord } from './fake-record';
import { createFakeRecords, type FakeRecords } from './fake-records';
import { createFakeSubscriptions } from './fake-subscriptions';
import type { FakeWire, FakeWrite, FakeWriteResult } from './fake-wire';
import { FakeWireFailure } from './fake-wire-failure';

/** An access-control system in memory: its wire, its console, its doors and its levers. */
export interface FakeVendor extends FakeLevers {
  /** What a provider talks to. */
  readonly wire: FakeWire;
  /** The doors: may this subject pass this place? Reads the held records and nothing else. `at` defaults to now. */
  opens(question: { subject: string; place: string; at?: Instant }): boolean;
  /**
   * At the doors: somebody presents what they carry, now. The log of the doors says `granted` or `denied`, and `taken` too when they were
   * let in and walk through. True when the door opens.
   */
  presentSubject(at: { subject: string; place: string; isWalkingThrough?: boolean }): boolean;
  /**
   * The request with which the vendor tells of everything that its doors have logged after an event, or of all of it. The same again each
   * time; nobody sends it by itself.
   */
  delivery(options?: { afterNumber?: number; secret?: string }): Request;
  /** Those who have subscribed to door events and have not expired. */
  readonly subscriptions: number;
  /** In the console: somebody ends all subscriptions. */
  endSubscriptions(): void;
  /** In the console: somebody makes a record of their own. */
  addForeign(content: FakeContent): FakeRecord;
  /** In the console: somebody alters a record, whoever made it. The marker stays. False when it is not there. */
  edit(vendorReference: string, alteration: Partial<FakeContent>): boolean;
  /** In the console: somebody removes a record, whoever made it. False when it was not there. */
  remove(vendorReference: string): boolean;
  /** Everything that is held, oldest first. A copy. */
  held(): FakeRecord[];
  /** Write calls that were tried, hit by a lever or not. Calls, not changes. */
  readonly writes: number;
  /** Read, list and event calls that were tried, hit by a lever or not. */
  readonly reads: number;
  /** All calls that were tried: writes, reads, subscriptions and pings. */
  readonly calls: number;
  /** Calls that were too many under `callsPerSecond`. */
  readonly callsTooMany: number;
}

/** What a fake vendor is made with. */
export interface FakeVendorOptions {
  readonly clock: Clock;
  /** The subjects and places that were set up at the vendor; a record of any other is refused for good. Default: all. */
  readonly knows?: (content: FakeContent) => boolean;
  /** Most calls within any second; those above are answered with `rate_limited`, and nothing of them is done. Default: no limit. */
  readonly callsPerSecond?: number;
}

/** What a vendor with a limit asks for. */
const RETRY_AFTER_MS = 1_000;

/** Makes an empty fake vendor. */
export function createFakeVendor({ clock, knows = () => true, callsPerSecond }: FakeVendorOptions): FakeVendor {
  const records = createFakeRecords();
  const doorLog = createFakeDoorLog();
  const subscriptions = createFakeSubscriptions(clock);
  const counter = createFakeCallCounter(clock, callsPerSecond);
  const { levers, pass: passLevers } = createFakeLevers();
  const pass: PassLevers = (operations, proceed) =>
    counter.admit()
      ? passLevers(operations, proceed)
      : Promise.reject(new FakeWireFailure('rate_limited', RETRY_AFTER_MS));
  let writes = 0;
  let reads = 0;
  let others = 0;

  const wire: FakeWire = {
    write(changes) {
      writes += 1;
      const operations = changes.map(({ operation }) => operation);
      return pass(operations, (refuses) =>
        changes.map((change) => {
          const isKnown = change.operation === 'delete' || knows(change.content);
          return refuses(change.operation) || !isKnown ? { status: 'refused' } : carryOut(records, change);
        }),
      );
    },
    read(locators) {
      reads += 1;
      return pass(['read'], (refuses) => {
        if (refuses('read')) throw new FakeWireFailure('refused');
        return locators.map(records.find);
      });
    },
    list({ pageSize, cursor = 0 }) {
      reads += 1;
      return pass(['list'], (refuses) => {
        if (refuses('list')) throw new FakeWireFailure('refused');
        const all = records.all();
        const nextCursor = cursor + pageSize;
        const page = { records: all.slice(cursor, nextCursor) };
        return nextCursor < all.length ? { ...page, nextCursor } : page;
      });
    },
    events(request) {
      reads += 1;
      return pass(['events'], (refuses) => {
        if (refuses('events')) throw new FakeWireFailure('refused');
        return doorLog.page(request);
      });
    },
    subscribe(request) {
      others += 1;
      return pass(['subscribe'], (refuses) => {
        if (refuses('subscribe')) throw new FakeWireFailure('refused');
        return subscriptions.subscribe(request);
      });
    },
    ping() {
      others += 1;
      return pass(['ping'], (refuses) => {
        if (refuses('ping')) throw new FakeWireFailure('refused');
      });
    },
  };

  return {
    ...levers,
    wire,
    opens: ({ subject, place, at }) =>
      records.opens({ subject, place, atMs: at === undefined ? clock.nowMs() : instantToMs(at) }),
    presentSubject({ subject, place, isWalkingThrough = false }) {
      const isOpen = records.opens({ subject, place, atMs: clock.nowMs() });
      const what = { subject, place, at: instantFromMs(clock.nowMs()) };
      doorLog.add({ ...what, type: isOpen ? 'granted' : 'denied' });
      if (isOpen && isWalkingThrough) doorLog.add({ ...what, type: 'taken' });
      return isOpen;
    },
    delivery({ afterNumber = 0, secret = FAKE_DELIVERY_SECRET } = {}) {
      const { events } = doorLog.page({ after: afterNumber, limit: Number.POSITIVE_INFINITY });
      return createFakeDelivery(events, secret);
    },
    get subscriptions() {
      return subscriptions.count();
    },
    endSubscriptions: subscriptions.end,
    addForeign: (content) => records.make(content),
    edit: records.edit,
    remove: records.remove,
    held: records.all,
    get writes() {
      return writes;
    },
    get reads() {
      return reads;
    },
    get calls() {
      return writes + reads + others;
    },
    get callsTooMany() {
      return counter.refused;
    },
  };
}

function carryOut(records: FakeRecords, write: FakeWrite): FakeWriteResult {
  const found = records.find(write.locator);
  if (write.operation === 'put') {
    if (found !== undefined) records.edit(found.vendorReference, write.content);
    const record = found ?? records.make(write.content, write.locator.marker);
    return { status: 'applied', vendorReference: record.vendorReference };
  }
  if (found !== undefined) records.remove(found.vendorReference);
  return { status: 'applied' };
}
