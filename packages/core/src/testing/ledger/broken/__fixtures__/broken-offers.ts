import type { Ledger, LedgerTransaction } from '../../../../ports/ledger';
import type { AlterLedger, BrokenLedger } from './broken-ledger';

type Joined = Pick<Ledger, 'transaction'>;

/** A fault in the ledger as it is inside of a transaction of the host. */
const alterJoin =
  (alter: (joined: Joined, ledger: Ledger) => Joined): AlterLedger =>
  (ledger) => ({
    ...ledger,
    join(transaction) {
      const joined = ledger.join?.(transaction);
      if (joined === undefined) throw new Error('The sound ledger cannot join.');
      return alter(joined, ledger);
    },
  });

/** Does something when a lane is woken, or does not wake it. */
const onWaking = (transaction: LedgerTransaction, wake: LedgerTransaction['lanes']['wake']): LedgerTransaction => ({
  ...transaction,
  lanes: { ...transaction.lanes, wake },
});

/** Tells its listeners by itself instead of the sound ledger's way. */
const alterTelling =
  (alter: (ledger: Ledger, tell: () => void) => Partial<Ledger>): AlterLedger =>
  (ledger) => {
    const tell = (): void => {
      for (const listener of everybody) listener();
    };
    const onWake: NonNullable<Ledger['onWake']> = (listener) => {
      everybody.add(listener);
      return () => void everybody.delete(listener);
    };
    return { ...ledger, onWake, ...alter(ledger, tell) };
  };
const everybody = new Set<() => void>();

/** Faults in what a ledger may leave out, and has. */
export const brokenOffers: readonly BrokenLedger[] = [
  {
    name: 'commits by itself what the host has not committed',
    alter: alterJoin((_joined, ledger) => ({ transaction: (work) => ledger.transaction(work) })),
    caughtBy: ['joined transactions > are there for everybody from the commit', 'joined transactions > are gone when'],
  },
  {
    name: 'loses after the commit that a lane was woken',
    alter: alterJoin((joined) => ({
      transaction: (work) => joined.transaction((transaction) => work(onWaking(transaction, async () => {}))),
    })),
    caughtBy: [
      'joined transactions > are there for everybody from the commit',
      'joined transactions > can do everything that others can',
      'listeners > hear of a transaction that was joined',
    ],
  },
  {
    name: 'keeps what a joined transaction wrote before it threw',
    alter: alterJoin((joined) => ({
      transaction: (work) =>
        new Promise((resolve, reject) => {
          let end = (): void => {};
          const whole = joined.transaction((transaction) =>
            work(transaction).then(
              (result) => {
                end = () => resolve(result);
              },
              (failure: unknown) => {
                end = () => reject(failure);
              },
            ),
          );
          void whole.then(() => end());
        }),
    })),
    caughtBy: ['joined transactions > leave nothing behind when they throw'],
  },
  {
    name: 'joins whatever it is given',
    alter: (ledger) => ({
      ...ledger,
      join(transaction) {
        try {
          return ledger.join?.(transaction) ?? ledger;
        } catch {
          return ledger;
        }
      },
    }),
    caughtBy: ['joined transactions > are refused for what is no transaction'],
  },
  {
    name: 'tells nobody',
    alter: (ledger) => ({ ...ledger, onWake: () => () => {} }),
    caughtBy: ['listeners > hear that somebody else', 'listeners > all hear it', 'listeners > hear of a transaction'],
  },
  {
    name: 'tells before the commit, and not again',
    alter: alterTelling((ledger, tell) => ({
      transaction: (work) =>
        ledger.transaction((transaction) =>
          work(
            onWaking(transaction, async (...lane) => {
              await transaction.lanes.wake(...lane);
              tell();
            }),
          ),
        ),
    })),
    caughtBy: ['listeners > hear that somebody else has made a lane due'],
  },
  {
    name: 'tells only what was stored without the host',
    alter: alterTelling((ledger, tell) => ({
      async transaction(work) {
        const result = await ledger.transaction(work);
        tell();
        return result;
      },
    })),
    caughtBy: ['listeners > hear of a transaction that was joined here'],
  },
  {
    name: 'goes on telling who has stopped',
    alter: (ledger) => ({
      ...ledger,
      onWake(listener) {
        ledger.onWake?.(listener);
        return () => {};
      },
    }),
    caughtBy: ['listeners > all hear it, and those who have stopped do not'],
  },
  {
    name: 'has no way to join a transaction although the suite was told so',
    alter: ({ join: _join, ...ledger }) => ledger,
    caughtBy: ['what a ledger may leave out > '],
  },
];
