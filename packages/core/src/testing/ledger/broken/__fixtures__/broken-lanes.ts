import type { LaneClaim } from '../../../../ports/ledger-records';
import { type AlterLedger, alterStore, type BrokenLedger } from './broken-ledger';

/** Tokens that begin anew at each opening: what an in-process counter does. */
const countTokensAnew: AlterLedger = (() => {
  let highest = 0;
  const shift = (claim: LaneClaim, by: number): LaneClaim => ({ ...claim, token: claim.token + by });
  const alter: AlterLedger = (ledger, opening) => {
    const base = opening === 0 ? 0 : highest;
    return alterStore('lanes', (lanes) => ({
      async claimDue(options) {
        const claims = await lanes.claimDue(options);
        for (const { token } of claims) highest = Math.max(highest, token);
        return claims.map((claim) => shift(claim, -base));
      },
      fence: (claim) => lanes.fence(shift(claim, base)),
      release: (claim, next) => lanes.release(shift(claim, base), next),
    }))(ledger, opening);
  };
  return alter;
})();

/** Faults in who works on a lane, and when. */
export const brokenLanes: readonly BrokenLedger[] = [
  {
    name: 'counts tokens anew after a reopening',
    alter: countTokensAnew,
    caughtBy: ['claims of lanes > have a greater token every time'],
  },
  {
    name: 'gives every claim the same token',
    alter: alterStore('lanes', (lanes) => ({
      async claimDue(options) {
        const claims = await lanes.claimDue(options);
        return claims.map((claim) => ({ ...claim, token: 1 }));
      },
    })),
    caughtBy: ['claims of lanes > that have run out are taken over', 'histories > '],
  },
  {
    name: 'fences nobody',
    alter: alterStore('lanes', () => ({ fence: async () => {} })),
    caughtBy: ['claims of lanes > that have run out are taken over', 'claims of lanes > of a lane that nobody knows'],
  },
  {
    name: 'refuses a lost claim with a plain error',
    alter: alterStore('lanes', (lanes) => ({
      fence: (claim) =>
        lanes.fence(claim).catch(() => {
          throw new Error('Lost.');
        }),
    })),
    caughtBy: ['claims of lanes > that have run out are taken over'],
  },
  {
    name: 'wakes a lane at the last instant that was asked for',
    alter: alterStore('lanes', (lanes) => ({
      async wake(lane, dueAt) {
        const later = { now: '9999', expiresAt: dueAt, limit: 99, room: new Map(), defaultRoomOf: () => 99 };
        for (const claim of await lanes.claimDue(later)) await lanes.release(claim, { version: 0, failures: 0 });
        await lanes.wake(lane, dueAt);
      },
    })),
    caughtBy: ['lanes that are due > stay as early as they were first asked for'],
  },
  {
    name: 'does not hear that a lane is woken while somebody works on it',
    alter: (() => {
      const held = new Set<string>();
      return alterStore('lanes', (lanes) => ({
        wake: async (lane, dueAt) => (held.has(lane.lane) ? undefined : lanes.wake(lane, dueAt)),
        async claimDue(options) {
          const claims = await lanes.claimDue(options);
          for (const { lane } of claims) held.add(lane);
          return claims;
        },
        async release(claim, next) {
          await lanes.release(claim, next);
          held.delete(claim.lane);
        },
      }));
    })(),
    caughtBy: ['lanes that are due > are still due when they were woken during the work', 'histories > '],
  },
  {
    name: 'forgets at the release that a lane was woken meanwhile',
    alter: alterStore('lanes', (lanes) => ({
      async release(claim, next) {
        await lanes.release(claim, { version: next.version, failures: next.failures });
        const asked = { now: '9999', expiresAt: claim.expiresAt, limit: 1, room: new Map(), defaultRoomOf: () => 1 };
        const [again] = await lanes.claimDue(asked);
        if (again !== undefined) await lanes.release(again, next);
        else if (next.dueAt !== undefined) await lanes.wake(claim, next.dueAt);
      },
    })),
    caughtBy: ['lanes that are due > are still due when they were woken during the work'],
  },
  {
    name: 'never hands a lane out again whose worker is gone',
    alter: alterStore('lanes', (lanes) => ({
      claimDue: (options) => lanes.claimDue({ ...options, expiresAt: '9999-12-31T23:59:59.999Z' }),
    })),
    caughtBy: ['claims of lanes > that have run out are taken over'],
  },
  {
    name: 'knows no room',
    alter: alterStore('lanes', (lanes) => ({
      claimDue: (options) => lanes.claimDue({ ...options, room: new Map(), defaultRoomOf: () => 99 }),
    })),
    caughtBy: ['claims of lanes > keep to the room of each installation', 'histories > '],
  },
  {
    name: 'takes what is due before it looks who has room',
    alter: alterStore('lanes', (lanes) => ({
      async claimDue(options) {
        const all = await lanes.claimDue({ ...options, room: new Map(), defaultRoomOf: () => 99 });
        const taken: LaneClaim[] = [];
        for (const claim of all) {
          const count = taken.filter(({ providerId }) => providerId === claim.providerId).length;
          if (count < (options.room.get(claim.providerId) ?? options.defaultRoomOf(claim.providerId)))
            taken.push(claim);
          else await lanes.release(claim, { ...claim, dueAt: options.now });
        }
        return taken;
      },
    })),
    caughtBy: ['claims of lanes > pass over an installation without room'],
  },
  {
    name: 'hands out lanes by name',
    alter: alterStore('lanes', (lanes) => ({
      claimDue: async (options) => (await lanes.claimDue(options)).sort((a, b) => (a.lane < b.lane ? -1 : 1)),
    })),
    caughtBy: ['claims of lanes > are given for the earliest first', 'claims of lanes > mix what is due'],
  },
  {
    name: 'tells when the next lane is due without leaving anybody out',
    alter: alterStore('lanes', (lanes) => ({ nextDueAt: () => lanes.nextDueAt({ except: new Set() }) })),
    caughtBy: ['lanes that are due > are told without some installations', 'histories > '],
  },
  {
    name: 'begins the version anew at each claim',
    alter: alterStore('lanes', (lanes) => ({
      claimDue: async (options) => (await lanes.claimDue(options)).map((claim) => ({ ...claim, version: 0 })),
    })),
    caughtBy: [
      'claims of lanes > that are late hold',
      'lanes that are due > are none once the work is done',
      'histories > ',
    ],
  },
  {
    name: 'runs installation and lane together',
    alter: alterStore('lanes', (lanes) => ({
      wake: ({ providerId, lane }, ...when) => {
        const [id = '', ...rest] = `${providerId}\n${lane}`.split('\n');
        return lanes.wake({ providerId: id, lane: rest.join('\n') }, ...when);
      },
    })),
    caughtBy: ['claims of lanes > of lanes with names that run together'],
  },
];
