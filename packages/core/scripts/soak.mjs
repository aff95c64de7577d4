// `npm run soak`: histories of the fault world without end, or nearly, on every processor. Needs a build.
// ACX_SEED=<seed> plays that one alone. ACX_HISTORIES=<count>, default 100000. ACX_FIRST_SEED=<seed>, default drawn.
// ACX_WORKERS=<count>, default all processors. The first history that breaks a law is printed, and ends it with 1.
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { formatFaultReport, memoryLedgerStore, playFaultHistory } from '@acx/core/testing';

const BATCH = 100;
const TELL_EVERY_MS = 10_000;
/** A history takes milliseconds; one that has not ended by then never does. */
const PATIENCE_MS = 120_000;
const { ACX_SEED, ACX_FIRST_SEED, ACX_HISTORIES = '100000', ACX_WORKERS = availableParallelism() } = process.env;

if (!isMainThread) {
  parentPort.on('message', async ({ first, count }) => {
    for (let seed = first; seed < first + count; seed += 1) {
      parentPort.postMessage({ type: 'playing', seed });
      const report = await playFaultHistory({ seed, createLedger: memoryLedgerStore });
      if (report.violation !== undefined) parentPort.postMessage({ type: 'broken', report });
    }
    parentPort.postMessage({ type: 'played', count });
  });
} else if (ACX_SEED !== undefined) {
  const report = await playFaultHistory({ seed: Number(ACX_SEED), createLedger: memoryLedgerStore });
  console.log(formatFaultReport(report));
  process.exitCode = report.violation === undefined ? 0 : 1;
} else {
  soak({
    first: ACX_FIRST_SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(ACX_FIRST_SEED),
    total: Number(ACX_HISTORIES),
    workerCount: Number(ACX_WORKERS),
  });
}

function soak({ first, total, workerCount }) {
  console.log(`${total} histories from seed ${first} on, ${workerCount} at a time.`);
  const startedMs = performance.now();
  let [given, played] = [0, 0];
  const tell = () => {
    const seconds = (performance.now() - startedMs) / 1_000;
    const speed = `${Math.round(played / seconds)} a second`;
    console.log(`${Math.round(seconds)} s: ${played} of ${total}, ${speed}: every law held.`);
  };
  const telling = setInterval(tell, TELL_EVERY_MS);
  const fail = (text, seed) => {
    console.log(`${text}\nThe command: ACX_SEED=${seed} npm run soak`);
    process.exit(1);
  };
  const hire = () => {
    const worker = new Worker(new URL(import.meta.url));
    let watch;
    const giveBatch = () => {
      const count = Math.min(BATCH, total - given);
      if (count === 0) return void worker.terminate();
      worker.postMessage({ first: first + given, count });
      given += count;
    };
    const answers = {
      playing({ seed }) {
        clearTimeout(watch);
        watch = setTimeout(fail, PATIENCE_MS, `Seed ${seed} does not end.`, seed);
      },
      broken: ({ report }) => fail(formatFaultReport(report), report.seed),
      played({ count }) {
        clearTimeout(watch);
        played += count;
        giveBatch();
        if (played < total) return;
        clearInterval(telling);
        tell();
      },
    };
    worker.on('message', (answer) => answers[answer.type](answer));
    worker.on('error', (error) => {
      console.error(error);
      process.exit(1);
    });
    giveBatch();
  };
  for (let count = 0; count < workerCount; count += 1) hire();
}
