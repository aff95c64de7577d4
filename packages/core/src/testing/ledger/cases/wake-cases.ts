import assert from 'node:assert/strict';
import type { Ledger } from '../../../ports/ledger';
import type { LedgerSuite } from '../ledger-suite';
import type { LedgerOffer } from '../ledger-world';

/** Each wakes another lane, so that there is something new to hear of. */
const ROUNDS = 3;

/** Who hears that a lane has become due. It may be told too often, so what counts is that it is told afterwards. */
export function wakeCases({ section, check }: LedgerSuite, offers: readonly LedgerOffer[]): void {
  section('listeners', () => {
    check('hear that somebody else has made a lane due, once that is stored', async (stage) => {
      const [ledger, other] = await stage.both();
      const listener = listenTo(other, stage.wakeWithinMs);
      for (let round = 0; round < ROUNDS; round += 1) {
        const before = await wakeSlowly(ledger, round, listener.calls);
        await listener.expectMoreThan(before);
      }
      listener.stop();
    });

    check('all hear it, and those who have stopped do not', async (stage) => {
      const [ledger, other] = await stage.both();
      const [one, two, stopped] = [0, 1, 2].map(() => listenTo(other, stage.wakeWithinMs));
      assert.ok(one && two && stopped);
      await wakeSlowly(ledger, 0, one.calls);
      await one.expectMoreThan(0);
      stopped.stop();
      const calls = stopped.calls();
      for (let round = 1; round < ROUNDS; round += 1) {
        const before = await wakeSlowly(ledger, round, () => [one, two].map((listener) => listener.calls()));
        await one.expectMoreThan(before[0] ?? 0);
        await two.expectMoreThan(before[1] ?? 0);
      }
      assert.equal(stopped.calls(), calls);
      one.stop();
      two.stop();
    });

    if (offers.includes('join'))
      check('hear of a transaction that was joined here, once the host has committed it', async (stage) => {
        const listener = listenTo(stage.ledger(), stage.wakeWithinMs);
        for (let round = 0; round < ROUNDS; round += 1) {
          const { joined, commit } = await stage.join();
          await wakeSlowly(joined, round, listener.calls);
          await turn();
          const before = listener.calls();
          await commit();
          await listener.expectMoreThan(before);
        }
        listener.stop();
      });
  });
}

/** Wakes a lane, and says what the listeners had heard when the lane was woken and nobody could know of it yet. */
function wakeSlowly<T>(ledger: Pick<Ledger, 'transaction'>, round: number, heard: () => T): Promise<T> {
  return ledger.transaction(async ({ lanes }) => {
    await lanes.wake({ providerId: 'site-1', lane: `lane-${round}` }, new Date().toISOString());
    await turn();
    return heard();
  });
}

function listenTo({ onWake }: Ledger, withinMs: number) {
  let count = 0;
  let tell = (): void => {};
  const stop = onWake?.(() => {
    count += 1;
    tell();
  });
  assert.ok(stop, 'The ledger has no onWake.');
  return {
    stop,
    calls: () => count,
    /** Waits for a call, as long as one may take. */
    async expectMoreThan(before: number): Promise<void> {
      if (count > before) return;
      let timer: ReturnType<typeof setTimeout> | undefined;
      await new Promise<void>((resolve) => {
        tell = resolve;
        timer = setTimeout(resolve, withinMs);
      });
      clearTimeout(timer);
      assert.ok(count > before, 'Nobody has told the listener.');
    },
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
