import type { BookingInput } from '../../model/booking';
import type { Clock } from '../../ports/clock';
import { atMinute, createLawWorld, lawDirectory } from '../../testing/laws/law-world';
import { followBookings } from '../follow-bookings';
import type { FollowOptions } from '../follow-options';
import { createListedSource } from './listed-source';

export const SECOND = 1_000;
export const MINUTE = 60_000;
/** Everything happens that needs no clock. */
export const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A booking of the source, in minutes after the start of the play. */
export const room = (id: string, resourceId: string, startMinute: number, endMinute: number, ...people: string[]) =>
  ({
    id: `rooms/${id}`,
    resourceId,
    startsAt: atMinute(startMinute),
    endsAt: atMinute(endMinute),
    holders: people.map((holderId) => ({ holderId })),
  }) satisfies BookingInput;

/** A source, the access control that it feeds, and the vendor's doors behind both. */
export function createFollowedWorld(
  options: { directory?: unknown; follow?: Partial<FollowOptions>; rooms?: string[] } = {},
) {
  const world = createLawWorld({ directory: options.directory ?? lawDirectory });
  const listed = createListedSource(options.rooms);
  const { clock, ledger, access, vendor } = world;
  let backMs = 0;
  const wallClock: Clock = {
    nowMs: () => clock.nowMs() - backMs,
    schedule: (delayMs, callback) => clock.schedule(delayMs, callback),
  };
  /** A new process, perhaps for other resources. */
  const create = (resourceIds = listed.source.resourceIds) =>
    followBookings({
      ...{ source: { ...listed.source, resourceIds }, access, ledger, clock: wallClock, random: () => 0.5 },
      ...options.follow,
    });
  const follower = create();
  /** Does what falls due within so many milliseconds, and lets the doors follow. */
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += SECOND) {
      await clock.advanceBy(SECOND);
      await follower.runDue();
    }
    await access.runDue();
  };
  const look = async (): Promise<void> => {
    await follower.runDue();
    await access.runDue();
  };
  const opens = (place: string, subject: string, minute: number) =>
    vendor.opens({ place, subject: `subject-${subject}`, at: atMinute(minute) });
  const setClockBack = (ms: number): void => {
    backMs += ms;
  };
  return { ...world, listed, follower, restart: create, pass, look, opens, setClockBack };
}
