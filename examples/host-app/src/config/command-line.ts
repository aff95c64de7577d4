import { parseArgs } from 'node:util';

/** What can be said at the start. */
export interface CommandLine {
  /** Says how it is used, and ends. */
  readonly isHelp: boolean;
  /** Plays the story in the terminal and ends. */
  readonly story: boolean;
  /** Brings a PostgreSQL of its own up. */
  readonly postgres: boolean;
  readonly configFile?: string;
  /** Fields of the configuration that were given here. */
  readonly overrides: {
    readonly port?: number;
    readonly dataFolder?: string;
    readonly database?: 'postgres';
    readonly clock?: object;
  };
}

export const USAGE = `npm run demo -- [options]
  --story            tells a guided day in the terminal, and ends
  --postgres         brings a PostgreSQL of its own up, with two workers; DATABASE_URL names one that is there
  --config <file>    a JSON file; its fields are in examples/host-app/README.md
  --port <number>    where the page is; without it a free port
  --data <folder>    where everything is kept; without it .acx-demo
  --clock <instant>  where the simulated clock starts, such as 2026-11-23T07:00:00Z
  --standing         the clock moves at a click only`;

/** Reads what `USAGE` says. @throws Error for anything else. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { help: isHelp, story, postgres, config, port, data, clock, standing } = parse(args);
  const clockOptions = {
    ...(clock !== undefined && { startsAt: clock }),
    ...(standing !== undefined && { isStanding: standing }),
  };
  return {
    isHelp,
    story,
    postgres,
    ...(config !== undefined && { configFile: config }),
    overrides: {
      ...(port !== undefined && { port: Number(port) }),
      ...(data !== undefined && { dataFolder: data }),
      // Else a file that says otherwise would leave the one that is brought up unused.
      ...(postgres && { database: 'postgres' }),
      ...(Object.keys(clockOptions).length > 0 && { clock: clockOptions }),
    },
  };
}

function parse(args: readonly string[]) {
  const options = {
    help: { type: 'boolean', short: 'h', default: false },
    story: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
    config: { type: 'string' },
    port: { type: 'string' },
    data: { type: 'string' },
    clock: { type: 'string' },
    standing: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (failure) {
    throw new Error(`${failure instanceof Error ? failure.message : 'This cannot be read.'}\n\n${USAGE}`);
  }
}
