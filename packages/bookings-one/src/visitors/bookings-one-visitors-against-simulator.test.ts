import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createBookingsOneSimulator } from '../testing';
import { createBookingsOneVisitors } from './bookings-one-visitors';

/** A reception with a visitor who has checked in for an hour. */
function createReception(profile?: { readonly paths: { readonly visitor: string } }) {
  const clock = createFixedClock('2026-11-21T09:00:00Z');
  const simulator = createBookingsOneSimulator({ clock });
  const { registrationCode } = simulator.addVisitor({
    name: 'Vera Vale',
    startsAt: '2026-11-21T09:00:00Z',
    endsAt: '2026-11-21T10:00:00Z',
  });
  simulator.checkVisitorIn(registrationCode);
  const provider = createBookingsOneVisitors({
    id: 'desk',
    baseUrl: 'https://bookings.example',
    token: simulator.token,
    doors: [
      { place: 'in', direction: 'arrival' },
      { place: 'out', direction: 'departure' },
    ],
    clock,
    ...(profile !== undefined && { profile }),
    fetch: (input, init) => simulator.handler(new Request(input, init)),
  });
  const ask = async (place: string, value = registrationCode): Promise<string> => {
    const at = new Date(clock.nowMs()).toISOString();
    const decision = await provider.decide?.({ credential: { kind: 'qr', value }, place, at }, {});
    return `${decision?.verdict} ${decision?.reason}`;
  };
  return { clock, simulator, provider, ask };
}

describe('a visitor who stays longer than invited', () => {
  it('gets out, and not in, where the server goes on saying that they are in', async () => {
    const { clock, ask } = createReception();
    await clock.advanceTo('2026-11-21T10:00:00Z');
    expect([await ask('in'), await ask('out')]).toEqual(['deny expired', 'allow checked_in']);
  });

  it('is not let out where the server says expired of them as of those who never came', async () => {
    const { clock, simulator, ask } = createReception();
    simulator.switches.insideAfterEnd = 'expired';
    expect(await ask('out')).toBe('allow checked_in');
    await clock.advanceTo('2026-11-21T10:00:00Z');
    expect([await ask('in'), await ask('out')]).toEqual(Array(2).fill('deny expired'));
  });
});

describe('a wrong address of visitors', () => {
  it('is told by health, while codes that nobody has say nothing where one was found', async () => {
    const wrong = createReception({ paths: { visitor: '/API/external/receptionist/v1/guest' } });
    const right = createReception();
    for (const { ask } of [wrong, right]) await ask('in');
    for (const { ask } of [wrong, right]) for (let code = 1; code < 5; code += 1) await ask('in', `JUNK-${code}`);
    expect(await wrong.ask('in')).toBe('deny unknown_credential');
    const { status, findings } = await wrong.provider.checkHealth({});
    expect([status, findings.at(-1)]).toMatchObject(['warning', { area: 'visitors' }]);
    expect((await right.provider.checkHealth({})).status).toBe('ok');
    for (const { provider } of [wrong, right]) await provider.close();
  });
});
