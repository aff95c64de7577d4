import { AcxError } from '../../errors/acx-error';
import type { Notice } from '../../model/notice';
import { atMinute } from '../laws/law-world';
import type { MinuteBooking } from '../laws/wanted-minutes';
import type { FaultClock } from './fault-clock';
import type { FaultCrew } from './fault-crew';
import type { FaultJudge } from './fault-judge';
import type { FaultWeather } from './fault-weather';
import type { FaultWishes, Saying } from './fault-wishes';
import type { Draws } from './seeded-draws';

/** The product that takes bookings. It repeats what was not answered, and at times says things twice or in the wrong order. */
export interface FaultHost {
  /** Something new is said of a booking: what it is now, or that it is cancelled. */
  say(bookingId: string, booking: MinuteBooking | undefined): void;
  /** The same of a drawn booking. */
  sayAnything(): void;
  /** Every booking is put again, as it is. */
  sayAllAgain(): void;
  /** Takes a notice to people. */
  take(notice: Notice): Promise<void>;
  /** Somebody was told of a booking. */
  isTold(bookingId: string): boolean;
}

const bookingIds = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8'];

/** A booking of the play as a host hands it in. */
export function toBookingInput({ id, resourceId, startMinute, endMinute, holderIds }: MinuteBooking, revision: number) {
  const holders = holderIds.map((holderId) => ({ holderId }));
  return { id, resourceId, startsAt: atMinute(startMinute), endsAt: atMinute(endMinute), holders, revision };
}

/** A host whose messages go to whatever process is there. */
export function createFaultHost(parts: {
  clock: FaultClock;
  draws: Draws;
  judge: FaultJudge;
  weather: FaultWeather;
  wishes: FaultWishes;
  crew: FaultCrew;
  minuteOf: (ms: number) => number;
}): FaultHost {
  const { clock, draws, judge, weather, wishes, crew, minuteOf } = parts;
  const told = new Set<string>();

  const deliver = async (saying: Saying): Promise<void> => {
    const { bookingId, revision, booking } = saying;
    const process = crew.any();
    const again = (): void => void clock.schedule('host', draws.between(1_000, 20_000), () => deliver(saying));
    if (process === undefined) return again();
    const { access, gate } = process;
    const work = booking
      ? access.putBooking(toBookingInput(booking, revision))
      : access.cancelBooking(bookingId, { revision });
    const outcome = await Promise.race([
      process.during<unknown>(work).then(
        () => 'stored',
        (failure: unknown) => failure,
      ),
      gate.died.then(() => 'died'),
    ]);
    if (outcome === 'stored') {
      judge.note(`${gate.name} has ${bookingId} revision ${revision}${booking ? '' : ' (cancelled)'}`);
      wishes.acknowledge(saying);
    } else if (AcxError.isInstance(outcome)) {
      judge.condemn('nothing is refused', `${bookingId} revision ${revision} was refused: ${outcome.message}`);
    } else again();
  };
  const send = (saying: Saying): void => {
    const copies = draws.weighted([
      [6, 1],
      [2, 2],
      [1, 3],
    ] as const);
    for (let copy = 0; copy < copies; copy += 1) {
      const delayMs = draws.weighted([
        [5, 0],
        [2, draws.between(1, 5_000)],
        [2, draws.between(1, 90_000)],
      ] as const);
      clock.schedule('host', delayMs, () => deliver(saying));
    }
  };
  const drawBooking = (id: string): MinuteBooking => {
    const now = Math.floor(minuteOf(clock.nowMs()));
    const startMinute =
      now +
      draws.weighted([
        [1, draws.between(-20, 0)],
        [4, draws.between(0, 40)],
      ] as const);
    const holderIds = (['ada', 'ben', 'cleo'] as const).filter(() => draws.chance(0.5));
    return {
      id,
      resourceId: draws.pick(['gym', 'hall', 'car-park'] as const),
      startMinute,
      endMinute: startMinute + draws.between(3, 40),
      holderIds: holderIds.length === 0 ? ['ada'] : holderIds,
    };
  };

  const say: FaultHost['say'] = (bookingId, booking) => {
    const saying = wishes.say(bookingId, booking);
    const what = booking
      ? `${booking.resourceId} ${booking.startMinute}-${booking.endMinute} ${booking.holderIds}`
      : 'cancelled';
    judge.note(`host: ${bookingId} revision ${saying.revision}: ${what}`);
    send(saying);
  };

  return {
    say,
    sayAnything() {
      const bookingId = draws.pick(bookingIds);
      const isKnown = wishes.latest().some((saying) => saying.bookingId === bookingId);
      say(bookingId, isKnown && draws.chance(0.35) ? undefined : drawBooking(bookingId));
    },
    sayAllAgain() {
      for (const saying of wishes.latest()) clock.schedule('host', 0, () => deliver(saying));
    },
    async take(notice) {
      if (weather.is('deaf_host') && draws.chance(0.7)) throw new Error('The mail server is down.');
      await clock.sleep('host', draws.between(1, 500));
      judge.note(`notice: ${notice.type} ${'bookingId' in notice ? notice.bookingId : ''}`);
      if ('bookingId' in notice) told.add(notice.bookingId);
    },
    isTold: (bookingId) => told.has(bookingId),
  };
}
