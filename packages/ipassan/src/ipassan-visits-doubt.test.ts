import { inspect } from 'node:util';
import type { Ledger } from '@acx/core';
import { describe, expect, it } from 'vitest';
import { createTestHost, type TestHost } from './__fixtures__/ipassan-host';

/** A ledger that dies with its process after so many transactions; what came before is durable. */
function dyingAfter(transactions: number): (ledger: Ledger) => Ledger {
  let left = transactions;
  return (ledger) => ({
    ...ledger,
    transaction(work) {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('the process is gone')) : ledger.transaction(work);
    },
  });
}

const validPins = ({ simulator }: TestHost): (string | null)[] =>
  [...simulator.state.visitors.values()].filter(({ isCancelled }) => !isCancelled).map(({ pin }) => pin);

async function pinOf({ access }: TestHost): Promise<string | undefined> {
  return (await access.settled('v1')).permissions[0]?.credential?.value;
}

/** What a new process makes of it. */
async function recover(host: TestHost): Promise<void> {
  host.restart();
  for (let turn = 0; turn < 3; turn += 1) {
    await host.clock.advanceBy(600_000);
    await host.access.runDue();
  }
}

const moments = Array.from({ length: 24 }, (_, index) => index);

describe.each([false, true])('a process that dies in a visit, iPassan telling PINs %s', (tellsPinAgain) => {
  it.each(moments)('leaves one visitor with the PIN that was told, or none: after %i steps', async (steps) => {
    const host = createTestHost({ wrapLedger: dyingAfter(steps) });
    host.simulator.switches.tellsPinAgain = tellsPinAgain;
    const isStored = await host.access.putBooking(host.visit()).then(
      () => true,
      () => false,
    );
    await host.access.runDue().catch(() => {});
    await recover(host);
    const pin = await pinOf(host);
    expect(validPins(host)).toEqual(isStored ? [pin] : []);
    const last = host.notices.findLast((notice) => 'credential' in notice);
    if (isStored) expect(last).toMatchObject({ credential: { value: pin } });
  });

  it.each(moments)('takes the PIN away that was to be taken away: after %i steps', async (steps) => {
    const living = createTestHost();
    living.simulator.switches.tellsPinAgain = tellsPinAgain;
    await living.access.putBooking(living.visit());
    await living.access.runDue();
    const dying = dyingAfter(steps)(living.ledger);
    living.restart(dying);
    const isCancelled = await living.access.cancelBooking('v1').then(
      () => true,
      () => false,
    );
    await living.access.runDue().catch(() => {});
    await recover(living);
    expect(validPins(living).length).toBe(isCancelled ? 0 : 1);
  });
});

describe('a PIN', () => {
  it('is nowhere but in settled and in the notices that carry it', async () => {
    const seen: string[] = [];
    const say = (...things: unknown[]): void => void seen.push(inspect(things, { depth: 12, showHidden: true }));
    const logger = { debug: say, info: say, warn: say, error: say };
    const host = createTestHost({ access: { logger, onNotice: () => {} } });
    for (const event of ['permission.scheduled', 'permission.failed', 'permission.ended', 'engine.failed'] as const)
      host.access.on(event, say);
    const { levers } = host.simulator;
    const isVisit = ({ url }: Request): boolean => url.includes('/visitor');
    await host.access.putBooking(host.visit());
    await host.access.runDue();
    const pin = await pinOf(host);
    for (const status of [400, 500]) {
      levers.failNext({ status, body: `Vera Visitor has ${pin}` }, { when: isVisit });
      await host.access.putBooking(host.visit({ endsAt: `2026-11-23T1${status === 400 ? 7 : 8}:00:00Z` }));
      await host.clock.advanceBy(60_000);
      await host.access.runDue();
    }
    say(await host.access.plan(host.visit()).catch((error: unknown) => error));
    say(await host.access.check({ providerId: 'house' }));
    const { ada } = host.building;
    say(
      await host.access.explain({
        providerId: 'house',
        place: 'visits',
        subject: ada.uuid,
        at: '2026-11-23T15:00:00Z',
      }),
    );
    const stored = await host.ledger.transaction(({ journal }) => journal.listOfBooking('v1', 100));
    say(stored);
    expect(pin).toMatch(/^\d{6}$/);
    expect(seen.length).toBeGreaterThan(5);
    for (const secret of [pin ?? '', 'Vera']) expect(seen.join('\n')).not.toContain(secret);
  });

  it('waits in the ledger only until its notice has arrived', async () => {
    let isDown = true;
    const host = createTestHost({
      access: {
        onNotice() {
          if (isDown) throw new Error('The mail server is down.');
        },
      },
    });
    await host.access.putBooking(host.visit());
    await host.access.runDue();
    const pin = (await pinOf(host)) ?? '';
    const waiting = async (): Promise<string> =>
      JSON.stringify(await host.ledger.transaction(({ notices }) => notices.listUndelivered(100)));
    expect(await waiting()).toContain(pin);
    isDown = false;
    await host.clock.advanceBy(600_000);
    await host.access.runDue();
    expect(await waiting()).toBe('[]');
  });
});
