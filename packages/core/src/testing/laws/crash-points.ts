import type { LedgerTransaction } from '../../ports/ledger';
import type { ProcessParts } from './law-world';

/** The process died. Nothing that it wanted to do afterwards happens. */
export class Crash extends Error {
  constructor() {
    super('The process crashed.');
    this.name = 'Crash';
  }
}

/** Counts every moment at which the engine waits for something, and crashes at a chosen one. */
export interface CrashPoints {
  /** Moments passed so far by the process that may crash. */
  readonly passed: number;
  /** True once it has crashed. */
  readonly isCrashed: boolean;
  /** Puts the gate of one more process in front of its parts. */
  wrap(parts: ProcessParts): ProcessParts;
}

/** The first process crashes when it passes its `crashAt`-th moment; those that are started after it live. */
export function createCrashPoints(crashAt: number): CrashPoints {
  let passed = 0;
  let isCrashed = false;
  let process = 0;

  /** The gate of one process: lets it pass, or not any more. */
  const createGate = (): (() => void) => {
    process += 1;
    if (process > 1) return () => {};
    return () => {
      if (isCrashed) throw new Crash();
      passed += 1;
      if (passed !== crashAt) return;
      isCrashed = true;
      throw new Crash();
    };
  };

  const guarded =
    <Arguments extends unknown[], Result>(work: (...args: Arguments) => Promise<Result>, pass: () => void) =>
    async (...args: Arguments): Promise<Result> => {
      pass();
      const result = await work(...args);
      pass();
      return result;
    };
  const guardStore = <Store extends object>(store: Store, pass: () => void): Store =>
    new Proxy(store, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return guarded(async (...args: unknown[]) => Reflect.apply(member, target, args), pass);
      },
    });

  return {
    get passed() {
      return passed;
    },
    get isCrashed() {
      return isCrashed;
    },
    wrap({ ledger, provider }) {
      const pass = createGate();
      const guardTransaction = (transaction: LedgerTransaction): LedgerTransaction => ({
        bookings: guardStore(transaction.bookings, pass),
        permissions: guardStore(transaction.permissions, pass),
        grants: guardStore(transaction.grants, pass),
        lanes: guardStore(transaction.lanes, pass),
        journal: guardStore(transaction.journal, pass),
        notices: guardStore(transaction.notices, pass),
        events: guardStore(transaction.events, pass),
        storage: guardStore(transaction.storage, pass),
        eraseBooking: transaction.eraseBooking,
        prune: transaction.prune,
      });
      const { readGrants, events } = provider;
      return {
        ledger: {
          async transaction(work) {
            pass();
            const result = await ledger.transaction((transaction) => work(guardTransaction(transaction)));
            pass();
            return result;
          },
          close: () => ledger.close(),
        },
        provider: {
          ...provider,
          applyChanges: guarded(provider.applyChanges, pass),
          ...(readGrants === undefined ? {} : { readGrants: guarded(readGrants, pass) }),
          ...(events === undefined ? {} : { events: guardStore(events, pass) }),
        },
      };
    },
  };
}
