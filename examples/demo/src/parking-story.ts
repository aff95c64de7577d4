import { createAccessControl, createInMemoryDirectory, createMemoryLedger, formatPlan } from '@acx/core';
import { createFixedClock, serveOnLoopback } from '@acx/core/testing';
import { createIpevia } from '@acx/ipevia';
import { createIpeviaSimulator } from '@acx/ipevia/testing';
import type { Storyteller } from './storyteller';

/** A Monday in winter, when Dublin's clocks show UTC. */
const TODAY = '2026-11-23';
/** Who may tell us of the barrier knows this; it is the last segment of the webhook's address. */
const SECRET = 'only-iPevia-knows-this';
/** Card numbers as people type them, and as iPevia holds them. */
const cards = {
  ada: { typed: '0000987654', held: '00000F1206' },
  ben: { typed: '1000001', held: '00000F4241' },
  technician: { held: '0000ABCDEF' },
};

/**
 * A day at a car park on iPevia, over real HTTP in both directions: rights go there, and what happens at the barrier comes back to a webhook.
 * The clock stands still until the story moves it. Everything behind a bar is asked of the simulated iPevia itself.
 */
export async function tellParkingStory({ chapter, tell, show }: Storyteller): Promise<void> {
  const clock = createFixedClock(`${TODAY}T07:00:00.000Z`);
  const simulator = createIpeviaSimulator({ clock });
  const server = await simulator.listen();
  const webhook = await serveOnLoopback((request) => access.webhook('car-park')(request));
  const access = createAccessControl({
    providers: [
      createIpevia({
        id: 'car-park',
        baseUrl: server.url,
        authentication: simulator.credentials,
        site: 'docklands',
        accessProfile: 'site',
        events: {
          kind: 'push',
          authentication: { kind: 'path', secret: SECRET },
          subscribe: { consumerUrl: `${webhook.url}/barrier/${SECRET}` },
        },
        entrance: 'taken',
        exits: ['exit'],
        clock,
      }),
    ],
    directory: createInMemoryDirectory({
      timeZone: 'Europe/Dublin',
      resources: [
        {
          id: 'zone-a',
          use: 'shared',
          checkIn: 'access_control',
          places: [{ provider: 'car-park', place: 'docklands', earlyMinutes: 15 }],
        },
      ],
      holders: [
        { id: 'ada', subjects: [{ provider: 'car-park', subject: cards.ada.typed }] },
        { id: 'ben', subjects: [{ provider: 'car-park', subject: cards.ben.typed }] },
      ],
    }),
    ledger: createMemoryLedger(),
    clock,
    onNotice: ({ message, action }) => tell(`notice: ${message} ${action}`),
    onAccessEvent: ({ type, at, bookingIds, reason }) => {
      const belongsTo = bookingIds.length === 0 ? 'no booking' : bookingIds.join(', ');
      tell(`event: ${type}, ${at.slice(11, 16)}, ${belongsTo}${reason === undefined ? '' : `, ${reason}`}`);
    },
    onCheckIn: ({ bookingId, at }) => tell(`check-in: ${bookingId} at ${at.slice(11, 16)}`),
  });
  access.on('access.unbooked', ({ place, at }) => tell(`unbooked: somebody came in at ${place}, ${at.slice(11, 16)}`));

  const at = async (time: string): Promise<void> => {
    await clock.advanceTo(`${TODAY}T${time}:00.000Z`);
    await access.runDue();
  };
  const heldRights = (): string => {
    const rights = [...simulator.state.credentials.values()]
      .filter(({ token }) => token !== 'technician')
      .map(({ validFromAt, validToAt }) => `${validFromAt?.slice(11, 16)} to ${validToAt?.slice(11, 16)}`);
    return `iPevia holds ${rights.length === 0 ? 'no credential' : `a credential for ${rights.join(' and ')}`}`;
  };
  const now = (): string => new Date(clock.nowMs()).toISOString().slice(11, 16);
  const look = (who: string, { held }: { held: string }): void =>
    show(`${now()} ${who} at the barrier: ${simulator.opens({ card: held }) ? 'opens' : 'stays closed'}`);
  /** Somebody holds a card to the reader, and iPevia tells the webhook of it. */
  const driveUp = async (who: string, { held }: { held: string }): Promise<void> => {
    const { isOpened } = simulator.presentCard({ card: held });
    const statuses = await simulator.flushEvents();
    show(`${now()} ${who} ${isOpened ? 'drove in' : 'stood outside'}; the webhook answered ${statuses.join(', ')}`);
    await access.runDue();
  };
  const booking = (id: string, holderId: string, from: string, to: string) => ({
    id,
    resourceId: 'zone-a',
    startsAt: `${TODAY}T${from}:00Z`,
    endsAt: `${TODAY}T${to}:00Z`,
    holders: [{ holderId }],
  });

  try {
    chapter('Ada books a parking space for today, 09:00 to 17:00; the zone opens a quarter of an hour early');
    tell(`iPevia is simulated and listens on ${server.url}; our webhook listens on ${webhook.url}.`);
    const ada = booking('booking-1', 'ada', '09:00', '17:00');
    for (const line of formatPlan(await access.plan(ada))
      .split('\n')
      .slice(1))
      tell(`dry run: ${line.trim()}`);
    await access.putBooking(ada);
    await access.runDue();
    const { findings } = await access.health({ providerId: 'car-park' });
    for (const { area, status, message } of findings) tell(`health: ${area}: ${status}. ${message}`);
    show(heldRights());

    chapter('The morning comes');
    await at('08:44');
    look('Ada', cards.ada);
    await at('08:45');
    look('Ada', cards.ada);
    look('Ben, who has not booked,', cards.ben);

    chapter('Ada drives in, and the barrier checks her booking in');
    await at('08:52');
    await driveUp('Ada', cards.ada);
    const { checkIn } = await access.settled('booking-1', { timeoutMs: 0 });
    tell(`booking-1 is checked in since ${checkIn?.at.slice(11, 16)}.`);

    chapter('Ben tries without a booking, and a technician comes in with a card that somebody made by hand');
    await at('09:10');
    await driveUp('Ben', cards.ben);
    simulator.addCredential({ token: 'technician', card: cards.technician.held });
    await driveUp('the technician', cards.technician);

    chapter('Ben books the afternoon, and cancels while it runs');
    await access.putBooking(booking('booking-2', 'ben', '13:00', '15:00'));
    await at('13:00');
    look('Ben', cards.ben);
    await access.cancelBooking('booking-2');
    await access.runDue();
    look('Ben', cards.ben);
    await driveUp('Ben', cards.ben);

    chapter('The day ends');
    await at('16:59');
    look('Ada', cards.ada);
    await at('17:00');
    look('Ada', cards.ada);
    look('The technician', cards.technician);
    show(heldRights());
  } finally {
    await access.stop();
    await webhook.close();
    await server.close();
  }
}
