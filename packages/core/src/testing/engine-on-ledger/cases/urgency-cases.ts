import assert from 'node:assert/strict';
import { gym } from '../../laws/law-bookings';
import { createLawWorld } from '../../laws/law-world';
import type { EngineSuite } from '../engine-suite';

const ROOMS = 12;
const directory = {
  timeZone: 'UTC',
  resources: Array.from({ length: ROOMS }, (_, room) => ({
    id: `room-${room}`,
    places: [{ provider: 'fake', place: `door-${room}` }],
  })),
  holders: [{ id: 'ada', subjects: [{ provider: 'fake', subject: 'subject-ada' }] }],
};

/** Who has to wait when there is more work than can be done at once. */
export function urgencyCases({ section, check }: EngineSuite): void {
  section('after an outage', () => {
    check('the booking that starts next is written first, by the next process too', async ({ connect, reopen }) => {
      const written: (string | undefined)[] = [];
      const placeOf = new Map<string, string>();
      const world = createLawWorld({
        ...{ directory, ledger: await connect(), manifest: { concurrentLanes: 1 } },
        wrap: ({ ledger, provider }) => ({
          ledger,
          provider: {
            ...provider,
            laneOf(permission) {
              const lane = provider.laneOf(permission);
              placeOf.set(lane, permission.place);
              return lane;
            },
            async applyChanges(request, options) {
              const outcomes = await provider.applyChanges(request, options);
              if (outcomes.every(({ effect }) => effect === 'applied')) written.push(placeOf.get(request.lane));
              return outcomes;
            },
          },
        }),
      });
      world.vendor.setOutage(true);
      const hourOf = (room: number): number => 1 + ((room * 5 + 3) % ROOMS);
      for (let room = 0; room < ROOMS; room += 1) {
        const start = 60 * hourOf(room);
        await world.access.putBooking({ ...gym(`b${room}`, start, start + 30), resourceId: `room-${room}` });
      }
      await world.access.runDue();
      assert.deepEqual(written, []);
      world.vendor.setOutage(false);
      world.restart(await reopen());
      await world.clock.advanceBy(30 * 60_000);
      await world.access.runDue();
      const rooms = Array.from({ length: ROOMS }, (_, room) => room).sort((a, b) => hourOf(a) - hourOf(b));
      assert.deepEqual(
        written,
        rooms.map((room) => `door-${room}`),
      );
    });
  });
}
