import { parseArgs } from 'node:util';

/** What can be said at the start. */
export interface CommandLine {
  /** Plays the story in the terminal and ends. */
  readonly story: boolean;
  /** Brings a PostgreSQL of its own up. */
  readonly postgres: boolean;
  readonly configFile?: string;
  /** Fields of the configuration that were given here. */
  readonly overrides: { readonly port?: number; readonly dataFolder?: string; readonly clock?: object };
}

/** `--story --postgres --config host.json --port 8080 --data folder --clock 2026-11-23T07:00:00Z --standing` @throws for anything else. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      story: { type: 'boolean', default: false },
      postgres: { type: 'boolean', default: false },
      config: { type: 'string' },
      port: { type: 'string' },
      data: { type: 'string' },
      clock: { type: 'string' },
      standing: { type: 'boolean' },
    },
  });
  const { story, postgres, config, port, data, clock, standing } = values;
  const clockOptions = {
    ...(clock !== undefined && { startsAt: clock }),
    ...(standing !== undefined && { isStanding: standing }),
  };
  return {
    story,
    postgres,
    ...(config !== undefined && { configFile: config }),
    overrides: {
      ...(port !== undefined && { port: Number(port) }),
      ...(data !== undefined && { dataFolder: data }),
      ...(Object.keys(clockOptions).length > 0 && { clock: clockOptions }),
    },
  };
}
