import { type HistoryStep, toBookingInput } from './history-step';
import { atMinute, type LawWorld } from './law-world';
import { everyPair, type MinuteBooking, wantedKey, wantedMinutes } from './wanted-minutes';

const MINUTE_MS = 60_000;

/** A play in progress: what the host has said so far, and what time it is. */
export interface Play {
  /** The engine works by its own timers; otherwise it is called after every step. */
  readonly isStarted: boolean;
  readonly bookings: Map<string, MinuteBooking>;
  /** What the bookings want, kept up to date. */
  wanted: ReadonlySet<string>;
  minute: number;
}

/** Nothing has happened yet. */
export function createPlay(isStarted = false): Play {
  return { isStarted, bookings: new Map(), wanted: new Set(), minute: 0 };
}

/** Plays one step; `onEachStop` is called at every instant at which the clock stands still. */
export async function playStep(
  world: LawWorld,
  play: Play,
  step: HistoryStep,
  onEachStop: () => void = () => {},
): Promise<void> {
  if (step.type === 'put') {
    play.bookings.set(step.booking.id, step.booking);
    play.wanted = wantedMinutes([...play.bookings.values()]);
    await world.access.putBooking(toBookingInput(step.booking));
  } else if (step.type === 'cancel') {
    play.bookings.delete(step.id);
    play.wanted = wantedMinutes([...play.bookings.values()]);
    await world.access.cancelBooking(step.id);
  } else if (step.type === 'advance') {
    for (let passed = 0; passed < step.minutes; passed += 5) {
      play.minute += 5;
      await world.clock.advanceBy(5 * MINUTE_MS);
      await work(world, play);
      onEachStop();
    }
  } else if (step.type === 'restart') {
    world.restart();
    if (play.isStarted) await world.access.start();
  } else if (step.type === 'outage') world.vendor.setOutage(step.isOut);
  else if (step.type === 'rate_limit') world.vendor.failNext({ kind: 'rate_limited', retryAfterMs: 90_000 });
  else if (step.type === 'drop_answer') world.vendor.dropNextAnswer();
  else world.vendor.dropNextRequest();
  await work(world, play);
  onEachStop();
}

/** Lets the engine do what it can do now. */
async function work(world: LawWorld, play: Play): Promise<void> {
  if (!play.isStarted) await world.access.runDue();
  // A turn of the event loop comes only when no promise is left that could go on.
  else await new Promise((resolve) => setImmediate(resolve));
}

/** The trouble is over; time passes until everything has been tried again. */
export async function comeToRest(world: LawWorld, play: Play): Promise<void> {
  world.vendor.reset();
  for (let passed = 0; passed < 20; passed += 5) await playStep(world, play, { type: 'advance', minutes: 5 });
}

/**
 * Minutes in which the vendor would let in somebody whom no booking lets in, from now on. Asked of the doors. A vendor without dates opens until
 * it is told to stop, so only its present is asked for: `horizonMinutes: 5`.
 */
export function strangersLetIn(world: LawWorld, play: Play, horizonMinutes: number): string[] {
  const found: string[] = [];
  for (let minute = play.minute; minute < play.minute + horizonMinutes; minute += 5) {
    const at = atMinute(minute);
    for (const pair of everyPair) {
      const key = wantedKey({ ...pair, minute });
      if (!play.wanted.has(key) && world.vendor.opens({ ...pair, at })) found.push(key);
    }
  }
  return found;
}

/** People who stand at a door right now, have a right to pass, and find it closed. Asked of the doors. */
export function holdersLockedOut(world: LawWorld, play: Play): string[] {
  return everyPair
    .map((pair) => ({ pair, key: wantedKey({ ...pair, minute: play.minute }) }))
    .filter(({ pair, key }) => play.wanted.has(key) && !world.vendor.opens({ ...pair, at: atMinute(play.minute) }))
    .map(({ key }) => key);
}
