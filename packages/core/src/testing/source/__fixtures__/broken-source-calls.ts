import { AcxError } from '../../../errors/acx-error';
import { ConnectionError } from '../../../errors/connection-error';
import type { HealthReport } from '../../../ports/access-provider';
import type { BookingSource } from '../../../ports/booking-source';
import { FAKE_BOOKING_TOKEN } from '../fake-booking-source-options';
import { alterRead, type BrokenSource, nothingRead } from './broken-source';
import type { AlterSource } from './fake-source-world';

const alterHealth =
  (alter: (checkHealth: BookingSource['checkHealth']) => BookingSource['checkHealth']): AlterSource =>
  ({ checkHealth }) => ({ checkHealth: alter(checkHealth) });

const sayOk = (providerId: string): HealthReport => ({
  ...{ providerId, status: 'ok' },
  findings: [{ area: 'connection', status: 'ok', message: 'All is well.' }],
});

/** Whatever goes wrong is read as an empty resource. */
const withoutFailing = (isHidden: (failure: AcxError) => boolean) =>
  alterRead((read) => async (request, options) => {
    try {
      return await read(request, options);
    } catch (failure) {
      if (!AcxError.isInstance(failure) || !isHidden(failure)) throw failure;
      const endsAt = `${Number(request.at.slice(0, 4)) + 1}${request.at.slice(4)}`;
      return nothingRead({ resourceId: request.resourceId, window: { startsAt: request.at, endsAt } });
    }
  });

const throwing = (message: string) =>
  alterRead((read) => (request, options) => read(request, options).catch(() => Promise.reject(new Error(message))));

let instances = 0;

/** Faults in calls, in failing, and in what the source says of itself. */
export const brokenSourceCalls: readonly BrokenSource[] = [
  {
    name: 'lists a resource twice',
    alter: ({ resourceIds }) => ({ resourceIds: [...resourceIds, ...resourceIds] }),
    caughtBy: ['manifest > names every resource'],
  },
  {
    name: 'makes up an id at every start',
    alter: () => {
      instances += 1;
      return { id: `source-${instances}` };
    },
    caughtBy: ['manifest > has an id of its own', 'a booking > is read with the very instants'],
  },
  {
    name: 'speaks another version of the port',
    alter: () => JSON.parse('{ "specificationVersion": "v2" }'),
    caughtBy: ['manifest > speaks this version'],
  },
  {
    name: 'costs more than it says',
    options: { daysPerCall: 1 },
    alter: () => ({ callsPerRead: 1 }),
    caughtBy: ['manifest > makes as many calls'],
  },
  {
    name: 'reads everything twice to be sure',
    alter: alterRead((read) => async (...call) => {
      await read(...call);
      return read(...call);
    }),
    caughtBy: ['manifest > makes as many calls'],
  },
  {
    name: 'takes an outage for an empty resource',
    alter: withoutFailing(({ code }) => code === 'connection'),
    caughtBy: ['a reading that fails > is a passing error in an outage'],
  },
  {
    name: 'takes what it cannot read for an empty resource',
    alter: withoutFailing(({ code }) => code === 'response_validation'),
    caughtBy: ['a reading that fails > is an error when the answer cannot be'],
  },
  {
    name: 'takes refused credentials for an empty resource',
    alter: withoutFailing(({ code }) => code === 'authentication'),
    caughtBy: ['a reading that fails > says that it is the credentials'],
  },
  {
    name: 'gives what it has when the rest does not come',
    options: { daysPerCall: 1 },
    alter: withoutFailing(({ code }) => code === 'provider_call'),
    caughtBy: [
      'a reading that fails > is an error and no part of a reading, after 0',
      'a reading that fails > is an error and no part of a reading, after 1',
    ],
  },
  {
    name: 'does not look at the signal',
    alter: alterRead((read) => (request) => read(request, {})),
    caughtBy: ['a reading that fails > is given up', 'a reading that fails > is not begun'],
  },
  {
    name: 'throws errors of its own',
    alter: throwing('The booking product did not answer.'),
    caughtBy: ['a reading that fails > is a passing error in an outage', 'a reading that fails > is given up'],
  },
  {
    name: 'says that a reading may have changed something',
    alter: alterRead(
      (read) => (request, options) =>
        read(request, options).catch(() => {
          const call = { providerId: 'fake-bookings', operation: 'list' };
          throw new ConnectionError({ ...call, reason: 'reset', effect: 'unknown' });
        }),
    ),
    caughtBy: ['a reading that fails > is a passing error in an outage'],
  },
  {
    name: 'tells the token when it is refused',
    alter: alterRead(
      (read) => (request, options) =>
        read(request, options).catch((failure: unknown) => {
          if (AcxError.isInstance(failure)) failure.message += ` The token was ${FAKE_BOOKING_TOKEN}.`;
          throw failure;
        }),
    ),
    caughtBy: ['privacy > keeps errors silent in an outage', 'privacy > keeps errors and findings silent'],
  },
  {
    name: 'keeps what it could not read in the error',
    alter: alterRead(
      (read) => (request, options) =>
        read(request, options).catch((failure: unknown) => {
          if (AcxError.isInstance(failure)) Object.assign(failure, { body: '{"email":"Ada@ACX.example"}' });
          throw failure;
        }),
    ),
    caughtBy: ['privacy > keeps errors silent about an answer'],
  },
  {
    name: 'subscribes whenever it reads',
    alter: (source) => ({
      read: async (...call) => {
        await source.hints?.subscribe({});
        return source.read(...call);
      },
    }),
    caughtBy: ['a booking > costs no change at the vendor', 'manifest > makes as many calls'],
  },
  {
    name: 'throws when its health is bad',
    alter: (source) => ({
      checkHealth: async (options) => {
        const report = await source.checkHealth(options);
        if (report.status !== 'ok') throw new Error('It is not well.');
        return report;
      },
    }),
    caughtBy: [
      'health and closing > says what is wrong in an outage',
      'health and closing > says what is wrong when credentials',
      'health and closing > gives up without throwing',
    ],
  },
  {
    name: 'says that all is well without looking',
    alter: ({ id }) => ({ checkHealth: async () => sayOk(id) }),
    caughtBy: [
      'health and closing > says what is wrong in an outage',
      'health and closing > says what is wrong when credentials',
    ],
  },
  {
    name: 'has no words for what is wrong',
    alter: alterHealth((checkHealth) => async (options) => {
      const report = await checkHealth(options);
      return { ...report, findings: report.findings.map((finding) => ({ ...finding, message: '' })) };
    }),
    caughtBy: ['health and closing > says that all is well', 'health and closing > says what is wrong in an outage'],
  },
  {
    name: 'cannot be closed twice',
    alter: () => {
      let isClosed = false;
      return {
        close: async () => {
          if (isClosed) throw new Error('It is closed.');
          isClosed = true;
        },
      };
    },
    caughtBy: ['health and closing > can be closed twice'],
  },
];
