import { describe, expect, it } from 'vitest';
import { faultManifests } from './fault-manifests';
import type { FaultReport } from './fault-report';
import { memoryLedgerStore } from './memory-ledger-store';
import { playFaultHistory } from './play-fault-history';

const createLedger = memoryLedgerStore;

describe('the fault world', () => {
  it('plays the same history again from the same seed, whatever was played before', async () => {
    const options = { seed: 4_711, createLedger, size: 12 };
    expect(await playFaultHistory(options)).toEqual(await playFaultHistory(options));
  });

  it.each(faultManifests)('has trouble enough to mean something on a vendor with $title', async (manifest) => {
    const reports: FaultReport[] = [];
    for (let seed = 1; seed <= 6; seed += 1) reports.push(await playFaultHistory({ seed, createLedger, manifest }));
    const sum = (count: (report: (typeof reports)[number]) => number): number =>
      reports.reduce((total, report) => total + count(report), 0);
    expect(sum(({ crashes }) => crashes)).toBeGreaterThan(3);
    expect(sum(({ landed }) => landed)).toBeGreaterThan(40);
  });

  it('sees that something asks again and again to be called at once', async () => {
    const report = await playFaultHistory({
      seed: 1,
      createLedger,
      async plot({ clock }) {
        const spin = (): void => void clock.schedule('host', 0, spin);
        spin();
        await clock.advanceBy(1);
      },
    });
    expect(report.violation?.law).toBe('nothing spins');
  });

  it('counts whole milliseconds, as the clocks of machines do', async () => {
    const seen: number[] = [];
    await playFaultHistory({
      seed: 1,
      createLedger,
      async plot({ clock, startMs }) {
        clock.schedule('host', 0.2, () => void seen.push(clock.nowMs() - startMs));
        await clock.advanceBy(2);
      },
    });
    expect(seen).toEqual([1]);
  });
});
