import { inspect } from 'node:util';
import type { LogFields, Telemetry } from '@acx/core';
import { describe, expect, it } from 'vitest';
import { createTestHost, hexOf, type TestHost } from './__fixtures__/ipevia-host';
import { ipeviaVariants } from './__fixtures__/ipevia-variants';

const sender = { email: 'canary@host.example', password: 'canary-webhook-password' };
/** Card numbers in every way of writing, logins, tokens that tell a card: nothing of it may ever be seen. */
const CANARIES = [
  '987654',
  'F1206',
  '1000001',
  'F4241',
  '987655',
  'F1207',
  'canary-password',
  'canary-user',
  sender.email,
  sender.password,
  'Somebody',
];

/** A host whose every word is written down. */
function createWatchedHost(variant: (typeof ipeviaVariants)[number]): { host: TestHost; seen: string[] } {
  const seen: string[] = [];
  const say = (...things: unknown[]): void => {
    for (const thing of things) seen.push(inspect(thing, { depth: 12, showHidden: true }));
  };
  const log = (message: string, fields?: LogFields): void => say(message, fields);
  const logger = { debug: log, info: log, warn: log, error: log };
  const telemetry: Telemetry = {
    span(name, attributes, work) {
      say(name, attributes);
      return work();
    },
    count: (...measurement) => say(measurement),
    duration: (...measurement) => say(measurement),
  };
  const host: TestHost = createTestHost({
    switches: { ...variant.switches, eventTransport: 'json' },
    ipevia: {
      ...variant.options,
      logger,
      authentication: { user: 'canary-user', password: 'canary-password' },
      events: { kind: 'push', authentication: { kind: 'basic', ...sender } },
    },
    access: { logger, telemetry, onNotice: (notice) => say(notice, JSON.stringify(notice)) },
  });
  Object.assign(host.simulator.credentials, { user: 'canary-user', password: 'canary-password' });
  for (const event of [
    'permission.scheduled',
    'permission.live',
    'permission.retrying',
    'permission.failed',
    'permission.ended',
    'booking.checked_in',
    'notice',
    'engine.failed',
  ] as const)
    host.access.on(event, say);
  return { host, seen };
}

const faults = [
  { status: 401 },
  { status: 500, body: 'Somebody 987654' },
  { status: 429, headers: { 'retry-after': '1' } },
] as const;

describe.each(ipeviaVariants)('with $what', (variant) => {
  it('no card number, login, token or name is ever seen, whatever goes wrong', async () => {
    const { host, seen } = createWatchedHost(variant);
    const { levers, isWrite } = host.simulator;
    host.simulator.registerWebhook({ url: 'https://host.example/hooks', ...sender, form: 'json' });
    if (variant.options.strategy !== 'whitelist')
      host.simulator.addCredential({ token: 'by-hand', card: hexOf.cleo, accessProfiles: [], isEnabled: false });
    for (const [index, holderId] of ['ada', 'ben', 'cleo', 'wrong-card', 'without-card'].entries())
      await host.access.putBooking(
        host.booking({ id: `b${index}`, resourceId: 'zone-a', holders: [{ holderId }], seriesId: 'x' }),
      );
    for (const fault of faults) levers.failNext(fault, { when: isWrite });
    levers.dropAnswer({ when: isWrite });
    await host.playUntil('2026-11-23T09:00:00.000Z');
    host.simulator.presentCard({ card: hexOf.ada });
    host.simulator.presentCard({ card: hexOf.cleo });
    await host.simulator.flushEvents();
    for (const fault of faults) levers.failNext(fault);
    seen.push(inspect(await host.access.check({ providerId: 'car-park', mode: 'heal' }).catch((error) => error)));
    levers.setOutage(true);
    for (const id of ['b0', 'b1', 'b2']) await host.access.cancelBooking(id);
    await host.playUntil('2026-11-23T10:00:00.000Z');
    seen.push(JSON.stringify(await host.access.health({ providerId: 'car-park' })));
    levers.reset();
    await host.playUntil('2026-11-23T13:00:00.000Z');
    seen.push(JSON.stringify(await host.access.health({ providerId: 'car-park' })));
    const at = '2026-11-23T09:00:00Z';
    const { reasons, journal } = await host.access.explain({
      providerId: 'car-park',
      place: 'docklands',
      subject: '987654',
      at,
    });
    seen.push(JSON.stringify([reasons, journal]), inspect(await host.access.settled('b0'), { depth: 12 }));
    const wrong = new Request('https://host.example/hooks', { method: 'POST', body: '{"card":"00000F1206"}' });
    const answer = await host.access.webhook('car-park')(wrong);
    seen.push(`${answer.status} ${await answer.text()}`);
    expect(seen.length).toBeGreaterThan(20);
    const text = seen.join('\n');
    for (const canary of CANARIES) expect([canary, text.includes(canary)]).toEqual([canary, false]);
  });
});
