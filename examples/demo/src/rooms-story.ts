import { createFixedClock } from '@acx/core/testing';
import { cards, openOffice } from './rooms-office';
import type { Storyteller } from './storyteller';

/** A Monday in winter; Paris is one hour ahead of UTC. */
const TODAY = '2026-11-23';
const HOUR_MS = 3_600_000;

/**
 * A day in an office whose bookings come from Bookings ONE. The clock stands still until the story moves it. Behind a bar stands what the door does,
 * beside what Bookings ONE itself says of it.
 */
export async function tellRoomsStory({ chapter, tell, show }: Storyteller): Promise<void> {
  const clock = createFixedClock(`${TODAY}T07:00:00.000Z`);
  const { simulator, office, access, rooms, url, ...doors } = await openOffice(clock);
  const { boardroom, huddle, ada, ben, otto } = office;

  const parisTime = (time: string): string => new Date(`${TODAY}T${time}:00+01:00`).toISOString();
  const now = (): string => new Date(clock.nowMs() + HOUR_MS).toISOString().slice(11, 16);
  const work = async (): Promise<void> => {
    await rooms.runDue();
    await access.runDue();
  };
  /** Minute by minute, as a day passes. */
  const at = async (time: string): Promise<void> => {
    while (now() < time) {
      await clock.advanceBy(60_000);
      await work();
    }
  };
  /** Bookings ONE calls us, and a second later we look. */
  const hear = async (): Promise<void> => {
    const calls = await simulator.deliverCallbacks();
    for (const { callback } of calls)
      tell(`Bookings ONE called: something has changed at the resource ${callback.resource}.`);
    await clock.advanceBy(1_000);
    await work();
  };
  const present = async (who: string, email: string, room: { id: string; name: string }): Promise<void> => {
    const isOpen = await doors.presentCard(room.name.toLowerCase(), cards[email] ?? '');
    const instant = new Date(clock.nowMs()).toISOString();
    const truth = simulator.isBookedBy({ resource: room.id, email, at: instant }) ? 'booked' : 'not booked';
    const verdict = isOpen ? 'opens' : 'stays closed';
    show(`${now()} ${who} at the ${room.name.toLowerCase()}: ${verdict} (Bookings ONE: ${truth})`);
  };
  const showCode = async (who: string, code: string): Promise<void> => {
    const { verdict, reason } = await doors.showCode(code);
    const truth = simulator.visitor(code)?.status ?? 'nobody';
    const outcome = verdict === 'allow' ? 'opens' : 'stays closed';
    show(`${now()} ${who} at the lobby: ${outcome}, ${reason} (reception: ${truth})`);
  };

  try {
    chapter('Ada books the boardroom from 10:00 to 11:00, with Ben, and with Otto, who has no e-mail address');
    tell(`Bookings ONE is simulated and listens on ${url}.`);
    await work();
    const meeting = simulator.book({
      ...{ resource: boardroom.id, organizer: ada.id, attendees: [ben.id, otto.id] },
      ...{ startsAt: parisTime('10:00'), endsAt: parisTime('11:00') },
    });
    await hear();
    for (const { message } of rooms.report().problems) tell(`report: ${message}`);

    chapter('The meeting begins');
    await at('10:02');
    await present('Ben', 'ben@harbour.example', boardroom);
    await present('Cleo, who was not invited,', 'cleo@harbour.example', boardroom);

    chapter('It is made longer, until 11:30; then Bookings ONE is out of reach, and the door goes on by what it knows');
    simulator.extend(meeting.id, { endsAt: parisTime('11:30') });
    await hear();
    simulator.levers.setOutage(true);
    await at('11:15');
    await present('Ada', 'ada@harbour.example', boardroom);
    await at('11:30');
    await present('Ada', 'ada@harbour.example', boardroom);
    simulator.levers.setOutage(false);

    chapter(
      'Ada books the huddle for 14:00 and does not come: nobody tells us, and the door closes with the next look',
    );
    simulator.book({
      ...{ resource: huddle.id, organizer: ada.id },
      ...{ startsAt: parisTime('14:00'), endsAt: parisTime('15:00') },
    });
    await hear();
    await at('14:05');
    await present('Ada', 'ada@harbour.example', huddle);
    await at('14:15');
    for (const { status } of simulator.tick()) tell(`Bookings ONE has released the huddle: ${status}.`);
    await at('14:21');
    await present('Ada', 'ada@harbour.example', huddle);

    chapter('A visitor comes with a QR code');
    const { registrationCode } = simulator.addVisitor({
      ...{ name: 'Grace', startsAt: parisTime('14:00'), endsAt: parisTime('17:00') },
    });
    await showCode('Grace', registrationCode);
    simulator.checkVisitorIn(registrationCode);
    await showCode('Grace', registrationCode);
    await showCode('somebody with a made-up code', 'V0000000');
    simulator.checkVisitorOut(registrationCode);
    await showCode('Grace', registrationCode);
  } finally {
    await doors.close();
  }
}
