import { describe, expect, it } from 'vitest';
import type { Ledger } from '../ports/ledger';
import { gym } from '../testing/laws/law-bookings';
import { createLawWorld } from '../testing/laws/law-world';

describe('a booking that is stored in a transaction of the host', () => {
  it('goes through the ledger that has joined it, and nothing goes around it', async () => {
    const used: unknown[] = [];
    const { access } = createLawWorld({
      wrap: ({ ledger, provider }) => ({
        provider,
        ledger: {
          ...ledger,
          transaction: () => Promise.reject(new Error('around it')),
          join(transaction): Pick<Ledger, 'transaction'> {
            used.push(transaction);
            return { transaction: (work) => ledger.transaction(work) };
          },
        },
      }),
    });
    expect((await access.putBooking(gym('b1', 60, 90), { transaction: 'mine' })).result).toBe('stored');
    expect((await access.cancelBooking('b1', { transaction: 'mine' })).result).toBe('stored');
    expect(used).toEqual(['mine', 'mine']);
    await expect(access.putBooking(gym('b2', 60, 90))).rejects.toThrow('around it');
  });

  it('is refused by a ledger that has no database in common with the host', async () => {
    const { access, ledger } = createLawWorld();
    await expect(access.putBooking(gym('b1', 60, 90), { transaction: {} })).rejects.toThrow(/no database in common/);
    await expect(access.cancelBooking('b1', { transaction: {} })).rejects.toThrow(/no database in common/);
    expect(await ledger.transaction(({ bookings }) => bookings.find('b1'))).toBeUndefined();
  });
});

describe('a lane that became due through another process', () => {
  it('is taken up as soon as the ledger tells, and not after a stop', async () => {
    let wake: (() => void) | undefined;
    const world = createLawWorld({
      wrap: ({ ledger, provider }) => ({
        provider,
        ledger: {
          ...ledger,
          onWake(listener) {
            wake = listener;
            return () => {
              wake = undefined;
            };
          },
        },
      }),
    });
    const { access: worker, vendor } = world;
    await worker.start();
    world.restart();
    await world.access.putBooking(gym('b1', 60, 90));
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    await turn();
    expect(vendor.held()).toEqual([]);
    wake?.();
    await turn();
    expect(vendor.held()).toHaveLength(1);
    await worker.stop();
    expect(wake).toBeUndefined();
  });
});
