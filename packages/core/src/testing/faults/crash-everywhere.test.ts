import { describe, expect, it } from 'vitest';
import { faultManifests } from './fault-manifests';
import { formatFaultReport } from './fault-report';
import { memoryLedgerStore } from './memory-ledger-store';
import { playFaultHistory } from './play-fault-history';

/** A history without any other trouble in which bookings come and change. */
const quiet = { seed: 3, size: 3, createLedger: memoryLedgerStore };

describe.each(faultManifests.slice(0, 3))('a process dies, on a vendor with $title', (manifest) => {
  it('at every single moment at which it waits for something, and everything comes to rest', async () => {
    const { moments } = await playFaultHistory({ ...quiet, manifest, crashAt: Number.POSITIVE_INFINITY });
    let died = 0;
    for (let crashAt = 1; crashAt <= moments; crashAt += 1) {
      const report = await playFaultHistory({ ...quiet, manifest, crashAt });
      died += report.crashes;
      expect(report.violation && `Crash at moment ${crashAt}. ${formatFaultReport(report)}`).toBeUndefined();
    }
    expect(died).toBe(moments);
    // The history is long enough to mean something.
    expect(moments).toBeGreaterThan(100);
  });
});
