import assert from 'node:assert/strict';
import type { LedgerSuite } from '../ledger-suite';
import type { LedgerOffer } from '../ledger-world';

/** What a ledger may have and need not: the suite has to know, or it would test nothing of it. */
export function offerCases({ section, checkWorlds }: LedgerSuite, offers: readonly LedgerOffer[]): void {
  section('what a ledger may leave out', () => {
    checkWorlds('is there where the suite was told so, and nowhere else', async (createWorld) => {
      const world = await createWorld();
      try {
        const { join, onWake } = world.ledger;
        assert.equal(join !== undefined, offers.includes('join'), 'Say in `offers` whether the ledger has join.');
        assert.equal(onWake !== undefined, offers.includes('onWake'), 'Say in `offers` whether it has onWake.');
        assert.equal(world.openTransaction !== undefined, offers.includes('join'), 'openTransaction goes with join.');
      } finally {
        await world.close();
      }
    });
  });
}
