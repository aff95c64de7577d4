import { createInterface } from 'node:readline';
import { createSqliteLedger } from '../create-sqlite-ledger';
import { bookingOf } from './ledger-rows';
import { sealingKey } from './sealing-key';

/**
 * Another process on a ledger: opens the file that it is given and says `open` or the name of its error. Then `write` stores pairs of
 * bookings, each pair in one transaction, and tells each number when it is durable; `hold` waits until its input ends.
 */
async function main([path = '', task = '']: readonly string[]): Promise<void> {
  const say = (text: string): void => void process.stdout.write(`${text}\n`);
  const ledger = await createSqliteLedger({ path, key: sealingKey, busyTimeoutMs: 0 });
  say('open');
  for (let number = 1; task === 'write'; number += 1) {
    await ledger.transaction(async ({ bookings }) => {
      await bookings.save(bookingOf(`${process.pid}-${number}-a`));
      // So that it may be killed in between.
      await new Promise((resolve) => setImmediate(resolve));
      await bookings.save(bookingOf(`${process.pid}-${number}-b`));
    });
    say(String(number));
  }
  for await (const _line of createInterface({ input: process.stdin }));
  await ledger.close();
}

main(process.argv.slice(2)).catch((failure: unknown) => {
  process.stdout.write(`${failure instanceof Error ? `${failure.name}: ${failure.message}` : 'failed'}\n`);
  process.exitCode = 1;
});
