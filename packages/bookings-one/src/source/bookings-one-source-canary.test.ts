import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { secret, sourceOptions } from './__fixtures__/source-world';
import { createBookingsOneSource } from './bookings-one-source';

const canary = 'canary-person@example.com';
const at = '2026-11-21T08:00:00.000Z';

/** Everything that somebody could log of what a source says, except for its bookings. */
async function said(answer: (path: string) => Response | Promise<Response>): Promise<string> {
  const logged: unknown[] = [];
  const log = (...entry: unknown[]): void => void logged.push(entry);
  const source = createBookingsOneSource({
    ...sourceOptions,
    token: 'canary-token',
    fetch: async (input) => answer(new URL(new Request(input).url).pathname),
    logger: { debug: log, info: log, warn: log, error: log },
  });
  const reading = await source.read({ resourceId: 'gym', at }, {}).catch((failure: unknown) => failure);
  const shown = reading instanceof Error ? [reading, JSON.stringify(reading)] : { ...Object(reading), bookings: [] };
  const subscribed = await source.hints?.subscribe({}).catch((failure: unknown) => failure);
  const request = new Request(`https://host.example/${secret}`, { method: 'POST', body: `{"resourceId":"${canary}"}` });
  const hint = await source.hints?.receive(request);
  const health = await source.checkHealth({});
  const subscription = source.hints?.subscription;
  await source.close();
  return inspect([shown, subscribed, hint, health, subscription, logged], { depth: 10, maxStringLength: null });
}

const item = {
  id: 1,
  resourceId: 7,
  startTime: '2026-11-21T09:00:00Z',
  endTime: '2026-11-21T10:00:00Z',
  status: canary,
  organizer: { email: canary, name: canary },
  attendees: [{ email: canary }, { name: canary }],
  title: canary,
};

describe('what a source says besides its bookings', () => {
  it.each([
    ['bookings', () => Response.json([item, { ...item, id: 2, organizer: null, attendees: [{ name: canary }] }])],
    ['bookings that contradict each other', () => Response.json([item, { ...item, attendees: [] }])],
    ['bookings that cannot be read', () => Response.json([{ ...item, startTime: canary }])],
    ['a booking of an unreadable id', () => Response.json([{ ...item, id: { canary } }])],
    ['a refusal', () => Response.json({ message: `${canary} ${secret} canary-token` }, { status: 403 })],
    ['a refused token', () => new Response(canary, { status: 401 })],
    ['no JSON', () => new Response(`<html>${canary} ${secret}</html>`)],
    ['no answer', () => Promise.reject(new TypeError(`${canary} ${secret}`))],
  ])('holds no person, no token and no address when it is told %s', async (_what, answer) => {
    const text = await said(answer);
    expect(text).toContain('hq');
    expect(text).not.toContain('canary-');
  });
});
