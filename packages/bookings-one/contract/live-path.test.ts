import { createFixedClock } from '@acx/core/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { type BookingsOneSwitchOptions, createBookingsOneSimulator } from '../src/testing';
import { listDifferences } from './compare-observations';
import { prepareFence } from './contract-fence';
import { createSimulatorTarget, readLiveTarget } from './contract-target';
import { observeContract } from './observe-contract';

const NOW_MS = Date.parse('2026-11-23T09:00:00Z');
const CALL_URL = 'https://host.example/hints/secret-of-the-address';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Somebody's server with a corner that was prepared, over real HTTP. */
async function createInstallation(switches: BookingsOneSwitchOptions = {}) {
  const timeZone = 'Asia/Singapore';
  const clock = createFixedClock(new Date(NOW_MS));
  const simulator = createBookingsOneSimulator({ clock, seed: 7, timeZone, switches });
  const { resource, registrationCode } = prepareFence(simulator, { nowMs: NOW_MS, timeZone });
  const server = await simulator.listen();
  closers.push(() => server.close());
  const environment = {
    ACX_BOOKINGS_ONE_URL: server.url,
    ACX_BOOKINGS_ONE_TOKEN: simulator.token,
    ACX_BOOKINGS_ONE_AUTH: simulator.switches.auth,
    ACX_BOOKINGS_ONE_RESOURCE: resource,
    ACX_BOOKINGS_ONE_TIME_ZONE: timeZone,
  };
  return { simulator, environment, registrationCode };
}

type Installation = Awaited<ReturnType<typeof createInstallation>>;

/** What `npm run contract` does. */
async function runLive({ environment }: Pick<Installation, 'environment'>, more: Record<string, string> = {}) {
  const target = readLiveTarget({ ...environment, ...more });
  if (target === undefined) throw new Error('The environment names no installation.');
  const seen = await observeContract(target, NOW_MS);
  const expected = await observeContract(createSimulatorTarget(NOW_MS, target, target.options.auth), NOW_MS);
  return { seen, differences: listDifferences(seen, expected) };
}

const everythingOf = ({ registrationCode }: Installation) => ({
  ACX_BOOKINGS_ONE_CODE: registrationCode,
  ACX_BOOKINGS_ONE_WRITES: '1',
  ACX_BOOKINGS_ONE_CALL_URL: CALL_URL,
});

describe('the contract on an installation', () => {
  it('only reads unless more is asked for', async () => {
    const installation = await createInstallation();
    const { differences } = await runLive(installation);
    const { simulator } = installation;
    expect(differences).toEqual([]);
    expect(simulator.levers.requests.filter((request) => !request.startsWith('GET '))).toEqual([]);
    expect(simulator.subscriptions).toEqual([]);
  });

  it('finds no difference where there is none, and subscribes the address once', async () => {
    const installation = await createInstallation({ auth: 'basic', ids: 'text', writesMissing: 'null' });
    const { seen, differences } = await runLive(installation, everythingOf(installation));
    expect(differences).toEqual([]);
    expect(seen).toMatchObject({ 'the token is taken': 'done', 'the code of a visitor': 'found' });
    expect(installation.simulator.subscriptions).toEqual([CALL_URL]);
  });

  it.each<[BookingsOneSwitchOptions, string[]]>([
    [{ unknownAnswers: 'text' }, ['the probe answers with: "text", simulator "JSON"']],
    [{ keepsReleased: false }, ['what is over stays in the list: false, simulator true']],
    [{ listsOn: 'first_day' }, ['what stays over midnight is in both lists: false, simulator true']],
    [{ seriesShareId: true }, ['one id is listed with several starts: true, simulator false']],
    [{ unknownVisitor: 'word' }, ['a code that nobody has: "unknown", simulator "not found"']],
    [{ visitorTimes: 'absent' }, ['the validity is told: false, simulator true']],
    [{ visitorLookup: 'changes' }, ['asking at a departure changes the status: true, simulator false']],
    [
      { writeWord: (word) => (word === 'cancelled' ? 'c/o Ada' : `is ${word}`) },
      [
        'status words that are not in the profile: ["(no short word)","is approved"], simulator []',
        'a booking grants: false, simulator true',
        'what is over stays in the list: false, simulator true',
        'what a source reports of them: ["status_unrecognised"], simulator []',
        'the visiting status is in the profile: false, simulator true',
      ],
    ],
    [
      { times: 'local', visitorTimes: 'offset' },
      [
        'fields that cannot be read: ["endsAt","startsAt"], simulator []',
        'a booking grants: false, simulator true',
        'what is over stays in the list: false, simulator true',
        'an organizer has an e-mail address: false, simulator true',
        'an attendee has an e-mail address: false, simulator true',
        'what stays over midnight is in both lists: "nothing does", simulator true',
        'what stays over midnight is read on its second day: "nothing does", simulator true',
        'what a source reports of them: ["booking_unreadable"], simulator []',
      ],
    ],
  ])('prints the switch that was moved: %o', async (switches, expected) => {
    const installation = await createInstallation(switches);
    const { differences } = await runLive(installation, everythingOf(installation));
    expect(differences).toEqual(expected);
  });

  it('prints a list that is asked for in another zone than that of the resource', async () => {
    const installation = await createInstallation();
    const { seen } = await runLive(installation, { ACX_BOOKINGS_ONE_TIME_ZONE: 'America/Los_Angeles' });
    expect(seen).toMatchObject({
      'something is listed for a day on which it is not': true,
      'what a source reports of them': ['booking_contradictory'],
    });
  });

  it('goes through to the end where the token is refused', async () => {
    const installation = await createInstallation();
    const { seen } = await runLive(installation, { ACX_BOOKINGS_ONE_AUTH: 'bearer', ...everythingOf(installation) });
    expect(seen).toMatchObject({
      'the token is taken': 'authentication',
      'the token is taken when it is shown raw': 'done',
      'the lists of three days are read': ['authentication', 'authentication', 'authentication'],
      'the code of a visitor': 'authentication',
      'an address is subscribed': 'authentication',
    });
  });

  it('tells no token, no code, no address and no person, whatever goes wrong', async () => {
    for (const switches of [{}, { times: 'local', unknownVisitor: 'word' }] as const) {
      const installation = await createInstallation(switches);
      const { simulator, environment, registrationCode } = installation;
      simulator.levers.failNext({ status: 400, body: `No ${registrationCode} of ada@harbour.example` }, { times: 4 });
      const told = JSON.stringify(await runLive({ environment }, everythingOf(installation)));
      const secrets = [
        simulator.token,
        registrationCode,
        'secret-of',
        'harbour.example',
        'visitor.example',
        'Ada',
        'Vera',
      ];
      for (const secret of secrets) expect(told).not.toContain(secret);
    }
  });
});
