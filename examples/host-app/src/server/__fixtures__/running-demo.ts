import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHostConfig } from '../../config/host-config';
import type { Session } from '../../contract/session';
import { type Demo, startDemo } from '../../start-demo';
import { createLog } from '../create-log';

/** A Monday in winter, when Dublin's clocks show UTC. */
export const TODAY = '2026-11-23';

/** An answer of the server. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Somebody's browser: keeps the cookie, and sends the token along. */
export interface Browser {
  get(path: string): Promise<Answer>;
  send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
  /** For what a browser does not do by itself. */
  readonly cookie: () => string;
  logIn(userId: string, password: string): Promise<Answer>;
}

/** The whole demo over real HTTP, on a clock that stands at eight in the morning. */
export interface RunningDemo extends Demo {
  readonly folder: string;
  readonly log: readonly string[];
  open(): Browser;
  /** Logs in as somebody of the demo. */
  as(userId: string): Promise<Browser>;
  /** Ends it, and takes the folder away. */
  end(): Promise<void>;
}

export async function startRunningDemo(options: { folder?: string; databaseUrl?: string } = {}): Promise<RunningDemo> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'acx-host-')));
  const log: string[] = [];
  const clock = { startsAt: `${TODAY}T08:00:00.000Z`, isStanding: true };
  const config = readHostConfig({ dataFolder: folder, clock }, { DATABASE_URL: options.databaseUrl });
  const logger = createLog('debug', { write: (line) => log.push(line) });
  const demo = await startDemo({ config, logger, page: join(folder, 'no-page') });
  const open = (): Browser => openBrowser(demo.url);
  return {
    ...demo,
    ...{ folder, log, open },
    async as(userId) {
      const browser = open();
      const password = demo.people.find(({ id }) => id === userId)?.password ?? '';
      await browser.logIn(userId, password);
      return browser;
    },
    async end() {
      await demo.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function openBrowser(url: string): Browser {
  let cookie = '';
  let csrfToken = '';
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { cookie, ...(method !== 'GET' && { 'content-type': 'application/json', 'x-csrf-token': csrfToken }) },
      ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
    });
    const [given] = response.headers.getSetCookie();
    if (given !== undefined) cookie = given.split(';')[0] ?? '';
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('application/json') ?? false;
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const remember = ({ body }: Answer): void => {
    if (isSession(body)) csrfToken = body.csrfToken;
  };
  return {
    get: (path) => call('GET', path),
    send: call,
    cookie: () => cookie,
    async logIn(userId, password) {
      remember(await call('GET', '/api/session'));
      const answer = await call('POST', '/api/session', { userId, password });
      remember(answer);
      return answer;
    },
  };
}

function isSession(body: unknown): body is Session {
  return typeof body === 'object' && body !== null && 'csrfToken' in body;
}
