import type { TestProject } from 'vitest/node';
import { startLocalServer } from './local-server';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

/**
 * Gives the tests a PostgreSQL: the one that `DATABASE_URL` names, in schemas of their own, or one that is started here and gone afterwards.
 * @throws when there is neither.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') {
    project.provide('databaseUrl', given);
    return undefined;
  }
  const server = await startLocalServer().catch((failure: unknown) => {
    const reason = failure instanceof Error ? failure.message : String(failure);
    throw new Error(
      `These tests need PostgreSQL. Set DATABASE_URL to a database in which they may make schemas; one of their own could not be started: ${reason}`,
    );
  });
  project.provide('databaseUrl', server.url);
  return server.stop;
}
