import type { Ledger, LedgerTransaction } from '../../../../ports/ledger';
import type { BookingRecord } from '../../../../ports/ledger-records';
import { type AlterLedger, alterStore, type BrokenLedger } from './broken-ledger';

/** Carries out a change of bookings once more, or at another time, than the transaction said. */
const alterSaving =
  (alter: (ledger: Ledger, saved: BookingRecord[]) => Ledger['transaction']): AlterLedger =>
  (ledger) => {
    const saved: BookingRecord[] = [];
    const watched = alterStore('bookings', (bookings) => ({
      async save(record) {
        saved.push(record);
        await bookings.save(record);
      },
    }))(ledger, 0);
    return { transaction: alter(watched, saved), close: () => ledger.close() };
  };

/** Everything of the ledger outside of any transaction: nothing is undone, and nobody waits for anybody. */
function stolen(ledger: Ledger): Ledger['transaction'] {
  return async (work) => {
    const transaction = await ledger.transaction(async (inner): Promise<LedgerTransaction> => ({ ...inner }));
    return work(transaction);
  };
}

/** Faults in all or nothing, in who sees what, and in what goes in and comes out. */
export const brokenTransactions: readonly BrokenLedger[] = [
  {
    name: 'keeps what a transaction wrote before it threw',
    alter: alterSaving((ledger, saved) => (work) => {
      saved.length = 0;
      return ledger.transaction(work).catch(async (failure: unknown) => {
        const records = [...saved];
        await ledger.transaction(async ({ bookings }) => {
          for (const record of records) await bookings.save(record);
        });
        throw failure;
      });
    }),
    caughtBy: ['transactions > leave every answer as it was', 'histories > '],
  },
  {
    name: 'loses what was there before when a transaction throws',
    alter: alterSaving(
      (ledger, saved) => (work) =>
        ledger.transaction(work).catch(async (failure: unknown) => {
          await ledger.transaction(async ({ bookings }) => {
            for (const { booking } of saved) await bookings.remove(booking.id);
          });
          throw failure;
        }),
    ),
    caughtBy: ['transactions > that throw take nothing with them', 'histories > '],
  },
  {
    name: 'wraps what the work throws into an error of its own',
    alter: (ledger) => ({
      ...ledger,
      transaction: (work) =>
        ledger.transaction(work).catch((failure: unknown) => {
          throw new Error('The transaction failed.', { cause: failure });
        }),
    }),
    caughtBy: ['transactions > pass on what the work throws'],
  },
  {
    name: 'does not go on after a transaction that threw',
    alter: (ledger) => {
      let isStuck = false;
      const transaction: Ledger['transaction'] = (work) => {
        if (isStuck) return Promise.reject(new Error('A transaction is open.'));
        return ledger.transaction(work).catch((failure: unknown) => {
          isStuck = true;
          throw failure;
        });
      };
      return { ...ledger, transaction };
    },
    caughtBy: ['transactions > pass on what the work throws'],
  },
  {
    name: 'undoes everything when a refusal was caught inside',
    alter: (ledger) => ({
      ...ledger,
      transaction: (work) =>
        ledger.transaction(async (transaction) => {
          let refusal: unknown;
          const fence: LedgerTransaction['lanes']['fence'] = (claim) =>
            transaction.lanes.fence(claim).catch((failure: unknown) => {
              refusal = failure;
              throw failure;
            });
          const result = await work({ ...transaction, lanes: { ...transaction.lanes, fence } });
          if (refusal !== undefined) throw refusal;
          return result;
        }),
    }),
    caughtBy: ['transactions > go on when a refusal was caught inside'],
  },
  {
    name: 'does not see what the transaction itself has saved',
    alter: (ledger) => ({
      ...ledger,
      transaction: (work) =>
        ledger.transaction((transaction) => {
          const mine = new Set<string>();
          const { bookings } = transaction;
          const save: typeof bookings.save = async (record) => {
            mine.add(record.booking.id);
            await bookings.save(record);
          };
          const listOfHolder: typeof bookings.listOfHolder = async (id) =>
            (await bookings.listOfHolder(id)).filter(({ booking }) => !mine.has(booking.id));
          return work({ ...transaction, bookings: { ...bookings, save, listOfHolder } });
        }),
    }),
    caughtBy: ['transactions > see what they have written themselves'],
  },
  {
    name: 'resolves before the result is stored',
    alter: alterSaving((ledger, saved) => async (work) => {
      saved.length = 0;
      const result = await ledger.transaction(work);
      const late = [...saved];
      await ledger.transaction(async ({ bookings }) => {
        for (const { booking } of late) await bookings.remove(booking.id);
      });
      setImmediate(() => {
        void ledger.transaction(async ({ bookings }) => {
          for (const record of late) await bookings.save(record);
        });
      });
      return result;
    }),
    caughtBy: ['transactions at once > show what one has stored'],
  },
  {
    name: 'lets transactions run into each other and undoes nothing',
    alter: (ledger) => ({ ...ledger, transaction: stolen(ledger) }),
    caughtBy: [
      'transactions > leave every answer as it was',
      'transactions at once > never see each other half done: a booking',
      'transactions at once > never see each other half done: two bookings',
      'transactions at once > never see each other half done: permissions',
      'transactions at once > lose no change',
      'transactions at once > never take the same time',
      'transactions at once > number what they add to a lane',
    ],
  },
  {
    name: 'forgets the last booking when it is closed',
    alter: (() => {
      let last: string | undefined;
      const alter: AlterLedger = (ledger, opening) => {
        const watched = alterStore('bookings', (bookings) => ({
          async save(record) {
            if (opening === 0) last = record.booking.id;
            await bookings.save(record);
          },
          find: async (id) => (opening > 0 && id === last ? undefined : bookings.find(id)),
        }));
        return watched(ledger, opening);
      };
      return alter;
    })(),
    caughtBy: ['records > keep every field', 'records > come out as they went in, also after a reopening: a booking'],
  },
  {
    name: 'hands out what it holds',
    alter: (() => {
      const held = new Map<string, BookingRecord>();
      return alterStore('bookings', (bookings) => ({
        async save(record) {
          held.set(record.booking.id, record);
          await bookings.save(record);
        },
        find: async (id) => held.get(id),
      }));
    })(),
    caughtBy: ['records > are not changed by whoever changes'],
  },
  {
    name: 'loses a field that it does not know',
    alter: alterStore('bookings', (bookings) => ({
      save: ({ booking, directoryAnswer, problems, checkIn }) =>
        bookings.save({ booking, directoryAnswer, problems, checkIn }),
    })),
    caughtBy: ['records > keep every field'],
  },
  {
    name: 'keeps a field that the next saving leaves out',
    alter: alterStore('grants', (grants) => ({
      save: async (record) => grants.save({ ...(await grants.find(record.providerId, record.grantKey)), ...record }),
    })),
    caughtBy: ['records > lose a field', 'histories > '],
  },
];
