import { createBookingsOneSource } from '@acx/bookings-one';
import { createBookingsOneOffice, createBookingsOneSimulator } from '@acx/bookings-one/testing';
import { createAccessControl, createInMemoryDirectory, createMemoryLedger, followBookings } from '@acx/core';
import { createFixedClock } from '@acx/core/testing';
import { createIpevia } from '@acx/ipevia';
import { createIpeviaSimulator } from '@acx/ipevia/testing';
import { createSalto } from '@acx/salto';
import { createSaltoBuilding, createSaltoSimulator } from '@acx/salto/testing';
import { describe, expect, it } from 'vitest';

const TIME_ZONE = 'Europe/Paris';
/** Ada's card at iPevia, as people type it and as iPevia holds it. */
const adasCard = { typed: '0000987654', held: '00000F1206' };

/** One source, and access-control systems of two other vendors behind it. */
async function openHub() {
  const clock = createFixedClock('2026-11-23T08:00:00.000Z');
  const bookings = createBookingsOneSimulator({ clock, timeZone: TIME_ZONE });
  const office = createBookingsOneOffice(bookings);
  const space = createSaltoSimulator({ clock, timeZone: TIME_ZONE, switches: { auth: 'custom' } });
  const building = createSaltoBuilding(space);
  const barrier = createIpeviaSimulator({ clock });
  const servers = [await bookings.listen(), await space.listen(), await barrier.listen()] as const;
  const [bookingsServer, spaceServer, barrierServer] = servers;

  const ledger = createMemoryLedger();
  const access = createAccessControl({
    providers: [
      createSalto({
        id: 'space',
        transport: {
          kind: 'http',
          baseUrl: spaceServer.url,
          authentication: { kind: 'key', key: space.credentials.key },
        },
        timeZone: TIME_ZONE,
        clock,
      }),
      createIpevia({
        id: 'garage',
        baseUrl: barrierServer.url,
        authentication: barrier.credentials,
        site: 'docklands',
        accessProfile: 'site',
        clock,
      }),
    ],
    directory: createInMemoryDirectory({
      timeZone: TIME_ZONE,
      resources: [
        { id: 'boardroom', places: [{ provider: 'space', place: building.gym.id }] },
        { id: 'desk', use: 'shared', places: [{ provider: 'garage', place: 'docklands' }] },
      ],
      holders: [
        {
          id: 'ada@harbour.example',
          subjects: [
            { provider: 'space', subject: building.apartment501.id },
            { provider: 'garage', subject: adasCard.typed },
          ],
        },
      ],
    }),
    ledger,
    clock,
  });
  const source = createBookingsOneSource({
    ...{ id: 'bookings-one', baseUrl: bookingsServer.url, token: bookings.token, clock },
    resources: [
      { resource: office.boardroom.id, resourceId: 'boardroom', timeZone: TIME_ZONE },
      { resource: office.desk.id, resourceId: 'desk', timeZone: 'Asia/Singapore' },
    ],
  });
  const follower = followBookings({ source, access, ledger, clock });
  return {
    ...{ bookings, office, building, space, barrier, follower },
    /** Minute by minute. */
    async until(time: string) {
      const endMs = Date.parse(`2026-11-23T${time}:00Z`);
      while (clock.nowMs() < endMs) {
        await clock.advanceBy(60_000);
        await follower.runDue();
        await access.runDue();
      }
    },
    async close() {
      await follower.stop();
      await access.stop();
      bookings.close();
      for (const server of servers) await server.close();
    },
  };
}

describe('a hub: what is booked at Bookings ONE', () => {
  it('opens a zone at Salto and a barrier at iPevia, for exactly those times, until it is over or released', async () => {
    const hub = await openHub();
    try {
      const { bookings, office, building, space, barrier } = hub;
      const [card = ''] = building.ada.cards;
      const room = () => space.opens({ card, door: building.gymDoor.id });
      const garage = () => barrier.opens({ card: adasCard.held });

      const meeting = bookings.book({
        ...{ resource: office.boardroom.id, organizer: office.ada.id, attendees: [office.ben.id] },
        ...{ startsAt: '2026-11-23T09:00:00Z', endsAt: '2026-11-23T11:00:00Z' },
      });
      bookings.book({
        ...{ resource: office.desk.id, organizer: office.ada.id },
        ...{ startsAt: '2026-11-23T09:30:00Z', endsAt: '2026-11-23T10:00:00Z' },
      });
      await hub.until('08:59');
      expect([room(), garage()]).toEqual([false, false]);
      await hub.until('09:00');
      expect([room(), garage()]).toEqual([true, false]);
      await hub.until('09:30');
      expect([room(), garage()]).toEqual([true, true]);
      await hub.until('10:00');
      expect([room(), garage()]).toEqual([true, false]);
      // Ben has no card at either: an administrator hears of it.
      expect(hub.follower.report().unmappedHolders).toMatchObject([{ holderId: 'ben@harbour.example' }]);

      // Nobody announces it.
      bookings.checkIn(meeting.id);
      bookings.checkOutEarly(meeting.id);
      await hub.until('10:06');
      expect(room()).toBe(false);
    } finally {
      await hub.close();
    }
  });
});
