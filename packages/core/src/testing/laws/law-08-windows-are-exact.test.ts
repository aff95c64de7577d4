import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLawWorld } from './law-world';
import { seeded } from './seeded';
import { transitionsOf, wallTime } from './time-zone-transitions';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The first instant from there on at which the wall clock shows a full quarter of an hour. */
function nextQuarter(timeZone: string, fromMs: number): number {
  let ms = Math.ceil(fromMs / MINUTE_MS) * MINUTE_MS;
  for (;;) {
    const { minute, second } = wallTime(timeZone, ms);
    if (minute % 15 === 0 && second === 0) return ms;
    ms += second === 0 ? MINUTE_MS : (60 - second) * 1000;
  }
}

/** Books around an instant of a zone and asks the door at the edges, to the second. */
async function bookAround(options: {
  timeZone: string;
  startMs: number;
  endMs: number;
  resolutionSeconds: number;
  earlyMinutes: number;
}) {
  const { timeZone, startMs, endMs, resolutionSeconds, earlyMinutes } = options;
  const world = createLawWorld({
    startsAt: new Date(startMs - 24 * HOUR_MS).toISOString(),
    manifest: { resolutionSeconds },
    directory: {
      timeZone,
      resources: [{ id: 'gym', places: [{ provider: 'fake', place: 'gym-door', earlyMinutes }] }],
      holders: [{ id: 'ada', subjects: [{ provider: 'fake', subject: 'subject-ada' }] }],
    },
  });
  const booking = { id: 'b1', resourceId: 'gym', holders: [{ holderId: 'ada' }] };
  await world.access.putBooking({ ...booking, startsAt: new Date(startMs), endsAt: new Date(endMs) });
  await world.access.runDue();
  const opens = (ms: number) =>
    world.vendor.opens({ subject: 'subject-ada', place: 'gym-door', at: new Date(ms).toISOString() });
  return { world, opens };
}

describe('law 8: windows are exact', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const pick = seeded(1);

  it(`to the quarter of an hour in every time zone around its changes of 20 years (seed ${pick.seed})`, async () => {
    const choose = fc.sample(fc.nat({ max: 1_000_000 }), { numRuns: zones.length * 2, seed: pick.seed });
    let played = 0;
    for (const timeZone of zones) {
      const transitions = transitionsOf(timeZone, 2020, 2040);
      const dice = choose.splice(0, 2);
      const chosen =
        transitions.length === 0
          ? [Date.UTC(2030, 5, 15)]
          : dice.map((die) => transitions[die % transitions.length] ?? 0);
      for (const [index, transition] of chosen.entries()) {
        const die = dice[index] ?? 0;
        const startMs = nextQuarter(timeZone, transition - (die % 9) * 15 * MINUTE_MS - 15 * MINUTE_MS);
        const endMs = nextQuarter(timeZone, startMs + ((die % 13) + 1) * 15 * MINUTE_MS);
        const { opens } = await bookAround({ timeZone, startMs, endMs, resolutionSeconds: 900, earlyMinutes: 0 });
        const edges = [opens(startMs - 1000), opens(startMs), opens(endMs - 1000), opens(endMs)];
        expect(edges, `${timeZone} ${new Date(startMs).toISOString()}`).toEqual([false, true, true, false]);
        played += 1;
      }
    }
    expect(played).toBeGreaterThan(zones.length);
  });

  it('buffers shrink to the slots of the vendor instead of opening more than was allowed', async () => {
    const startMs = Date.parse('2026-12-01T09:00:00Z');
    const { opens, world } = await bookAround({
      timeZone: 'Europe/Dublin',
      startMs,
      endMs: startMs + HOUR_MS,
      resolutionSeconds: 900,
      earlyMinutes: 20,
    });
    expect([opens(startMs - 15 * MINUTE_MS - 1000), opens(startMs - 15 * MINUTE_MS)]).toEqual([false, true]);
    const [permission] = (await world.access.settled('b1')).permissions;
    expect(permission?.status.windows[0]?.adjustments).toContain('shrunk_to_slot');
  });

  it('a booked window that the vendor cannot express without opening more is refused, and somebody is told', async () => {
    const startMs = Date.parse('2026-12-01T09:07:00Z');
    const { world } = await bookAround({
      timeZone: 'Europe/Dublin',
      startMs,
      endMs: startMs + HOUR_MS,
      resolutionSeconds: 900,
      earlyMinutes: 0,
    });
    expect(world.vendor.held()).toEqual([]);
    const [permission] = (await world.access.settled('b1')).permissions;
    expect(permission?.status).toMatchObject({
      state: 'failed',
      error: { code: 'mapping', problem: 'not_representable' },
    });
    expect(world.notices).toMatchObject([{ type: 'permission_failed', bookingId: 'b1' }]);
  });
});

describe('law 8: buffers shrink before they overlap a neighbour’s booking', () => {
  it('whichever of the two is stored first, and grow back when the neighbour is gone', async () => {
    const world = createLawWorld();
    const at = (minutes: number) => new Date(world.clock.nowMs() + minutes * MINUTE_MS).toISOString();
    const gym = { resourceId: 'gym' };
    await world.access.putBooking({
      ...gym,
      id: 'later',
      startsAt: at(64),
      endsAt: at(90),
      holders: [{ holderId: 'ben' }],
    });
    await world.access.putBooking({
      ...gym,
      id: 'sooner',
      startsAt: at(30),
      endsAt: at(60),
      holders: [{ holderId: 'ada' }],
    });
    await world.access.runDue();
    const opens = (subject: string, minutes: number) =>
      world.vendor.opens({ subject, place: 'gym-door', at: at(minutes) });
    // Four minutes lie between them: the late buffer of 5 and the early buffer of 10 both stop at the other's booking.
    expect([opens('subject-ada', 63), opens('subject-ada', 64)]).toEqual([true, false]);
    expect([opens('subject-ben', 59), opens('subject-ben', 60)]).toEqual([false, true]);
    await world.access.cancelBooking('sooner');
    await world.access.runDue();
    expect([opens('subject-ben', 53), opens('subject-ben', 54)]).toEqual([false, true]);
  });
});
