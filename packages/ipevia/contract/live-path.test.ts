import { afterEach, describe, expect, it } from 'vitest';
import { createIpeviaSimulator, type IpeviaSimulator, type IpeviaSwitches } from '../src/testing';
import { listDifferences, listNeededOptions } from './compare-observations';
import { readLiveTarget } from './contract-target';
import { observeContract, observeSimulatorLike } from './observe-contract';

const FENCED_HEX = '07FFFFFFFF';
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Somebody's site, with people and visitors of its own. */
function createInstallation(switches: Partial<IpeviaSwitches> = {}): IpeviaSimulator {
  const simulator = createIpeviaSimulator({ seed: 7, switches });
  if (simulator.switches.maximumCredentials > 0)
    for (let index = 0; index < 25; index += 1)
      simulator.addCredential({ token: `staff-${index}`, card: `00000AAA${10 + index}` });
  if (simulator.switches.maximumWhitelisted > 0) simulator.addToWhitelist('00000BBBBB');
  if (simulator.switches.maximumBlacklisted > 0) simulator.addToBlacklist('00000CCCCC');
  return simulator;
}

function describeState({ state }: IpeviaSimulator): string {
  return JSON.stringify([[...state.credentials], [...state.whitelist], [...state.blacklist]]);
}

/** What `npm run contract` is given, over real HTTP. */
async function environmentOf(simulator: IpeviaSimulator, more: Record<string, string> = {}) {
  const server = await simulator.listen();
  closers.push(() => server.close());
  const { auth } = simulator.switches;
  return {
    ACX_IPEVIA_URL: server.url,
    ACX_IPEVIA_USER: simulator.credentials.user,
    ACX_IPEVIA_PASSWORD: simulator.credentials.password,
    ACX_IPEVIA_AUTHENTICATION: auth === 'none' ? 'basic' : auth,
    ACX_IPEVIA_SITE: 'docklands',
    ACX_IPEVIA_ACCESS_PROFILE: 'site',
    ACX_IPEVIA_CARD: '34359738367',
    ...more,
  };
}

async function runLive(simulator: IpeviaSimulator, more: Record<string, string> = {}) {
  const target = readLiveTarget(await environmentOf(simulator, more));
  const seen = await observeContract(target);
  const expected = await observeSimulatorLike(target, seen);
  return { seen, differences: listDifferences(seen, expected), options: listNeededOptions(seen) };
}

describe('the contract on an installation', () => {
  it.each(['digest', 'username-token', 'basic'] as const)(
    'finds no difference where there is none, over real HTTP with %s',
    async (auth) => {
      const { differences, options } = await runLive(createInstallation({ auth }));
      expect([differences, options]).toEqual([[], []]);
    },
  );

  it('prints both switches that were moved, and nothing else', async () => {
    const simulator = createInstallation({ takesClientTokens: false, deletesUnknown: 'ok' });
    const { differences, options } = await runLive(simulator);
    expect(differences).toEqual([
      'tokens of ours are taken: no; simulator: yes',
      'and deleted again: done; simulator: none: provider_call notFound',
    ]);
    expect(options).toEqual([]);
  });

  it('finds the way in which rights can be held, compares with a simulator of that way, and says which options it needs', async () => {
    const whitelist = await runLive(createInstallation({ maximumCredentials: 0, addsTwice: 'duplicated' }));
    expect(whitelist.differences).toEqual([
      'there are credentials: no; simulator: yes',
      'and added again: none: conflict card duplicatedIdentifier; simulator: done',
    ]);
    expect(whitelist.options).toEqual(["strategy: 'whitelist'"]);
    const dateless = await runLive(createInstallation({ validityHasTime: false }));
    expect(dateless.differences).toEqual(['a credential has date and time: no; simulator: yes']);
    expect(dateless.options).toEqual(["validity: 'none'"]);
  });

  it.each(['pull', 'push'] as const)(
    'asks for door events by %s where that is wanted, and takes it back',
    async (way) => {
      const simulator = createInstallation({ eventTransport: way === 'pull' ? 'pull' : 'notify' });
      const { seen, differences } = await runLive(simulator, {
        ACX_IPEVIA_EVENTS: way,
        ACX_IPEVIA_CONSUMER_URL: 'https://host.example/nothing',
      });
      expect([differences, seen['door events are asked for']]).toEqual([[], 'done']);
      expect(simulator.state.subscriptions.size).toBe(0);
    },
  );

  it.each<Partial<IpeviaSwitches>>([
    {},
    { takesClientTokens: false },
    { hasValidity: false, hasProfileValidity: false },
    { maximumCredentials: 0 },
    { maximumWhitelisted: 0, maximumBlacklisted: 0 },
    { awkward: true, faultShape: 'flat' },
  ])('leaves everything as it was: %j', async (switches) => {
    const simulator = createInstallation(switches);
    const before = describeState(simulator);
    const { seen } = await runLive(simulator);
    expect(describeState(simulator)).toBe(before);
    expect(seen).toMatchObject({ 'left over after the clean-up': '0', 'a booking is created': 'applied' });
  });

  it('never lets the fenced card in while the service holds dates', async () => {
    const simulator = createInstallation();
    const opened: boolean[] = [];
    const target = readLiveTarget(await environmentOf(simulator));
    const look: typeof fetch = async (input, init) => {
      const answer = await fetch(input, init);
      opened.push(simulator.opens({ card: FENCED_HEX }));
      return answer;
    };
    await observeContract({ ...target, options: { ...target.options, fetch: look } });
    expect(opened.length).toBeGreaterThan(20);
    expect(opened).not.toContain(true);
  });

  it('takes away what it made when it breaks off in the middle', async () => {
    const simulator = createInstallation();
    const target = readLiveTarget(await environmentOf(simulator));
    const before = describeState(simulator);
    let isBroken = false;
    simulator.levers.dropRequest({
      when: (request) => {
        if (!simulator.callOf('GetCredentialList')(request) || describeState(simulator) === before) return false;
        isBroken = true;
        return true;
      },
    });
    await expect(observeContract(target)).rejects.toMatchObject({ code: 'connection' });
    expect([isBroken, describeState(simulator)]).toEqual([true, before]);
  });
});

describe('the fence', () => {
  it.each<[string, (simulator: IpeviaSimulator) => void, RegExp]>([
    [
      'is in somebody’s credential',
      (site) => void site.addCredential({ card: FENCED_HEX }),
      /a credential of somebody/,
    ],
    ['is on the whitelist', (site) => site.addToWhitelist(FENCED_HEX), /on the whitelist/],
    ['is on the blacklist', (site) => site.addToBlacklist(FENCED_HEX), /on the blacklist/],
  ])('that %s keeps the contract from starting, and nothing is written', async (_what, spoil, problem) => {
    const simulator = createInstallation();
    spoil(simulator);
    const before = describeState(simulator);
    await expect(observeContract(readLiveTarget(await environmentOf(simulator)))).rejects.toThrow(problem);
    expect(describeState(simulator)).toBe(before);
    expect(simulator.calls.filter(({ isWrite }) => isWrite)).toEqual([]);
  });

  it('takes over what a contract that was cut off has left', async () => {
    const simulator = createInstallation();
    simulator.addCredential({ token: 'left', holder: `acxcontract-${FENCED_HEX}`, card: FENCED_HEX });
    const seen = await observeContract(readLiveTarget(await environmentOf(simulator)));
    expect(seen).toMatchObject({ 'a credential is made': 'done', 'left over after the clean-up': '0' });
    expect(simulator.state.credentials.has('left')).toBe(false);
  });
});
