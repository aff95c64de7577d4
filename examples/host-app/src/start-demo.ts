import { mkdir } from 'node:fs/promises';
import type { Logger } from '@acx/core';
import type { HostConfig } from './config/host-config';
import { openSealingKey } from './config/sealing-key';
import type { DemoPerson } from './contract/demo-world';
import type { StoryStep } from './contract/live-events';
import { createDemoWorld } from './demo/create-demo-world';
import { playStory } from './demo/story';
import { createHost } from './host/create-host';
import { createStoryHost } from './host/demo/create-story-host';
import { healDemo, seedDemo } from './host/demo/seed-demo';
import { startMailServer } from './host/mail/mail-server';
import { openDatabase } from './host/store/open-database';
import { freePort } from './host/store/wire/free-port';
import { createApp } from './server/create-app';
import { createLogins } from './server/logins';
import { serveHost } from './server/wire/serve-host';

/** The running demo. */
export interface Demo {
  readonly url: string;
  readonly databaseWords: string;
  readonly people: readonly DemoPerson[];
  /** Resolves when it is over. */
  playStory(onStep: (step: StoryStep) => void): Promise<void>;
  stop(): Promise<void>;
}

/** Stays behind the ledger of another process on PostgreSQL, where work is not seen to be finished. */
const POSTGRES_GRACE_MS = 5;

/** The whole demo: simulated vendors, mail server, host, page. What is started last is stopped first. */
export async function startDemo(options: { config: HostConfig; logger: Logger; page: string }): Promise<Demo> {
  const { config, logger, page } = options;
  const { dataFolder, database: kind, clock: clockConfig } = config;
  await mkdir(dataFolder, { recursive: true });
  const sealingKeys = await openSealingKey(dataFolder, config.sealingKey);
  const database = await openDatabase(config, sealingKeys);
  const { rows } = database;

  // The simulated clock never goes back, so that what the ledger knows of yesterday stays yesterday.
  const wantedMs = Date.parse(clockConfig.startsAt ?? new Date().toISOString());
  const lastSeenMs = Date.parse(String((await rows.find('demo', 'clock')) ?? '')) || wantedMs;
  const startsAt = new Date(Math.max(wantedMs, lastSeenMs)).toISOString();
  const graceMs = kind === 'postgres' ? POSTGRES_GRACE_MS : 0;
  const world = await createDemoWorld({ startsAt, isRunning: !clockConfig.isStanding, graceMs });
  const { clock, people, resources, timeZone } = world;
  const nowIso = (): string => new Date(clock.nowMs()).toISOString();
  const mailbox = await startMailServer({ nowIso, onMail: () => host.live.changed('mail') });
  const from = 'Riverside <no-reply@riverside.example>';
  const smtp = config.smtp ?? { host: '127.0.0.1', port: mailbox.port, isSecure: false, from };

  const port = config.port === 0 ? await freePort() : config.port;
  const origin = `http://127.0.0.1:${port}`;
  const house = {
    ...{ timeZone, resources },
    people: people.map(({ id, name, role, email }) => ({ id, name, role, email })),
  };
  const host = await createHost({ house, database, sealingKeys, smtp, clock, origin, logger, demo: world });
  await seedDemo(host, world);

  const storyHost = createStoryHost(host, world);
  let story: Promise<void> | undefined;
  const stopping = new AbortController();
  const play = (onStep: (step: StoryStep) => void): Promise<void> => {
    const { signal } = stopping;
    story ??= playStory({ host: storyHost, world, onStep, signal }).finally(() => {
      story = undefined;
    });
    return story;
  };
  const app = createApp({
    ...{ host, mailbox, logger },
    logins: await createLogins(people.map(({ password, ...user }) => ({ user: toUser(user), password }))),
    demoLogins: people.map(({ id: userId, name, role, password }) => ({ userId, name, role, password })),
    hostNames: [`127.0.0.1:${port}`, `localhost:${port}`],
    playStory() {
      if (story !== undefined) return false;
      const onStep = (step: StoryStep): Promise<void> => {
        host.live.send({ type: 'story', step });
        return readable();
      };
      play(onStep).catch((failure: unknown) =>
        logger.error('The story broke off.', { error: failure instanceof Error ? failure.name : 'unknown' }),
      );
      return true;
    },
  });
  const server = await serveHost(app, { port, page });
  world.connect({
    decide: (question) => host.engine.access.decide(question),
    webhookUrl: (id) => `${origin}/webhooks/${encodeURIComponent(id)}`,
  });
  clock.onMoved(async (moved) => {
    await host.sources.runDue();
    await host.engine.runDue();
    await rows.put('demo', 'clock', moved);
    host.live.send({ type: 'clock', now: moved });
    host.live.changed('bookings', 'vendors');
  });
  await healDemo(host, world);
  await host.start();

  return {
    ...{ url: origin, databaseWords: database.words, people },
    playStory: play,
    async stop() {
      stopping.abort();
      await story?.catch(() => {});
      await rows.put('demo', 'clock', nowIso());
      await host.stop();
      await server.close();
      await mailbox.close();
      await world.close();
      await database.close();
    },
  };

  /** On the page somebody reads along. */
  function readable(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, config.storyStepMs);
      stopping.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}

function toUser({ id, name, role }: Omit<DemoPerson, 'password'>) {
  return { id, name, role };
}
