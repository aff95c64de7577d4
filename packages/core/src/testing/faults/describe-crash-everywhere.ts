import { describe, expect, it } from 'vitest';
import { playEventfulPlot } from './eventful-plot';
import type { FaultManifest } from './fault-manifests';
import { formatFaultReport } from './fault-report';
import { memoryLedgerStore } from './memory-ledger-store';
import { playFaultHistory } from './play-fault-history';

/** Plays the eventful plot once for each moment at which a process could die, and lets it die there. */
export function describeCrashEverywhere({ title, manifest }: FaultManifest): void {
  const options = { seed: 3, plot: playEventfulPlot, createLedger: memoryLedgerStore, manifest: { title, manifest } };

  describe(`a process dies, on a vendor with ${title}`, () => {
    it('at every single moment at which it waits for something, and everything comes to rest', async () => {
      const { moments, landed } = await playFaultHistory({ ...options, crashAt: Number.POSITIVE_INFINITY });
      let died = 0;
      for (let crashAt = 1; crashAt <= moments; crashAt += 1) {
        const report = await playFaultHistory({ ...options, crashAt });
        died += report.crashes;
        expect(report.violation && `Crash at moment ${crashAt}. ${formatFaultReport(report)}`).toBeUndefined();
      }
      expect(died).toBe(moments);
      // The plot is long enough to mean something.
      expect(moments).toBeGreaterThan(400);
      expect(landed).toBeGreaterThan(8);
    }, 900_000);
  });
}
