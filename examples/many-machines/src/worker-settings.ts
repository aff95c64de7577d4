import * as z from 'zod/mini';

const numberText = (least: number, most: number) => z.coerce.number().check(z.minimum(least), z.maximum(most));

const settingsSchema = z
  .object({
    /** File of the house. */
    house: z.string('name the file of the house as the first argument').check(z.minLength(1)),
    /** PostgreSQL, which any number of workers share. */
    DATABASE_URL: z.optional(z.string()),
    /** Where its tables are. */
    DATABASE_SCHEMA: z._default(z.string(), 'acx'),
    /** In place of `DATABASE_URL`: a SQLite file, which one worker has to itself. */
    LEDGER_FILE: z.optional(z.string()),
    /** Seals visitors' PINs in the ledger: 32 random bytes as base64. */
    LEDGER_KEY: z.string('make one with: openssl rand -base64 32').check(z.minLength(1)),
    /** Where bookings are taken, on this machine only. Default: a free port. */
    PORT: z._default(numberText(0, 65_535), 0),
    /** How long a lane of a worker that has died waits for another. Default 120. */
    LEASE_SECONDS: z._default(numberText(1, 3_600), 120),
    /** How long the work at hand may take once the worker is told to stop. Default 20 000. */
    STOP_TIMEOUT_MS: z._default(numberText(0, 600_000), 20_000),
  })
  .check(
    z.refine(({ DATABASE_URL, LEDGER_FILE }) => (DATABASE_URL === undefined) !== (LEDGER_FILE === undefined), {
      path: ['DATABASE_URL'],
      message: 'give either DATABASE_URL or LEDGER_FILE',
    }),
  );

/** What one worker needs to know. */
export type WorkerSettings = z.output<typeof settingsSchema>;

/** @throws with every problem at once; repeats no value. */
export function readWorkerSettings(house: string | undefined, environment: NodeJS.ProcessEnv): WorkerSettings {
  const read = settingsSchema.safeParse({ ...environment, house });
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`The worker cannot start. ${problems.join('; ')}.`);
}
