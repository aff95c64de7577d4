import { ConfigurationError } from '../../../../errors/configuration-error';
import { createMemoryLedger } from '../../../../ledger/memory-ledger';
import type { Ledger, LedgerTransaction } from '../../../../ports/ledger';
import type { LedgerWorld } from '../../ledger-world';
import type { AlterLedger } from './broken-ledger';

type Work = (transaction: LedgerTransaction) => Promise<unknown>;

/** A transaction of the smallest host that there is: what was done in it is done again at the commit. */
interface FakeTransaction {
  readonly works: Work[];
  tail: Promise<unknown>;
}

/** A world around the memory ledger whose connections join transactions of a host, and tell each other what they have woken. */
export function createHostedWorld(alter: AlterLedger = (ledger) => ledger): LedgerWorld {
  const data = createMemoryLedger();
  const transactions = new Set<unknown>();
  const listenersOf: Set<() => void>[] = [];
  const tell = (except?: Set<() => void>): void => {
    for (const listeners of listenersOf) if (listeners !== except) for (const listener of listeners) listener();
  };

  const connect = (): Ledger => {
    const own = new Set<() => void>();
    listenersOf.push(own);
    return {
      async transaction(work) {
        const watched = watchWakes(work);
        const result = await data.transaction(watched.work);
        if (watched.hasWoken()) tell(own);
        return result;
      },
      join(transaction) {
        if (!isOpen(transaction, transactions)) throw refusal();
        return { transaction: (work) => runJoined(data, transaction, work) };
      },
      onWake(listener) {
        const told = (): void => listener();
        own.add(told);
        return () => void own.delete(told);
      },
      close: async () => {},
    };
  };

  return {
    ledger: alter(connect(), 0),
    second: async () => alter(connect(), 0),
    wakeWithinMs: 20,
    async openTransaction() {
      const transaction: FakeTransaction = { works: [], tail: Promise.resolve() };
      transactions.add(transaction);
      const end = (): void => void transactions.delete(transaction);
      return {
        transaction,
        async commit() {
          end();
          const watched = watchWakes((all) => runAll(transaction.works, all));
          await data.transaction(watched.work);
          if (watched.hasWoken()) tell();
        },
        rollback: async () => end(),
      };
    },
    close: () => data.close(),
  };
}

/** Does everything that was done before, then this, and takes it all back: for the time being. */
function runJoined<T>(
  data: Ledger,
  transaction: FakeTransaction,
  work: (transaction: LedgerTransaction) => Promise<T>,
): Promise<T> {
  const takenBack = new Error('taken back');
  const run = (): Promise<T> =>
    new Promise((resolve, reject) => {
      const whole = data.transaction(async (all) => {
        await runAll(transaction.works, all);
        resolve(await work(all));
        throw takenBack;
      });
      whole.catch((failure: unknown) => (failure === takenBack ? transaction.works.push(work) : reject(failure)));
    });
  const result = transaction.tail.then(run);
  transaction.tail = result.catch(() => {});
  return result;
}

async function runAll(works: readonly Work[], transaction: LedgerTransaction): Promise<void> {
  for (const work of works) await work(transaction);
}

/** Notices whether the work wakes a lane. */
function watchWakes<T>(work: (transaction: LedgerTransaction) => Promise<T>) {
  let hasWoken = false;
  return {
    hasWoken: () => hasWoken,
    work(transaction: LedgerTransaction): Promise<T> {
      const { lanes } = transaction;
      const wake: typeof lanes.wake = (...lane) => {
        hasWoken = true;
        return lanes.wake(...lane);
      };
      return work({ ...transaction, lanes: { ...lanes, wake } });
    },
  };
}

function isOpen(transaction: unknown, open: ReadonlySet<unknown>): transaction is FakeTransaction {
  return open.has(transaction);
}

function refusal(): ConfigurationError {
  const problems = [{ path: 'transaction', message: 'must be an open transaction of the host' }];
  return new ConfigurationError({ subject: 'Storing a booking', problems });
}
