// `npm run soak`: histories of the fault world without end, or nearly. Needs a build.
// ACX_SEED=<seed> plays that one alone; ACX_HISTORIES=<count>, default 100000. The first that breaks a law is printed, and ends it.
import { formatFaultReport, memoryLedgerStore, playFaultHistories, playFaultHistory } from '@acx/core/testing';

const createLedger = memoryLedgerStore;
const { ACX_SEED, ACX_HISTORIES = '100000' } = process.env;
const BATCH = 1_000;

if (ACX_SEED !== undefined) {
  const report = await playFaultHistory({ seed: Number(ACX_SEED), createLedger });
  console.log(formatFaultReport(report));
  process.exitCode = report.violation === undefined ? 0 : 1;
} else {
  const first = Math.floor(Math.random() * 2 ** 31);
  const total = Number(ACX_HISTORIES);
  console.log(`${total} histories from seed ${first} on.`);
  for (let played = 0; played < total; ) {
    const count = Math.min(BATCH, total - played);
    const { broken } = await playFaultHistories({ seed: first + played, count, createLedger });
    if (broken !== undefined) {
      console.log(formatFaultReport(broken));
      process.exitCode = 1;
      break;
    }
    played += count;
    console.log(`${played} of ${total}: every law held.`);
  }
}
