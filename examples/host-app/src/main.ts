import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CommandLine, readCommandLine, USAGE } from './config/command-line';
import { readHostConfig } from './config/host-config';
import { readConfigFile } from './config/read-config-file';
import { formatStoryStep } from './demo/format-story-step';
import { startEmbeddedPostgres } from './host/store/embedded-postgres';
import { createLog } from './server/create-log';
import { startDemo } from './start-demo';

/** Brings up what was asked for, says where it is, and takes down what it has brought up. */
async function main({ isHelp, story, postgres, configFile, overrides }: CommandLine): Promise<void> {
  if (isHelp) return console.log(USAGE);
  const file = configFile === undefined ? {} : await readConfigFile(configFile);
  const dataFolder = resolve(readHostConfig(file, { ...process.env, DATABASE_URL: 'any' }, overrides).dataFolder);
  const embedded = postgres ? await startEmbeddedPostgres(dataFolder) : undefined;
  const environment = embedded === undefined ? process.env : { ...process.env, DATABASE_URL: embedded.url };
  const stopDatabase = onlyOnce(async () => embedded?.stop());
  // Until all is up, there is nothing else to end.
  let end = (): Promise<void> => stopDatabase().finally(() => process.exit(1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end().catch(giveUp));
  try {
    const config = { ...readHostConfig(file, environment, overrides), dataFolder };
    const log = join(dataFolder, 'host.log');
    const page = fileURLToPath(new URL('web', import.meta.url));
    const demo = await startDemo({ config, logger: createLog(config.logLevel, log), page });
    end = onlyOnce(() => demo.stop().finally(stopDatabase));
    console.log(
      `The page:  ${demo.url}\nData:      ${dataFolder}\nLedger:    ${demo.databaseWords}\nLog:       ${log}`,
    );
    if (story) return await demo.playStory((step) => console.log(formatStoryStep(step))).finally(end);
    console.log('Log in as:');
    for (const { id, name, role, password } of demo.people) console.log(`  ${id} / ${password}  (${name}, ${role})`);
    console.log('Ctrl+C ends it.');
  } catch (failure) {
    // It is another process, and would outlive this one.
    await stopDatabase();
    throw failure;
  }
}

function onlyOnce(work: () => Promise<void>): () => Promise<void> {
  let working: Promise<void> | undefined;
  return () => {
    working ??= work();
    return working;
  };
}

function giveUp(failure: unknown): never {
  console.error(failure instanceof Error ? failure.message : 'The host cannot start.');
  process.exit(1);
}

try {
  await main(readCommandLine(process.argv.slice(2)));
} catch (failure) {
  giveUp(failure);
}
