import { describe, expect, it } from 'vitest';
import { createTestHost, type TestHost } from './__fixtures__/ipassan-host';

const MINUTE_MS = 60_000;

/** A booking of the gym for one hour. */
const hourOf = (host: TestHost, holderId: string, hour: number) =>
  host.booking({
    id: holderId,
    startsAt: `2026-11-23T${hour}:00:00Z`,
    endsAt: `2026-11-23T${hour + 1}:00:00Z`,
    holders: [{ holderId }],
  });

async function letPass(host: TestHost, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await host.clock.advanceBy(MINUTE_MS);
    await host.access.runDue();
  }
}

/** Who gets into the gym at half past these hours, asked of the simulated door. */
function whoGetsIn({ simulator, building }: TestHost, hours: readonly number[]): string[] {
  const { gym, ada, ben } = building;
  return hours.map((hour) => {
    const at = `2026-11-23T${hour}:30:00Z`;
    const opens = (person: string) => simulator.opens({ person, asset: gym.uuid, at });
    return [opens(ada.uuid) ? 'ada' : '', opens(ben.uuid) ? 'ben' : ''].filter(Boolean).join(' and ');
  });
}

/** Ada has 10 to 11 and Ben 11 to 12, both at iPassan. */
async function createPair(): Promise<TestHost> {
  const host = createTestHost();
  await host.access.putBooking(hourOf(host, 'ada', 10));
  await host.access.putBooking(hourOf(host, 'ben', 11));
  await host.access.runDue();
  expect(whoGetsIn(host, [10, 11])).toEqual(['ada', 'ben']);
  return host;
}

const countOf = ({ simulator }: TestHost, method: string): number =>
  simulator.levers.requests.filter((line) => line.startsWith(method) && line.includes('/booking')).length;

describe('bookings of an asset that has one at a time', () => {
  it('change places, and each opens at its new time for its own holder', async () => {
    const host = await createPair();
    await host.access.putBooking(hourOf(host, 'ada', 12));
    await host.access.putBooking(hourOf(host, 'ben', 10));
    await host.access.putBooking(hourOf(host, 'ada', 11));
    await host.access.runDue();
    await letPass(host, 2);
    expect(whoGetsIn(host, [10, 11, 12])).toEqual(['ben', 'ada', '']);
    expect(host.gymBookings().sort()).toEqual(['10:00-11:00', '11:00-12:00']);
  });

  it('change places also when the answers of the vendor are lost', async () => {
    const host = await createPair();
    await host.access.putBooking(hourOf(host, 'ada', 12));
    await host.access.putBooking(hourOf(host, 'ben', 10));
    await host.access.putBooking(hourOf(host, 'ada', 11));
    for (const method of ['DELETE', 'PUT', 'POST'])
      host.simulator.levers.dropAnswer({ when: (request) => request.method === method });
    await host.access.runDue();
    await letPass(host, 20);
    expect(whoGetsIn(host, [10, 11, 12])).toEqual(['ben', 'ada', '']);
    expect(host.gymBookings()).toHaveLength(2);
  });

  it('move up one after the other without being taken away', async () => {
    const host = await createPair();
    const before = { PUT: countOf(host, 'PUT'), DELETE: countOf(host, 'DELETE') };
    await host.access.putBooking(hourOf(host, 'ben', 12));
    await host.access.putBooking(hourOf(host, 'ada', 11));
    await host.access.runDue();
    expect(whoGetsIn(host, [10, 11, 12])).toEqual(['', 'ada', 'ben']);
    expect(countOf(host, 'DELETE')).toBe(before.DELETE);
    // Two that succeed, and one more at most where the first came too early.
    expect(countOf(host, 'PUT') - before.PUT).toBeLessThanOrEqual(3);
  });

  it('open no more at a time that they have left, also where the new one is taken by somebody else', async () => {
    const host = await createPair();
    const { gym, outsider } = host.building;
    host.simulator.addAssetBooking({
      asset: gym.uuid,
      person: outsider.uuid,
      startsAt: '2026-11-23T13:00:00.000Z',
      endsAt: '2026-11-23T14:00:00.000Z',
    });
    await host.access.putBooking(hourOf(host, 'ada', 13));
    await host.access.runDue();
    await letPass(host, 2);
    expect(whoGetsIn(host, [10, 11, 13])).toEqual(['', 'ben', '']);
    const [permission] = (await host.access.settled('ada', { timeoutMs: 0 })).permissions;
    expect(permission?.status.error).toMatchObject({ code: 'conflict' });
    // Somebody else may have the time that was left.
    await host.access.putBooking({ ...hourOf(host, 'ben', 10), id: 'again' });
    await host.access.runDue();
    expect(whoGetsIn(host, [10, 11])).toEqual(['ben', 'ben']);
  });

  it('keep what they have while their longer time is taken', async () => {
    const host = await createPair();
    await host.access.putBooking({ ...hourOf(host, 'ada', 10), endsAt: '2026-11-23T11:30:00Z' });
    await host.access.runDue();
    await letPass(host, 2);
    expect(whoGetsIn(host, [10, 11])).toEqual(['ada', 'ben']);
  });
});
