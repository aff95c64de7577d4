import { afterEach, describe, expect, it } from 'vitest';
import { createIpassanBuilding, createIpassanSimulator, type IpassanSwitches } from '../src/testing';
import { listDifferences } from './compare-observations';
import { createSimulatorTarget, readLiveTarget } from './contract-target';
import { type Observations, observeContract } from './observe-contract';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Somebody's building, with visitors of its own, over real HTTP. */
async function createInstallation(switches: Partial<IpassanSwitches> = {}) {
  const simulator = createIpassanSimulator({ seed: 7, switches });
  const { site, gym, ada, ben, lobby } = createIpassanBuilding(simulator);
  const times = { startsAt: '2026-11-23T10:00:00Z', endsAt: '2036-11-23T11:00:00Z' };
  const guest = simulator.addVisitor({ host: ben.uuid, name: 'Vera Visitor', ...times });
  const server = await simulator.listen();
  closers.push(() => server.close());
  const environment = {
    ACX_IPASSAN_BASE_URL: server.url,
    ACX_IPASSAN_CLIENT_ID: simulator.credentials.clientId,
    ACX_IPASSAN_CLIENT_SECRET: simulator.credentials.clientSecret,
    ACX_IPASSAN_SITE: site.uuid,
    ACX_IPASSAN_ASSET: gym.uuid,
    ACX_IPASSAN_PERSON: ada.uuid,
    ACX_IPASSAN_TIME_ZONE: site.timeZone,
  };
  return { simulator, environment, guest, ben, lobby };
}

type Installation = Awaited<ReturnType<typeof createInstallation>>;

/** What `npm run contract` does. */
async function runLive({ environment }: Installation, more: Record<string, string> = {}) {
  const target = readLiveTarget({ ...environment, ...more });
  if (target === undefined) throw new Error('The environment names no installation.');
  const seen: Observations = await observeContract(target);
  const expected = await observeContract(createSimulatorTarget({ hasVisits: target.host !== undefined }));
  return { seen, differences: listDifferences(seen, expected) };
}

const withVisits = { ACX_IPASSAN_VISITS: '1' };
/** Visits of others than the building's own guest whose PIN is alive. */
const liveVisits = ({ simulator, guest }: Installation) =>
  [...simulator.state.visitors.values()].filter(({ uuid, isCancelled }) => uuid !== guest.uuid && !isCancelled);

describe('the contract on an installation', () => {
  it('touches no visitor unless that is asked for', async () => {
    const installation = await createInstallation();
    const { differences } = await runLive(installation);
    expect(differences).toEqual([]);
    expect([...installation.simulator.state.visitors.values()]).toEqual([installation.guest]);
  });

  it('finds no difference where there is none, cancels what it made, and leaves the visitors of the house alone', async () => {
    const installation = await createInstallation();
    const { differences } = await runLive(installation, {
      ...withVisits,
      ACX_IPASSAN_HOST_PERSON: installation.ben.uuid,
    });
    const { simulator, guest, ben } = installation;
    expect([differences, liveVisits(installation)]).toEqual([[], []]);
    expect(simulator.state.visitors.get(guest.uuid)).toEqual(guest);
    const entries = [...simulator.state.visitors.values()].filter(({ uuid }) => uuid !== guest.uuid);
    expect(entries).toMatchObject([{ host: ben.uuid, name: 'acx contract', isCancelled: true }]);
  });

  it.each<[Partial<IpassanSwitches>, string[]]>([
    [
      { tellsPinAgain: false },
      [
        'visit: a read tells its PIN again: "none", simulator "the same"',
        'visit: the list tells its PIN again: "none", simulator "the same"',
        'visit: the answer to that tells its PIN: "none", simulator "the same"',
        'visit: its PIN after that: "none", simulator "the same"',
      ],
    ],
    [
      { deletesCancelledVisits: 'not-found' },
      ['visit: it is cancelled again: "provider_call not_found", simulator "done"'],
    ],
    [
      { changesCancelledVisits: 'ok' },
      ['visit: it is moved when it is cancelled: "done", simulator "provider_call not_found"'],
    ],
    [{ pinDigits: 4 }, ['visit: digits of its PIN: 4, simulator 6']],
    [{ keepsReference: false }, ['visit: our mark comes back: false, simulator true']],
  ])('prints the switch that was moved, and cancels what it made: %j', async (switches, expected) => {
    const installation = await createInstallation(switches);
    const { differences } = await runLive(installation, withVisits);
    expect(differences).toEqual(expected);
    expect(liveVisits(installation)).toEqual([]);
  });

  it('tells no PIN', async () => {
    const installation = await createInstallation();
    const { seen, differences } = await runLive(installation, withVisits);
    const told = JSON.stringify([seen, differences]);
    for (const { pin } of installation.simulator.state.visitors.values()) expect(told).not.toContain(pin);
  });

  it('makes no PIN that opens anything while the contract runs', async () => {
    const installation = await createInstallation();
    const { simulator, environment, guest, lobby } = installation;
    const target = readLiveTarget({ ...environment, ...withVisits });
    const opened: boolean[] = [];
    const look: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      for (const { uuid, pin } of simulator.state.visitors.values())
        if (uuid !== guest.uuid) opened.push(simulator.pinOpens({ pin, reader: lobby.uuid }));
      return answer;
    };
    if (target !== undefined) await observeContract({ ...target, options: { ...target.options, fetch: look } });
    expect(opened.length).toBeGreaterThan(10);
    expect(opened).not.toContain(true);
  });

  it.each<Partial<IpassanSwitches>>([{}, { tellsPinAgain: false }, { keepsReference: false }])(
    'cancels what it made when it breaks off in the middle: %j',
    async (switches) => {
      const installation = await createInstallation(switches);
      const { simulator } = installation;
      simulator.levers.dropRequest({
        when: ({ method, url }) => method === 'GET' && url.includes('/visitor/') && liveVisits(installation).length > 0,
      });
      await expect(runLive(installation, withVisits)).rejects.toMatchObject({ code: 'connection' });
      expect([simulator.state.visitors.size, liveVisits(installation)]).toEqual([2, []]);
    },
  );

  it('cancels a visit whose answer was lost, and goes on with it', async () => {
    const installation = await createInstallation();
    let creates = 0;
    installation.simulator.levers.dropAnswer({
      when: ({ method, url }) => method === 'POST' && url.includes('/visitor') && ++creates === 2,
    });
    const { seen } = await runLive(installation, withVisits);
    expect(seen).toMatchObject({
      'visit: it is created': 'connection',
      'visit: digits of its PIN': 'no PIN',
      'visit: its end is moved': 'done',
      'visit: it is cancelled': 'done',
    });
    expect(liveVisits(installation)).toEqual([]);
  });
});
