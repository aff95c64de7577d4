import { describe, expect, it } from 'vitest';
import { createTestHost, type TestHost } from './__fixtures__/ipassan-host';
import type { IpassanOptions } from './ipassan-options';

const at = (time: string): string => `2026-11-23T${time}:00.000Z`;
const isCall =
  (method: string) =>
  (call: { readonly method: string; readonly url: string }): boolean =>
    call.method === method && call.url.includes('/visitor');
type Changeable = { -readonly [Name in keyof IpassanOptions]?: IpassanOptions[Name] };

async function createInvited(ipassan: Changeable = {}): Promise<{ host: TestHost; pin: string }> {
  const host = createTestHost({ ipassan });
  await put(host);
  return { host, pin: await pinOf(host) };
}

async function put(host: TestHost, more: Parameters<TestHost['visit']>[0] = {}): Promise<void> {
  await host.access.putBooking(host.visit(more));
  await host.access.runDue();
}

async function later({ access, clock }: TestHost): Promise<void> {
  await clock.advanceBy(600_000);
  await access.runDue();
}

async function cancel({ access }: TestHost): Promise<void> {
  await access.cancelBooking('v1');
  await access.runDue();
}

async function heal({ access }: TestHost): Promise<string[]> {
  const { drift } = await access.check({ providerId: 'house', mode: 'heal', allowMassRevocation: true });
  await access.runDue();
  return drift.map(({ kind }) => kind);
}

const pinOf = async ({ access }: TestHost): Promise<string> =>
  (await access.settled('v1', { timeoutMs: 0 })).permissions[0]?.credential?.value ?? '';
const openingPins = ({ simulator, building }: TestHost, time: string): (string | null)[] =>
  [...simulator.state.visitors.values()]
    .map(({ pin }) => pin)
    .filter((pin) => pin !== null && simulator.pinOpens({ pin, reader: building.lobby.uuid, at: at(time) }));
const told = ({ notices }: TestHost): (string | undefined)[] =>
  notices.flatMap((notice) =>
    notice.type.startsWith('visitor_') && 'window' in notice
      ? [`${notice.type} ${notice.window?.endsAt.slice(11, 16)}`]
      : [],
  );

describe('never a PIN that nobody takes away', () => {
  it('after an extension past the end whose answer is lost', async () => {
    const { host } = await createInvited();
    await host.clock.advanceTo(at('16:00'));
    await host.access.runDue();
    await host.clock.advanceTo(at('16:10'));
    host.simulator.levers.dropAnswer({ when: isCall('POST') });
    await put(host, { endsAt: at('19:00') });
    await later(host);
    expect(openingPins(host, '17:00')).toEqual([await pinOf(host)]);
    expect([await heal(host), await heal(host)]).toEqual([[], []]);
    await cancel(host);
    expect(openingPins(host, '17:00')).toEqual([]);
  });

  it('after an extension past the end, and a check finds nothing wrong', async () => {
    const { host } = await createInvited();
    await host.clock.advanceTo(at('16:10'));
    await host.access.runDue();
    await put(host, { endsAt: at('19:00') });
    expect([await heal(host), openingPins(host, '17:00')]).toEqual([[], [await pinOf(host)]]);
  });

  it('of a second entry with our mark', async () => {
    const { host, pin } = await createInvited();
    const { visitors } = host.simulator.state;
    const [first] = visitors.values();
    if (first === undefined) throw new Error('Nobody is invited.');
    const { host: person, name, startsAt, endsAt, reference } = first;
    host.simulator.addVisitor({ host: person, name, startsAt, endsAt, reference });
    expect([await heal(host), openingPins(host, '15:00')]).toEqual([['extra'], [pin]]);
  });

  it('when the place of visits has another name from now on', async () => {
    const ipassan: Changeable = { visitPlace: 'visits' };
    const { host } = await createInvited(ipassan);
    ipassan.visitPlace = 'guests';
    host.restart();
    await cancel(host);
    expect(openingPins(host, '15:00')).toEqual([]);
  });

  it('when no mark is kept and the answer of a replacement is lost', async () => {
    const { host } = await createInvited({ profile: { visitor: { reference: null } } });
    const [entry] = host.simulator.state.visitors.values();
    host.simulator.cancelVisitor(entry?.uuid ?? '');
    host.simulator.levers.dropAnswer({ when: isCall('POST') });
    await heal(host);
    await later(host);
    await later(host);
    expect(openingPins(host, '15:00')).toEqual([await pinOf(host)]);
    await cancel(host);
    expect(openingPins(host, '15:00')).toEqual([]);
  });

  it('and never the one of an entry that an operator has made', async () => {
    const host = createTestHost();
    host.simulator.addVisitor({
      host: host.building.ada.uuid,
      name: 'Vera Visitor',
      startsAt: at('14:00'),
      endsAt: at('16:00'),
    });
    const [byHand] = openingPins(host, '15:00');
    await put(host);
    expect(openingPins(host, '15:00')).toEqual([byHand, await pinOf(host)]);
    await cancel(host);
    expect(openingPins(host, '15:00')).toEqual([byHand]);
  });
});

describe('people hear', () => {
  it('that a PIN is dead when a running visit is shortened to before now, or moved beyond the horizon', async () => {
    const { host } = await createInvited({ horizonDays: 7 });
    await host.clock.advanceTo(at('15:00'));
    await put(host, { endsAt: at('14:30') });
    expect([openingPins(host, '15:30'), told(host)]).toEqual([
      [],
      ['visitor_invited 16:00', 'visitor_cancelled 14:30'],
    ]);
    const other = (await createInvited({ horizonDays: 7 })).host;
    await put(other, { startsAt: '2026-12-23T14:00:00Z', endsAt: '2026-12-23T16:00:00Z' });
    expect(told(other).at(-1)).toMatch(/^visitor_cancelled/);
  });

  it('that a PIN is dead when its host is somebody whom iPassan does not know', async () => {
    const { host } = await createInvited();
    host.relinkAda({ uuid: 'somebody' });
    await put(host);
    expect([openingPins(host, '15:00'), told(host)]).toEqual([
      [],
      ['visitor_invited 16:00', 'visitor_cancelled 16:00'],
    ]);
  });

  it('of an invitation although every answer was lost on the way', async () => {
    const host = createTestHost();
    const { levers } = host.simulator;
    levers.dropAnswer({ when: isCall('POST') });
    await put(host);
    await host.access.putBooking(host.visit({ endsAt: at('17:00') }));
    levers.reset();
    levers.dropRequest({ when: isCall('PUT') });
    await later(host);
    levers.reset();
    await put(host);
    await later(host);
    await later(host);
    expect([openingPins(host, '15:00'), told(host)]).toEqual([[await pinOf(host)], ['visitor_invited 16:00']]);
  });

  it('of no times that the PIN does not have', async () => {
    const host = createTestHost();
    const { levers } = host.simulator;
    levers.dropAnswer({ when: isCall('POST') });
    await put(host);
    levers.reset();
    await host.access.putBooking(host.visit({ endsAt: at('17:00') }));
    levers.failNext({ status: 400 }, { when: isCall('PUT'), times: 1 });
    await later(host);
    expect([openingPins(host, '16:30'), told(host)]).toEqual([[], []]);
    await put(host, { endsAt: at('17:00') });
    expect([openingPins(host, '16:30'), told(host)]).toEqual([[await pinOf(host)], ['visitor_invited 17:00']]);
  });
});
