import { createAccessControl, createInMemoryDirectory, type Logger } from '@acx/core';
import { createIpassan } from '@acx/ipassan';
import { createIpevia } from '@acx/ipevia';
import { createSalto } from '@acx/salto';
import { readHouse } from './house-file';
import { openLedger } from './open-ledger';
import { serveBookings } from './wire/booking-face';
import { readWorkerSettings } from './worker-settings';

/** One process of a host. Start as many as you like on one PostgreSQL; each may be killed at any moment. */
async function main(): Promise<void> {
  const settings = readWorkerSettings(process.argv[2], process.env);
  const house = await readHouse(settings.house);
  const { ledger, close } = await openLedger(settings);
  const access = createAccessControl({
    providers: [createIpassan(house.ipassan), createSalto(house.salto), createIpevia(house.ipevia)],
    directory: createInMemoryDirectory(house.directory),
    ledger,
    // Notices of visits carry a PIN, so only their type is printed.
    onNotice: ({ type }) => console.error(`Notice: ${type}.`),
    logger: consoleLogger,
    leaseSeconds: settings.LEASE_SECONDS,
  });
  await access.start();
  const face = await serveBookings(access, settings.PORT);

  process.once('SIGTERM', async () => {
    // In this order: what was taken is answered, what was begun is finished or given up, then nobody needs the ledger any more.
    await face.close();
    await access.stop({ timeoutMs: settings.STOP_TIMEOUT_MS });
    await close();
    console.log('stopped');
  });
  console.log(`listening on ${face.url}`);
}

const consoleLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: (message, fields) => console.error(message, JSON.stringify(fields ?? {})),
  error: (message, fields) => console.error(message, JSON.stringify(fields ?? {})),
};

main().catch((failure: unknown) => {
  console.error(failure instanceof Error ? `${failure.name}: ${failure.message}` : 'The worker cannot start.');
  process.exitCode = 1;
});
