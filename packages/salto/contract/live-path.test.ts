import { afterEach, describe, expect, it } from 'vitest';
import { createSaltoBuilding, createSaltoSimulator, type SaltoSimulator, type SaltoSwitches } from '../src/testing';
import { listDifferences, listNeededOptions } from './compare-observations';
import { authenticationOf, createSimulatorTarget, readLiveTarget } from './contract-target';
import { observeContract } from './observe-contract';

const NOW_MS = Date.parse('2026-06-01T08:00:00Z');
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

const fenced = {
  ACX_SALTO_TIME_ZONE: 'Europe/Dublin',
  ACX_SALTO_ACCESS_LEVEL: 'FENCED',
  ACX_SALTO_ZONE: 'FENCED-ZONE',
  ACX_SALTO_SLOTS: '1000-1009',
};

/** An installation of somebody, with a fenced corner. */
function createInstallation(switches: Partial<SaltoSwitches> = {}): SaltoSimulator {
  const simulator = createSaltoSimulator({ timeZone: 'Europe/Dublin', seed: 7, switches });
  createSaltoBuilding(simulator);
  simulator.rewriteSlot(7, {
    name: 'Office hours',
    intervals: [{ startTime: '08:00:00', endTime: '18:00:00', days: [] }],
  });
  simulator.setZonePermission('APT-502', { zone: 'POOL', timetable: 7 });
  simulator.addAccessLevel({ id: 'FENCED', name: 'Fenced' });
  simulator.addZone({ id: 'FENCED-ZONE', name: 'Fenced' });
  return simulator;
}

/** Everything that is not fenced. */
function outsideOf({ state }: SaltoSimulator): string {
  const levels = [...state.accessLevels.values()].filter(({ id }) => id !== 'FENCED');
  const timetables = [...state.timetables.values()].filter(({ slot }) => slot < 1000 || slot > 1009);
  return JSON.stringify({
    levels,
    timetables,
    zones: [...state.zones],
    users: [...state.users],
    doors: [...state.doors],
  });
}

async function environmentOf(simulator: SaltoSimulator, transport: 'http' | 'stp' = 'http') {
  if (transport === 'stp') {
    const server = await simulator.listenStp({ segmentBytes: 7 });
    closers.push(() => server.close());
    return { ...fenced, ACX_SALTO_STP_HOST: server.host, ACX_SALTO_STP_PORT: String(server.port) };
  }
  const server = await simulator.listen();
  closers.push(() => server.close());
  const key = simulator.switches.auth === 'custom' ? simulator.credentials.key : '';
  return { ...fenced, ACX_SALTO_URL: server.url, ACX_SALTO_KEY: key };
}

/** What `npm run contract` does with an environment. */
async function runLive(environment: Record<string, string>) {
  const target = readLiveTarget(environment);
  const seen = await observeContract(target, NOW_MS);
  const expected = await observeContract(createSimulatorTarget(authenticationOf(target)), NOW_MS);
  return { seen, differences: listDifferences(seen, expected), needed: listNeededOptions(seen) };
}

describe('the contract on an installation', () => {
  it.each(['http', 'stp'] as const)('finds no difference where there is none, over real %s', async (transport) => {
    const simulator = createInstallation({ auth: 'custom' });
    const { differences, needed } = await runLive(await environmentOf(simulator, transport));
    expect([differences, needed]).toEqual([[], []]);
  });

  it('prints both switches that were moved, over real HTTP, and what to set', async () => {
    const simulator = createInstallation({ unknownZone: 12, acceptsEndOfDay24: true });
    const { differences, needed } = await runLive(await environmentOf(simulator));
    expect(differences).toEqual([
      '24:00:00 is taken as an end: done; simulator: none: provider_call 503',
      'an unknown zone: none: provider_call 12; simulator: none: provider_call 11',
    ]);
    expect(needed).toEqual(["profile: { time: { endOfDay: '24:00:00' } }"]);
  });

  it('finds out that lists are merged, and works with that', async () => {
    const simulator = createInstallation({ zoneList: 'merge', duplicate: 'overwrite' });
    const { seen, differences, needed } = await runLive(await environmentOf(simulator));
    expect(differences).toEqual(['an empty list takes the right away: no; simulator: yes']);
    expect(needed).toEqual(["zoneLists: 'merge'"]);
    expect(seen).toMatchObject({ 'its end is moved': 'applied', 'nothing is left of it': 'yes' });
  });

  it('finds out that nothing is told, and works with that', async () => {
    const simulator = createInstallation({ readsLevels: false, readsTimetables: false });
    const { seen, needed } = await runLive(await environmentOf(simulator));
    expect(needed).toEqual([expect.stringContaining('readsAccessLevels: false')]);
    expect(seen).toMatchObject({ 'a booking is created': 'applied', 'it is read back as it was meant': 'not told' });
    expect(simulator.state.accessLevels.get('FENCED')?.zonePermissions).toEqual([]);
  });

  it.each<Partial<SaltoSwitches>>([
    {},
    { zoneList: 'merge', duplicate: 'overwrite' },
    { readsLevels: false, readsTimetables: false },
    { awkward: true },
    { startId: 'exclusive' },
  ])('leaves everything outside of the fence as it was, and nothing that opens inside: %j', async (switches) => {
    const simulator = createInstallation(switches);
    const before = outsideOf(simulator);
    const { seen } = await runLive(await environmentOf(simulator));
    expect(outsideOf(simulator)).toBe(before);
    expect(seen['left over after the clean-up']).toBe('0');
    for (let slot = 1000; slot <= 1009; slot += 1)
      expect(simulator.state.timetables.get(slot)?.intervals ?? []).toEqual([]);
  });

  it('says what it could not take away, and leaves it without effect', async () => {
    const simulator = createInstallation({ zoneList: 'merge', duplicate: 7 });
    const before = outsideOf(simulator);
    const { seen, needed } = await runLive(await environmentOf(simulator));
    expect(seen).toMatchObject({
      'the same right again': 'none: provider_call 7',
      'left over after the clean-up': '1',
    });
    expect(needed).toContain("zoneLists: 'merge'");
    expect(outsideOf(simulator)).toBe(before);
    const [left] = simulator.state.accessLevels.get('FENCED')?.zonePermissions ?? [];
    expect(simulator.state.timetables.get(left?.timetable ?? 0)?.intervals).toEqual([]);
  });

  it('takes away what it made when it breaks off in the middle', async () => {
    const simulator = createInstallation();
    const target = readLiveTarget(await environmentOf(simulator));
    const rights = () => simulator.state.accessLevels.get('FENCED')?.zonePermissions ?? [];
    let isBroken = false;
    const isRead = simulator.callOf('SaltoDBGroupList.Read');
    simulator.levers.dropRequest({
      when: (request) => {
        if (!isRead(request) || rights().length === 0) return false;
        isBroken = true;
        return true;
      },
    });
    await expect(observeContract(target, NOW_MS)).rejects.toMatchObject({ code: 'connection' });
    expect([isBroken, rights()]).toEqual([true, []]);
    for (let slot = 1000; slot <= 1009; slot += 1)
      expect(simulator.state.timetables.get(slot)?.intervals ?? []).toEqual([]);
  });
});

describe('the fence', () => {
  it.each<[string, (simulator: SaltoSimulator) => void, RegExp]>([
    [
      'has a right of its own',
      (space) => space.setZonePermission('FENCED', { zone: 'LOBBY' }),
      /_ACCESS_LEVEL: it has a right/,
    ],
    ['is not there', (space) => space.removeAccessLevel('FENCED'), /_ACCESS_LEVEL: Space has no access level/],
    ['has no zone', (space) => space.removeZone('FENCED-ZONE'), /_ZONE: Space has no zone/],
    [
      'shares its timetables',
      (space) => space.setZonePermission('APT-503', { zone: 'GYM', timetable: 1003 }),
      /_SLOTS: another access level/,
    ],
    [
      'has timetables of somebody',
      (space) =>
        space.rewriteSlot(1004, {
          name: 'Night',
          intervals: [{ startTime: '22:00:00', endTime: '23:00:00', days: [] }],
        }),
      /_SLOTS: timetables 1004 are not empty/,
    ],
  ])('that %s keeps the contract from starting, and nothing is written', async (_what, spoil, problem) => {
    const simulator = createInstallation();
    spoil(simulator);
    await expect(observeContract(readLiveTarget(await environmentOf(simulator)), NOW_MS)).rejects.toThrow(problem);
    expect(simulator.calls.filter(({ isWrite }) => isWrite)).toEqual([]);
  });
});
