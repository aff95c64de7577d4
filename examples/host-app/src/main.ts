import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readCommandLine } from './config/command-line';
import { readHostConfig } from './config/host-config';
import { formatStoryStep } from './demo/format-story-step';
import { startEmbeddedPostgres } from './host/store/embedded-postgres';
import { createLog } from './server/create-log';
import { startDemo } from './start-demo';

/** Starts everything, says where it is, and ends it properly. */
async function main(): Promise<void> {
  const { story, postgres, configFile, overrides } = readCommandLine(process.argv.slice(2));
  const file: unknown = configFile === undefined ? {} : JSON.parse(await readFile(configFile, 'utf8'));
  const dataFolder = resolve(readHostConfig(file, { DATABASE_URL: 'any' }, overrides).dataFolder);
  const embedded = postgres ? await startEmbeddedPostgres(dataFolder) : undefined;
  const environment = embedded === undefined ? process.env : { ...process.env, DATABASE_URL: embedded.url };
  const config = { ...readHostConfig(file, environment, overrides), dataFolder };
  const demo = await startDemo({
    config,
    logger: createLog(config.logLevel, join(dataFolder, 'host.log')),
    page: fileURLToPath(new URL('web', import.meta.url)),
  });

  let ending: Promise<void> | undefined;
  const end = (): Promise<void> => {
    ending ??= demo.stop().then(() => embedded?.stop());
    return ending;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());

  console.log(`The page:  ${demo.url}`);
  console.log(`Data:      ${dataFolder}`);
  console.log(`Ledger:    ${demo.databaseWords}`);
  console.log(`Log:       ${join(dataFolder, 'host.log')}`);
  if (story) {
    await demo.playStory((step) => console.log(formatStoryStep(step)));
    await end();
    return;
  }
  console.log('Log in as:');
  for (const { id, name, role, password } of demo.people) console.log(`  ${id} / ${password}  (${name}, ${role})`);
  console.log('Ctrl+C ends it.');
}

main().catch((failure: unknown) => {
  console.error(failure instanceof Error ? failure.message : 'The host cannot start.');
  process.exit(1);
});
