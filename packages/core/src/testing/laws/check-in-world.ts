import type { AccessControlOptions } from '../../engine/access-control-options';
import type { AccessEvent } from '../../model/access-event';
import type { CheckIn } from '../../model/check-in';
import type { DeliveredAccessEvent } from '../../model/delivered-access-event';
import type { Ledger } from '../../ports/ledger';
import { atMinute, createLawWorld, type LawWorld, lawDirectory, type ProcessParts } from './law-world';

/** The places of the laws; the gym and the car park check in by their doors, the hall does not. */
export const checkInDirectory = {
  ...lawDirectory,
  resources: lawDirectory.resources.map((resource) =>
    resource.id === 'hall' ? resource : { ...resource, checkIn: 'access_control' },
  ),
};

/** A world in which the doors check in. Events are put into the ledger as if a vendor had told them. */
export interface CheckInWorld extends LawWorld {
  /** What the host has taken, as often as it has. */
  readonly told: DeliveredAccessEvent[];
  readonly checkIns: CheckIn[];
  /** Check-ins as listeners hear them, and ids of entries without a booking. */
  readonly heard: CheckIn[];
  readonly unbooked: string[];
  /** Somebody comes in at this minute, and the event arrives now. Answers with its id. */
  enter(minute: number, event?: Partial<AccessEvent>): Promise<string>;
  /** Comes in and lets the engine work. */
  enterNow(minute: number, event?: Partial<AccessEvent>): Promise<string>;
  checkInOf(bookingId: string): Promise<CheckIn | undefined>;
}

/** Everybody is Ada, at the barrier of the car park, unless it is said otherwise. */
export function createCheckInWorld(
  options: {
    access?: Partial<AccessControlOptions>;
    wrap?: (parts: ProcessParts) => ProcessParts;
    ledger?: Ledger;
  } = {},
): CheckInWorld {
  const told: DeliveredAccessEvent[] = [];
  const checkIns: CheckIn[] = [];
  const heard: CheckIn[] = [];
  const unbooked: string[] = [];
  const world = createLawWorld({
    directory: checkInDirectory,
    wrap: options.wrap,
    ledger: options.ledger,
    access: {
      onAccessEvent: (event) => void told.push(event),
      onCheckIn: (checkIn) => void checkIns.push(checkIn),
      ...options.access,
    },
  });
  const listen = (): void => {
    world.access.on('booking.checked_in', (checkIn) => heard.push(checkIn));
    world.access.on('access.unbooked', ({ id }) => unbooked.push(id));
  };
  listen();
  const { restart } = world;
  let count = 0;
  const enter = async (minute: number, more: Partial<AccessEvent> = {}): Promise<string> => {
    count += 1;
    const id = `entry-${count}`;
    const event: AccessEvent = {
      id,
      type: 'granted',
      providerId: 'fake',
      place: 'barrier',
      subject: 'subject-ada',
      at: atMinute(minute),
      isEntry: true,
      raw: null,
      ...more,
    };
    await world.ledger.transaction(({ events }) => events.add(event));
    return event.id;
  };
  return Object.assign(world, {
    told,
    checkIns,
    heard,
    unbooked,
    enter,
    async enterNow(minute: number, event?: Partial<AccessEvent>) {
      const id = await enter(minute, event);
      await world.access.runDue();
      return id;
    },
    restart(ledger?: Ledger) {
      restart(ledger);
      listen();
    },
    async checkInOf(bookingId: string) {
      return (await world.access.settled(bookingId, { timeoutMs: 0 })).checkIn;
    },
  });
}

/** A booking of the car park, in minutes after the start of the play. Its buffers are ten minutes on both sides. */
export const parking = (id: string, startMinute: number, endMinute: number, holderId = 'ada') => ({
  id,
  resourceId: 'car-park',
  startsAt: atMinute(startMinute),
  endsAt: atMinute(endMinute),
  holders: [{ holderId }],
});
