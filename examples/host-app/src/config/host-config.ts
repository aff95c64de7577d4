import * as z from 'zod/mini';

const error = 'must be a whole number from 0 to 65535';
const portSchema = z.int({ error }).check(z.minimum(0, { error }), z.maximum(65_535, { error }));
const instantSchema = z.iso.datetime({ offset: true, error: 'must be an instant, such as 2026-11-23T07:00:00Z' });

const smtpSchema = z.strictObject({
  host: z.string().check(z.minLength(1)),
  port: portSchema,
  /** TLS from the first byte. Otherwise STARTTLS where the server offers it. */
  isSecure: z._default(z.boolean(), false),
  /** The password comes from the environment: `SMTP_PASSWORD`. */
  user: z.optional(z.string().check(z.minLength(1))),
  from: z._default(z.string().check(z.minLength(3)), 'Riverside <no-reply@riverside.example>'),
});

const fileSchema = z.strictObject({
  /** Where the page is served, on this machine. 0, the default: a free port. */
  port: z._default(portSchema, 0),
  /** What must outlive a restart: the ledger, our own rows, the sealing key. */
  dataFolder: z._default(z.string().check(z.minLength(1)), '.acx-demo'),
  /** `sqlite`: one file, one worker. `postgres`: two workers; needs `DATABASE_URL`. Default: `postgres` where that is set. */
  database: z.optional(z.enum(['sqlite', 'postgres'])),
  clock: z._default(
    z.strictObject({
      /** Default: now, or where the clock of this folder has got to. */
      startsAt: z.optional(instantSchema),
      /** A clock that stands still moves at a click only. */
      isStanding: z._default(z.boolean(), false),
    }),
    { isStanding: false },
  ),
  /** How long each step of the story is shown on the page, in milliseconds. */
  storyStepMs: z._default(z.int().check(z.minimum(0), z.maximum(60_000)), 1_200),
  /** Default: a server of the demo, whose mails the page shows. */
  smtp: z.optional(smtpSchema),
  /** The log is in the data folder. */
  logLevel: z._default(z.enum(['debug', 'info', 'warn', 'error', 'silent']), 'info'),
});

/** What the environment adds: secrets, and what differs from machine to machine. */
const environmentSchema = z.object({
  DATABASE_URL: z.optional(z.string().check(z.minLength(1))),
  SMTP_PASSWORD: z.optional(z.string()),
  /** 32 random bytes as base64. Default: made once and kept in the data folder. */
  ACX_SEALING_KEY: z.optional(
    z
      .base64()
      .check(
        z.refine((key) => Buffer.from(key, 'base64').length === 32, { error: 'must be 32 random bytes in base64' }),
      ),
  ),
});

/** How an SMTP server is reached. */
export type SmtpConfig = z.output<typeof smtpSchema> & { readonly password?: string };

/** Everything that can be set, with its defaults filled in. */
export interface HostConfig extends Omit<z.output<typeof fileSchema>, 'smtp' | 'database'> {
  readonly database: 'sqlite' | 'postgres';
  readonly databaseUrl?: string;
  readonly sealingKey?: string;
  readonly smtp?: SmtpConfig;
}

/**
 * @param file What the configuration file holds; `{}` without one.
 * @param overrides From the command line; these win.
 * @throws Error that lists every problem at once and repeats no value.
 */
export function readHostConfig(file: unknown, environment: NodeJS.ProcessEnv, overrides: object = {}): HostConfig {
  const isObject = typeof file === 'object' && file !== null && !Array.isArray(file);
  const read = fileSchema.safeParse(isObject ? { ...file, ...overrides } : file);
  const surroundings = environmentSchema.safeParse(environment);
  const problems = [...issuesOf(read), ...issuesOf(surroundings)];
  const { DATABASE_URL: databaseUrl, SMTP_PASSWORD: password, ACX_SEALING_KEY: sealingKey } = surroundings.data ?? {};
  const database = read.data?.database ?? (databaseUrl === undefined ? 'sqlite' : 'postgres');
  if (database === 'postgres' && databaseUrl === undefined && surroundings.success)
    problems.push('database: postgres needs DATABASE_URL in the environment, or --postgres');
  if (!read.success || !surroundings.success || problems.length > 0)
    throw new Error(`The host cannot start. ${problems.join('; ')}.`);
  const { smtp, ...settings } = read.data;
  return {
    ...settings,
    database,
    ...(databaseUrl !== undefined && { databaseUrl }),
    ...(sealingKey !== undefined && { sealingKey }),
    ...(smtp !== undefined && { smtp: { ...smtp, ...(password !== undefined && { password }) } }),
  };
}

function issuesOf({ error }: { readonly error?: z.core.$ZodError }): string[] {
  return (error?.issues ?? []).flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => `${[...issue.path, key].join('.')}: is not a known field`)
      : [`${issue.path.join('.')}: ${issue.message}`],
  );
}
