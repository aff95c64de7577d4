import { UnsupportedCapabilityError } from '../../../errors/unsupported-capability-error';
import type { Composition } from '../../../model/composition';
import { instantFromMs, instantToMs } from '../../../model/instant';
import type { Permission } from '../../../model/permission';
import type { Window } from '../../../model/window';
import type { AccessProvider } from '../../../ports/access-provider';
import type { AlterProvider } from '../fake-world';
import type { BrokenProvider } from './broken-provider';

const alterComposition =
  (alter: (composition: Composition, permissions: readonly Permission[], now: string) => Composition): AlterProvider =>
  ({ compose }) => ({
    compose: (permissions, context) => alter(compose(permissions, context), permissions, context.now),
  });

const widened = ({ startsAt, endsAt }: Window): Window => ({
  startsAt,
  endsAt: instantFromMs(instantToMs(endsAt) + 900_000),
});

/** The state with other windows. */
const withWindows = (composition: Composition, change: (window: Window) => Window): Composition => {
  const { state } = composition;
  const windows = composition.covered.flatMap((covered) => covered.windows.map(change));
  if (state === undefined) return composition;
  return {
    ...composition,
    state: { ...state, windows: windows.map(({ startsAt, endsAt }) => ({ startsAt, endsAt })) },
  };
};

const withRawKeys: AlterProvider = ({ grantKeyOf }) => ({
  grantKeyOf: (permission) => `${grantKeyOf(permission)}/${permission.subject}`,
});

let calls = 0;
const withPassingKeys: AlterProvider = ({ laneOf }) => ({
  laneOf(permission) {
    calls += 1;
    return `${laneOf(permission)}/${calls}`;
  },
});

let restarts = 0;
const withKeysOfTheDay: AlterProvider = ({ laneOf }: AccessProvider) => {
  restarts += 1;
  const started = restarts;
  return { laneOf: (permission) => `${laneOf(permission)}/${started}` };
};

/** Faults in the pure members of a provider. */
export const brokenCompositions: readonly BrokenProvider[] = [
  {
    name: 'writes a window that is one step too long',
    options: { resolutionSeconds: 900 },
    alter: alterComposition((composition) => withWindows(composition, widened)),
    caughtBy: ['rights at the vendor > open in the booked window and not a second before or after it'],
  },
  {
    name: 'tells of a window that is one step too long',
    options: { resolutionSeconds: 900 },
    alter: alterComposition((composition) => ({
      ...composition,
      covered: composition.covered.map((covered) => ({
        ...covered,
        windows: covered.windows.map((window) => ({ ...window, ...widened(window) })),
      })),
    })),
    caughtBy: [
      'composition > opens a window on the grid exactly as it is booked',
      'composition > opens the booked window in full and never more than its buffers',
    ],
  },
  {
    name: 'keeps silent about what waits',
    alter: alterComposition((composition) => ({ ...composition, waiting: [] })),
    caughtBy: ['composition > accounts for every permission once'],
  },
  {
    name: 'does not ask to be looked at again',
    alter: alterComposition(({ nextAt: _nextAt, ...composition }) => composition),
    caughtBy: [
      'composition over time > asks to be looked at in the future',
      'composition over time > does not change its answer before the instant it named',
      'rights at the vendor > are handed over from booking to booking',
    ],
  },
  {
    name: 'asks to be looked at at once, for ever',
    alter: alterComposition((composition, _permissions, now) => ({ ...composition, nextAt: now })),
    caughtBy: ['composition over time > asks to be looked at in the future'],
  },
  {
    name: 'depends on the order of the permissions',
    alter: alterComposition((composition, [first]) => ({
      ...composition,
      covered: composition.covered.filter(({ permissionKey }) => permissionKey === first?.key),
    })),
    caughtBy: ['pure functions > composes the same answer whatever the order of the permissions'],
  },
  {
    name: 'sorts what it is given in place',
    alter: ({ compose }) => ({
      compose(permissions, context) {
        if (Array.isArray(permissions)) permissions.sort();
        return compose(permissions, context);
      },
    }),
    caughtBy: ['pure functions > composes without altering what it is given'],
  },
  {
    name: 'writes everything at once, whatever the horizon',
    options: { horizonMinutes: 60 },
    alter: alterComposition((composition, permissions) => {
      const [first] = permissions;
      if (composition.waiting.length === 0 || first === undefined) return composition;
      return { ...composition, waiting: [], covered: [{ permissionKey: first.key, windows: [] }] };
    }),
    caughtBy: ['composition over time > lets a window beyond the horizon wait'],
  },
  {
    name: 'takes every kind of credential for linked',
    alter: ({ compose }) => ({
      compose: (permissions, context) =>
        compose(
          permissions.map((permission) => ({ ...permission, credential: 'linked' })),
          context,
        ),
    }),
    caughtBy: ['composition > rejects the credential kind pin'],
  },
  {
    name: 'puts the subject into the grant key',
    alter: withRawKeys,
    caughtBy: ['pure functions > keeps the subject out of lanes and grant keys'],
  },
  {
    name: 'makes other lanes after a restart',
    alter: withKeysOfTheDay,
    caughtBy: ['pure functions > gives the same lane and grant key after a restart'],
  },
  {
    name: 'makes another lane every time',
    alter: withPassingKeys,
    caughtBy: [
      'pure functions > gives the same lane and grant key every time',
      'pure functions > puts permissions of one grant into one lane',
    ],
  },
  {
    name: 'composes something else every time',
    alter: alterComposition((composition) => {
      const { state } = composition;
      calls += 1;
      return state === undefined ? composition : { ...composition, state: { ...state, version: calls } };
    }),
    caughtBy: ['pure functions > composes the same answer twice', 'rights at the vendor > cost no write'],
  },
  {
    name: 'opens something without permissions',
    alter: alterComposition((composition, permissions) =>
      permissions.length === 0
        ? { ...composition, state: { place: 'north door', subject: 'badge-0004711' } }
        : composition,
    ),
    caughtBy: ['composition > is empty without permissions'],
  },
  {
    name: 'repeats the subject when it rejects',
    alter: alterComposition((composition, [first]) => ({
      ...composition,
      rejected: composition.rejected.map(({ permissionKey }) => ({
        permissionKey,
        error: new UnsupportedCapabilityError({
          providerId: 'fake',
          capability: 'credential',
          reason: `${first?.subject} cannot have it.`,
        }),
      })),
    })),
    caughtBy: ['privacy > rejections tell of no subject'],
  },
  {
    name: 'has impossible numbers',
    alter: ({ capabilities }) => ({ capabilities: { ...capabilities, windowsPerGrant: 0, credentialKinds: [] } }),
    caughtBy: [
      'manifest > states numbers that can be worked with',
      'manifest > names what it opens, for whom and with what',
    ],
  },
  {
    name: 'says no without a reason',
    alter: ({ capabilities }) => ({ capabilities: { ...capabilities, events: { supported: false, reason: '' } } }),
    caughtBy: ['manifest > gives a reason for every no'],
  },
  {
    name: 'has a method that its manifest denies',
    options: { readBack: false },
    alter: () => ({ readGrants: async () => [] }),
    caughtBy: ['manifest > has no readGrants'],
  },
];
