import { describe, expect, it } from 'vitest';
import { createTestHost, hexOf, type TestHost, type TestHostOptions } from './__fixtures__/ipevia-host';

const at = (time: string, date = '2026-11-23'): string => `${date}T${time}:00.000Z`;
const STRANGER = '00000AAAAA';
const everything = { accessProfiles: [{ accessProfile: 'site', validFromAt: null, validToAt: null }] };

/** Ada's booking runs from 6 to 9, and her card is in. */
async function createRunning(options: TestHostOptions, prepare: (host: TestHost) => void = () => {}) {
  const host = createTestHost({ ...options, switches: { auth: 'none', ...options.switches } });
  prepare(host);
  await put(host, 'b1', 'ada', '06:00', '09:00');
  await host.playUntil(at('06:30'));
  expect(host.opens('ada')).toBe(true);
  return host;
}

const put = (host: TestHost, id: string, holderId: string, from: string, to: string) =>
  host.access.putBooking(host.booking({ id, startsAt: at(from), endsAt: at(to), holders: [{ holderId }] }));

async function heal(host: TestHost) {
  const report = await host.access.check({ providerId: 'car-park', mode: 'heal', allowMassRevocation: true });
  await host.access.runDue();
  return report.drift.map(({ kind }) => kind);
}

const attached: (host: TestHost) => void = ({ simulator }) =>
  simulator.addCredential({ token: 'by-hand', card: hexOf.ada, accessProfiles: [] });
const untilTold = { ipevia: { validity: 'none' } } as const;
const onList = { switches: { maximumCredentials: 0 }, ipevia: { strategy: 'whitelist' } } as const;

describe('a credential of ours that somebody changes by hand', () => {
  it.each([
    ['another card', { card: STRANGER }],
    ['another access profile', { accessProfiles: [{ accessProfile: 'other', validFromAt: null, validToAt: null }] }],
    ['no end', { validToAt: null }],
    [
      'dates at its profile',
      { accessProfiles: [{ accessProfile: 'site', validFromAt: null, validToAt: at('06:40') }] },
    ],
  ])('is repaired by a check when it got %s', async (_what, edit) => {
    const host = await createRunning({}, ({ simulator }) => simulator.addAccessProfile({ token: 'other' }));
    const made = host.simulator.state.credentials.get(`acx-${hexOf.ada}`);
    host.simulator.changeCredential(`acx-${hexOf.ada}`, edit);
    expect(await heal(host)).toEqual(['altered']);
    expect(host.simulator.state.credentials.get(`acx-${hexOf.ada}`)).toEqual(made);
    expect(host.simulator.opens({ card: STRANGER })).toBe(false);
  });

  it('stays disabled, and people are told when another booking needs it', async () => {
    const host = await createRunning({});
    host.simulator.setEnabled(`acx-${hexOf.ada}`, false);
    await put(host, 'b1', 'ada', '06:00', '10:00');
    await host.access.runDue();
    expect([host.opens('ada'), host.notices.length]).toEqual([false, 1]);
    expect(JSON.stringify(host.notices)).toMatch(/disabled/);
  });

  it('gives way when its card was moved into a credential of somebody else, and lets no stranger in', async () => {
    const host = await createRunning({});
    host.simulator.changeCredential(`acx-${hexOf.ada}`, { card: STRANGER });
    attached(host);
    await heal(host);
    expect([host.opens('ada'), host.simulator.opens({ card: STRANGER })]).toEqual([true, false]);
    expect([...host.simulator.state.credentials.keys()]).toEqual(['by-hand']);
  });

  it('is not given to the other card that somebody has put into it', async () => {
    const host = await createRunning({});
    host.simulator.changeCredential(`acx-${hexOf.ada}`, { card: hexOf.ben });
    await put(host, 'b2', 'ben', '07:00', '12:00');
    await host.playUntil(at('06:40'));
    expect(JSON.stringify(host.notices)).toMatch(/made for another card/);
    await heal(host);
    await host.playUntil(at('07:30'));
    expect([host.opens('ada'), host.opens('ben')]).toEqual([true, true]);
    await host.playUntil(at('09:30'));
    expect([host.opens('ada'), host.opens('ben')]).toEqual([false, true]);
  });

  it('is taken away by a check when it is over and the ledger has forgotten it', async () => {
    const host = await createRunning({});
    host.loseLedger();
    await host.clock.advanceTo(at('10:00'));
    expect(await heal(host)).toEqual(['extra']);
    expect(host.simulator.state.credentials.size).toBe(0);
  });
});

describe('a credential of somebody else that carries our access profile', () => {
  it.each([{}, untilTold])('loses it when it gets another card, which stays out: %j', async (options) => {
    const host = await createRunning(options, attached);
    host.simulator.changeCredential('by-hand', { card: hexOf.ben });
    expect(await heal(host)).toEqual(['altered']);
    expect([host.opens('ada'), host.opens('ben')]).toEqual([true, false]);
    await host.playUntil(at('09:30'));
    expect([host.opens('ada'), host.opens('ben')]).toEqual([false, false]);
  });

  it('loses it when a worker that stood still attaches it after the booking was cancelled', async () => {
    const host = await createRunning(untilTold, attached);
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    host.simulator.changeCredential('by-hand', everything);
    await host.playUntil(at('06:35'));
    expect(await heal(host)).toEqual(['extra']);
    expect(host.opens('ada')).toBe(false);
  });

  it('keeps it when somebody gives it by hand later', async () => {
    const host = await createRunning(untilTold, attached);
    await host.playUntil(at('09:30'));
    host.simulator.changeCredential('by-hand', everything);
    await put(host, 'b2', 'ada', '10:00', '11:00');
    await host.playUntil(at('12:00'));
    expect([host.opens('ada'), await heal(host)]).toEqual([true, []]);
  });

  it('is told of by a check when its own time ends in the middle', async () => {
    const host = await createRunning({}, attached);
    host.simulator.changeCredential('by-hand', { validToAt: at('07:00') });
    expect(await heal(host)).toEqual(['altered']);
    expect(JSON.stringify(host.notices)).toMatch(/not valid in all/);
  });

  it('is not taken for ours where attaching was refused', async () => {
    const host = createTestHost({ switches: { auth: 'none', maximumProfiles: 1 } });
    host.simulator.addAccessProfile({ token: 'office', accessPoints: [] });
    const office = { accessProfiles: [{ accessProfile: 'office', validFromAt: null, validToAt: null }] };
    host.simulator.addCredential({ token: 'by-hand', card: hexOf.ada, ...office });
    await put(host, 'b1', 'ada', '07:00', '09:00');
    await host.access.runDue();
    host.simulator.changeCredential('by-hand', everything);
    await put(host, 'b1', 'ada', '07:00', '08:00');
    await host.playUntil(at('10:00'));
    expect(host.opens('ada')).toBe(true);
  });
});

describe('a right that somebody else gives already', () => {
  it.each<[what: string, options: TestHostOptions, prepare: (host: TestHost) => void]>([
    [
      'by a credential',
      {},
      ({ simulator }: TestHost) => void simulator.addCredential({ token: 'by-hand', card: hexOf.ada }),
    ],
    ['on the whitelist', onList, ({ simulator }: TestHost) => simulator.addToWhitelist(hexOf.ada)],
  ])('%s is no drift, costs no call again, and stays', async (_what, options, prepare) => {
    const host = await createRunning(options, prepare);
    expect(await heal(host)).toEqual([]);
    await host.playUntil(at('10:00'));
    expect([host.opens('ada'), host.notices]).toEqual([true, []]);
    expect(host.simulator.operatorLog.filter(({ user }) => user !== 'operator')).toEqual(
      host.simulator.operatorLog.filter(({ user, action }) => user !== 'operator' && action.startsWith('Get')),
    );
  });

  it('is replaced by one of ours once it is gone and somebody checks', async () => {
    const host = await createRunning({}, ({ simulator }) =>
      simulator.addCredential({ token: 'by-hand', card: hexOf.ada }),
    );
    host.simulator.removeCredential('by-hand');
    expect(await heal(host)).toEqual(['missing']);
    expect(host.opens('ada')).toBe(true);
    await host.playUntil(at('09:30'));
    expect(host.simulator.state.credentials.size).toBe(0);
  });
});

describe('a number on the whitelist', () => {
  it('that somebody adds days after our booking stays', async () => {
    const host = await createRunning(onList);
    await host.playUntil(at('10:00', '2026-11-26'));
    host.simulator.addToWhitelist(hexOf.ada);
    expect([await heal(host), host.opens('ada')]).toEqual([[], true]);
  });

  it('that a worker who stood still adds after a cancellation is taken off again', async () => {
    const host = await createRunning(onList);
    await host.access.cancelBooking('b1');
    await host.access.runDue();
    host.simulator.addToWhitelist(hexOf.ada);
    await host.playUntil(at('06:35'));
    expect([await heal(host), host.opens('ada')]).toEqual([['extra'], false]);
  });

  it('that was not added, because the list was full, is not taken for ours when somebody adds it', async () => {
    const host = createTestHost({ ...onList, switches: { ...onList.switches, auth: 'none', maximumWhitelisted: 1 } });
    host.simulator.addToWhitelist(STRANGER);
    await put(host, 'b1', 'ada', '06:00', '07:00');
    await host.access.runDue();
    host.simulator.switches.maximumWhitelisted = 2;
    host.simulator.addToWhitelist(hexOf.ada);
    await host.playUntil(at('08:00'));
    expect([host.opens('ada'), await heal(host)]).toEqual([true, []]);
  });

  it('comes on by itself when somebody makes room', async () => {
    const host = createTestHost({ ...onList, switches: { ...onList.switches, auth: 'none', maximumWhitelisted: 1 } });
    host.simulator.addToWhitelist(STRANGER);
    await put(host, 'b1', 'ada', '06:00', '09:00');
    await host.playUntil(at('06:30'));
    expect(host.opens('ada')).toBe(false);
    host.simulator.removeFromWhitelist(STRANGER);
    await host.playUntil(at('07:00'));
    expect(host.opens('ada')).toBe(true);
  });
});

describe('a card on the blacklist', () => {
  it('is told of, with credentials too, because they would not open for it', async () => {
    const host = createTestHost({ switches: { auth: 'none' } });
    host.simulator.addToBlacklist(hexOf.ada);
    await put(host, 'b1', 'ada', '07:00', '09:00');
    await host.access.runDue();
    expect(host.notices.map(({ type }) => type)).toEqual(['permission_failed']);
    expect(JSON.stringify(host.notices)).toMatch(/blacklist/);
  });
});

describe('a service that cannot do what the options say', () => {
  it.each([{ hasValidity: false }, { validityHasTime: false }])(
    'opens nothing at another time, and people are told: %j',
    async (switches) => {
      const host = createTestHost({ switches: { auth: 'none', ...switches } });
      await put(host, 'b1', 'ada', '10:00', '12:00');
      for (const time of ['06:00', '11:00', '13:00']) {
        await host.playUntil(at(time));
        expect(host.opens('ada')).toBe(false);
      }
      expect(JSON.stringify(host.notices)).toMatch(/validity: 'none'/);
    },
  );

  it('is read in smaller batches when it takes fewer at once than before', async () => {
    const host = await createRunning({});
    await put(host, 'b2', 'ben', '07:00', '09:00');
    await put(host, 'b3', 'cleo', '07:00', '09:00');
    await host.access.runDue();
    host.simulator.switches.maximumLimit = 1;
    for (const card of [hexOf.ada, hexOf.ben]) host.simulator.removeCredential(`acx-${card}`);
    await heal(host);
    await host.playUntil(at('07:30'));
    expect([host.opens('ada'), host.opens('ben'), host.opens('cleo')]).toEqual([true, true, true]);
  });
});
