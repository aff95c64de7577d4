import { existsSync } from 'node:fs';

/** The browser of the tests: `ACX_CHROMIUM`, or Debian's. Absent: there is none, and nothing is downloaded. */
export const findChromium = (): string | undefined =>
  [process.env['ACX_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
    (path) => path !== undefined && existsSync(path),
  );

/** Headless, and quiet on the network. */
export const chromiumArguments: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
