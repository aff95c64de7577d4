import { createAccessControl, createInMemoryDirectory, createMemoryLedger, formatPlan } from '@acx/core';
import { createFixedClock } from '@acx/core/testing';
import { createSalto } from '@acx/salto';
import { createSaltoBuilding, createSaltoSimulator } from '@acx/salto/testing';
import type { Storyteller } from './storyteller';

/** A Monday in winter, when Dublin's clocks show UTC. */
const TODAY = '2026-11-23';
const NEXT_WEEK = '2026-11-30';
const TIME_ZONE = 'Europe/Dublin';

/**
 * Two gym bookings of one apartment on ProAccess Space over real HTTP, where only one right can be held at a time: the second one waits and
 * is handed over the moment the first one ends. The clock stands still until the story moves it. Everything behind a bar is asked of the
 * simulated Space itself.
 */
export async function tellSaltoStory({ chapter, tell, show }: Storyteller): Promise<void> {
  const clock = createFixedClock(`${TODAY}T08:00:00.000Z`);
  const simulator = createSaltoSimulator({ clock, timeZone: TIME_ZONE, switches: { auth: 'custom' } });
  const { apartment501, ada, ben, gym, gymDoor } = createSaltoBuilding(simulator);
  const server = await simulator.listen();
  const authentication = { kind: 'key', key: simulator.credentials.key } as const;
  const subject = apartment501.id;
  const access = createAccessControl({
    providers: [
      createSalto({
        id: 'house',
        transport: { kind: 'http', baseUrl: server.url, authentication },
        timeZone: TIME_ZONE,
        clock,
      }),
    ],
    directory: createInMemoryDirectory({
      timeZone: TIME_ZONE,
      resources: [{ id: 'gym', places: [{ provider: 'house', place: gym.id }] }],
      // Whoever lives there opens with the key cards of the apartment.
      holders: [{ id: 'resident-56', subjects: [{ provider: 'house', subject }] }],
    }),
    ledger: createMemoryLedger(),
    clock,
    onNotice: ({ message, action }) => tell(`notice: ${message} ${action}`),
    onAccessEvent: ({ type, place, subject: who = 'somebody', at, reason }) =>
      tell(`event: ${type} at ${place} for ${who}, ${at.slice(0, 16)}${reason === undefined ? '' : `, ${reason}`}`),
  });

  const at = async (instant: string): Promise<void> => {
    await clock.advanceTo(instant);
    await access.runDue();
  };
  const heldRight = (): string => {
    const level = simulator.state.accessLevels.get(subject);
    const right = level?.zonePermissions.find(({ zone }) => zone === gym.id);
    if (right === undefined) return `${subject} has no right on ${gym.id}`;
    const lines = simulator.state.timetables.get(right.timetable)?.intervals ?? [];
    const times = lines
      .map(({ startTime, endTime }) => `${startTime.slice(0, 5)} to ${endTime.slice(0, 5)}`)
      .join(', ');
    const { startDate = '', endDate = '' } = right.period ?? {};
    const dates = [...new Set([startDate.slice(0, 10), endDate.slice(0, 10)])].join(' to ');
    return `${subject} has ${gym.id}: period ${dates}, timetable ${right.timetable} with ${times}`;
  };
  const tryDoor = (who: string, [card = '']: readonly string[]): void => {
    const time = new Date(clock.nowMs()).toISOString().slice(0, 19).replace('T', ' ');
    const isOpen = simulator.opens({ card, door: gymDoor.id });
    show(`${time} ${who} at the gym: ${isOpen ? 'opens' : 'stays closed'}`);
  };
  const tellStatus = async (bookingId: string): Promise<void> => {
    const { permissions } = await access.settled(bookingId, { timeoutMs: 0 });
    for (const { status } of permissions)
      tell(`${bookingId} is ${status.state}${status.expectedAt === undefined ? '' : ` until ${status.expectedAt}`}.`);
  };
  const booking = (id: string, date: string, from: string, to: string) => ({
    id,
    resourceId: 'gym',
    startsAt: `${date}T${from}:00Z`,
    endsAt: `${date}T${to}:00Z`,
    holders: [{ holderId: 'resident-56' }],
  });
  const first = booking('booking-1', TODAY, '18:00', '20:00');
  const second = booking('booking-2', NEXT_WEEK, '10:00', '11:00');

  try {
    chapter('Apartment 501, resident 56, books the gym for today, 18:00 to 20:00');
    tell(`Space is simulated and listens on ${server.url}.`);
    for (const line of formatPlan(await access.plan(first))
      .split('\n')
      .slice(1))
      tell(`dry run: ${line.trim()}`);
    await access.putBooking(first);
    await access.runDue();
    const { findings } = await access.health({ providerId: 'house' });
    for (const { area, status, message } of findings) tell(`health: ${area}: ${status}. ${message}`);
    await tellStatus(first.id);
    show(heldRight());

    chapter('The same apartment books again for next week, where Space has room for one right');
    await access.putBooking(second);
    await access.runDue();
    await tellStatus(second.id);
    show(heldRight());

    chapter('The evening comes');
    await at(`${TODAY}T17:59:59.000Z`);
    tryDoor('Ada of 501', ada.cards);
    await at(`${TODAY}T18:00:00.000Z`);
    tryDoor('Ada of 501', ada.cards);
    tryDoor('Ben of 502', ben.cards);

    chapter('Both hold a card to the door, and the audit trail comes back as events');
    for (const [who, { cards }] of [
      ['Ada of 501', ada],
      ['Ben of 502', ben],
    ] as const) {
      const { opened, operation } = simulator.presentCard({ card: cards[0] ?? '', door: gymDoor.id });
      show(`${who}: ${opened ? 'opened' : 'not opened'}, operation ${operation} on the audit trail`);
    }
    await access.runDue();

    chapter('Somebody deletes the right by hand in ProAccess Space');
    await at(`${TODAY}T18:30:00.000Z`);
    simulator.removeZonePermission(subject, gym.id);
    show(heldRight());
    tryDoor('Ada of 501', ada.cards);
    const { drift } = await access.check({ providerId: 'house', mode: 'heal' });
    tell(`A healing check finds: ${drift.map(({ kind }) => kind).join(', ')}.`);
    await access.runDue();
    show(heldRight());
    tryDoor('Ada of 501', ada.cards);

    chapter('The first booking ends, and the next one is handed over at that moment');
    await at(`${TODAY}T19:59:59.000Z`);
    tryDoor('Ada of 501', ada.cards);
    await at(`${TODAY}T20:00:00.000Z`);
    await tellStatus(second.id);
    show(heldRight());
    tryDoor('Ada of 501', ada.cards);

    chapter('Next week');
    await at(`${NEXT_WEEK}T09:59:59.000Z`);
    tryDoor('Ada of 501', ada.cards);
    await at(`${NEXT_WEEK}T10:00:00.000Z`);
    tryDoor('Ada of 501', ada.cards);
    tryDoor('Ben of 502', ben.cards);
    await at(`${NEXT_WEEK}T11:00:00.000Z`);
    tryDoor('Ada of 501', ada.cards);
    show(heldRight());
    tell('Shortly after midnight, what has no effect any more is cleared.');
    await at('2026-12-01T00:05:00.000Z');
    show(heldRight());
  } finally {
    await access.stop();
    await server.close();
  }
}
