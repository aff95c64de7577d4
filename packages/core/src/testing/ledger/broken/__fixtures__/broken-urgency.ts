import { alterStore, type BrokenLedger } from './broken-ledger';

/** Faults in which of the lanes that are due is handed out first. */
export const brokenUrgency: readonly BrokenLedger[] = [
  {
    name: 'hears of no urgency',
    alter: alterStore('lanes', (lanes) => ({ wake: (lane, dueAt) => lanes.wake(lane, dueAt) })),
    caughtBy: [
      'urgent lanes > are handed out before those that have been due for longer',
      'urgent lanes > are found among the thousand',
      'histories > ',
    ],
  },
  {
    name: 'takes every lane for urgent from when on it is due',
    alter: alterStore('lanes', (lanes) => ({
      wake: (lane, dueAt, urgentAt = dueAt) => lanes.wake(lane, dueAt, urgentAt),
    })),
    caughtBy: ['urgent lanes > are handed out before those', 'histories > '],
  },
  {
    name: 'makes a lane that is urgent due at once',
    alter: alterStore('lanes', (lanes) => ({
      wake: (lane, dueAt, urgentAt) =>
        lanes.wake(lane, urgentAt !== undefined && urgentAt < dueAt ? urgentAt : dueAt, urgentAt),
    })),
    caughtBy: ['urgent lanes > wait until they are due'],
  },
  {
    name: 'forgets at the claim that a lane is urgent',
    alter: alterStore('lanes', (lanes) => ({
      async claimDue(options) {
        const claims = await lanes.claimDue(options);
        for (const { lane, providerId, version, failures } of claims) {
          const again = { ...options, now: options.expiresAt, limit: 99 };
          for (const claim of await lanes.claimDue(again))
            if (claim.lane === lane && claim.providerId === providerId)
              await lanes.release(claim, { dueAt: options.now, version, failures });
        }
        return lanes.claimDue(options);
      },
    })),
    caughtBy: ['urgent lanes > stay urgent when their worker is gone', 'urgent lanes > tell since when'],
  },
  {
    name: 'does not hear from a worker how urgent the rest is',
    alter: alterStore('lanes', (lanes) => ({
      release: (claim, { dueAt, version, failures }) => lanes.release(claim, { dueAt, version, failures }),
    })),
    caughtBy: ['urgent lanes > are as urgent as their worker says', 'histories > '],
  },
  {
    name: 'keeps a lane as urgent as it was before the work',
    alter: alterStore('lanes', (lanes) => ({
      release: (claim, next) => lanes.release(claim, { ...next, urgentAt: next.urgentAt ?? claim.urgentAt }),
    })),
    caughtBy: ['urgent lanes > are as urgent as their worker says', 'histories > '],
  },
  {
    name: 'takes the first that are due and puts only them in order',
    alter: alterStore('lanes', (lanes) => ({
      async claimDue(options) {
        const all = await lanes.claimDue({ ...options, limit: 9_999, room: new Map(), defaultRoomOf: () => 9_999 });
        const kept = all.slice(-options.limit);
        for (const claim of all)
          if (!kept.includes(claim)) await lanes.release(claim, { ...claim, dueAt: options.now });
        return kept;
      },
    })),
    caughtBy: ['urgent lanes > are found among the thousand', 'urgent lanes > are handed out before those'],
  },
];
