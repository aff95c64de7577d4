import { inspect } from 'node:util';
import type { LogFields, Telemetry } from '@acx/core';
import { AcxError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { createTestHost, simulatedFetch, type TestHost } from './__fixtures__/salto-host';
import type { SaltoOptions } from './salto-options';

/** Keys, passwords, cards, people and the access levels of their homes: nothing of it may ever be seen. */
const SECRETS = { user: 'canary-user', password: 'canary-password', key: 'canary-key' };
const CANARIES = [
  ...Object.values(SECRETS),
  btoa(`${SECRETS.user}:${SECRETS.password}`),
  '04A1B2C3',
  '04A1B2C4',
  '04B5C6D7',
  'Archer',
  'Brook',
  'APT-501',
  'APT-502',
  'USER-ADA',
  'USER-BEN',
  'Müller',
];

interface Watched {
  readonly host: TestHost;
  readonly seen: string[];
}

/** A host whose every word is written down. */
function createWatchedHost(kind: 'basic' | 'key', given = SECRETS): Watched {
  const seen: string[] = [];
  const say = (...things: unknown[]): void => {
    for (const thing of things)
      seen.push(typeof thing === 'string' ? thing : inspect(thing, { depth: 12, showHidden: true }));
  };
  const log = (message: string, fields?: LogFields): void => say(message, fields);
  const logger = { debug: log, info: log, warn: log, error: log };
  const telemetry: Telemetry = {
    span(name, attributes, work) {
      say(name, attributes);
      return work();
    },
    count: (...measurement) => say(measurement),
    duration: (...measurement) => say(measurement),
  };
  const authentication: NonNullable<Extract<SaltoOptions['transport'], { kind: 'http' }>['authentication']> =
    kind === 'basic' ? { kind, user: given.user, password: given.password } : { kind, key: given.key };
  const host: TestHost = createTestHost({
    switches: { auth: kind === 'basic' ? 'basic' : 'custom' },
    salto: {
      logger,
      transport: {
        kind: 'http',
        baseUrl: 'http://127.0.0.1:8100',
        authentication,
        fetch: (input, init) => simulatedFetch(host.simulator)(input, init),
      },
    },
    access: { logger, telemetry, onNotice: (notice) => say(notice, JSON.stringify(notice)) },
  });
  Object.assign(host.simulator.credentials, SECRETS);
  for (const event of [
    'permission.scheduled',
    'permission.live',
    'permission.retrying',
    'permission.failed',
    'permission.ended',
    'notice',
    'engine.failed',
  ] as const)
    host.access.on(event, say);
  return { host, seen };
}

/** Works every ten minutes, also while the installation is paused after an outage. */
async function step({ access, clock }: TestHost, until: string): Promise<void> {
  while (clock.nowMs() < Date.parse(until)) {
    await access.runDue();
    await clock.advanceBy(600_000);
  }
  await access.runDue();
}

/** Books, moves, cancels, checks and asks after health, and writes down every error, status and line of the journal. */
async function live({ host, seen }: Watched): Promise<void> {
  const { access, ledger } = host;
  const say = (thing: unknown): void => void seen.push(JSON.stringify(thing), inspect(thing, { depth: 12 }));
  const attempt = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (failure) {
      say(AcxError.isInstance(failure) ? failure.toJSON() : failure);
      say(failure instanceof Error ? `${failure.message} ${failure.stack}` : failure);
    }
  };
  await attempt(access.putBooking(host.booking()));
  await attempt(access.putBooking(host.booking({ id: 'b2', resourceId: 'pool', holders: [{ holderId: '502' }] })));
  await attempt(step(host, '2026-06-01T08:20:00.000Z'));
  await attempt(access.putBooking(host.booking({ endsAt: '2026-06-01T21:00:00+01:00' })));
  await attempt(access.cancelBooking('b2'));
  host.simulator.presentCard({ card: '04A1B2C3', door: 'GYM-DOOR' });
  await attempt(step(host, '2026-06-01T18:30:00.000Z'));
  await attempt(access.check({ providerId: 'house', mode: 'report' }));
  await attempt(access.health({ providerId: 'house' }).then(say));
  for (const id of ['b1', 'b2']) {
    await attempt(
      access.settled(id, { timeoutMs: 0 }).then(({ permissions }) => say(permissions.map(({ status }) => status))),
    );
    say(await ledger.transaction(({ journal }) => journal.listOfBooking(id, 100)));
  }
}

const failures: readonly [string, (host: TestHost) => void][] = [
  ['nothing goes wrong', () => {}],
  ...[1, 4, 7, 10, 11, 12, 14, 500, 501, 503, 999].map((code): [string, (host: TestHost) => void] => [
    `writes are refused with code ${code}`,
    ({ simulator }) => simulator.failNextWithCode(code, { times: 500, request: 'SaltoDBGroup.Update' }),
  ]),
  [
    'timetables are refused',
    ({ simulator }) => simulator.failNextWithCode(7, { times: 500, request: 'SaltoDBTimezoneTable.Update' }),
  ],
  ['everything is refused', ({ simulator }) => simulator.failNextWithCode(7, { times: 5000 })],
  ['somebody is editing the user', ({ simulator }) => simulator.lockNext(201, 500)],
  ['somebody holds the door', ({ simulator }) => simulator.lockNext(101, 500)],
  ['Space cannot be reached', ({ simulator }) => simulator.levers.setOutage(true)],
  [
    'its web server breaks',
    ({ simulator }) => simulator.levers.failNext({ status: 500, body: 'Ada Archer' }, { times: 5000 }),
  ],
  ['its web server is busy', ({ simulator }) => simulator.levers.rateLimitNext({ times: 50, retryAfterSeconds: 5 })],
  [
    'it answers with a page',
    ({ simulator }) => simulator.levers.failNext({ status: 200, body: '<html>Ada Archer</html>' }, { times: 5000 }),
  ],
  ['access levels are not told', ({ simulator }) => void Object.assign(simulator.switches, { readsLevels: false })],
  ['timetables are not told', ({ simulator }) => void Object.assign(simulator.switches, { readsTimetables: false })],
  ['it is not licensed', ({ simulator }) => void Object.assign(simulator.switches, { licensed: false })],
  ['answers are lost', ({ simulator }) => simulator.levers.dropAnswer({ times: 500 })],
  ['the access level is gone', ({ simulator }) => simulator.removeAccessLevel('APT-501')],
  ['the zone is gone', ({ simulator }) => simulator.removeZone('GYM')],
  [
    'somebody else’s right is in the way',
    ({ simulator }) => void simulator.setZonePermission('APT-501', { zone: 'GYM', timetable: 5 }),
  ],
];

describe('what may be read in errors, notices, logs, traces and the journal', () => {
  it.each(failures)('is no key, card, password, person or access level when %s', async (_what, goWrong) => {
    for (const kind of ['basic', 'key'] as const) {
      const watched = createWatchedHost(kind);
      goWrong(watched.host);
      await live(watched);
      const everything = watched.seen.join('\n');
      expect(everything).toContain('house');
      // It must be about what went wrong, and not about a login that does not work.
      expect(everything).not.toContain('"authentication"');
      for (const canary of CANARIES) expect(everything).not.toContain(canary);
    }
  });

  it.each(['basic', 'key'] as const)('is no secret that Space does not accept (%s)', async (kind) => {
    const wrong = { user: 'canary-wrong-user', password: 'canary-wrong-password', key: 'canary-wrong-key' };
    const watched = createWatchedHost(kind, wrong);
    await live(watched);
    const everything = watched.seen.join('\n');
    expect(everything).toContain('authentication');
    for (const canary of [...CANARIES, ...Object.values(wrong)]) expect(everything).not.toContain(canary);
  });
});
