import { describe, expect, it } from 'vitest';
import { createTestHost, hexOf, type TestHost } from './__fixtures__/ipevia-host';
import type { IpeviaOptions } from './ipevia-options';

const at = (time: string): string => `2026-11-23T${time}:00.000Z`;

/** Ada's booking runs from 6 to 9 and her card is in; the options may be changed for the next process. */
async function createRunning(options: Partial<IpeviaOptions>, prepare: (host: TestHost) => void = () => {}) {
  const ipevia: { -readonly [Name in keyof IpeviaOptions]?: IpeviaOptions[Name] } = { ...options };
  const host = createTestHost({ switches: { auth: 'none' }, ipevia });
  prepare(host);
  const put = (endsAt: string) => host.access.putBooking(host.booking({ startsAt: at('06:00'), endsAt }));
  await put(at('09:00'));
  await host.playUntil(at('06:30'));
  expect(host.opens('ada')).toBe(true);
  return { host, ipevia, put };
}

const heal = ({ access }: TestHost) =>
  access.check({ providerId: 'car-park', mode: 'heal', allowMassRevocation: true });

describe('options that change while a right is in place', () => {
  it.each(['none', 'instants'] as const)(
    'leave no credential behind when the whitelist is used from now on, whatever is lost on the way: validity %s',
    async (validity) => {
      const { host, ipevia, put } = await createRunning({ validity });
      const { levers, callOf, state } = host.simulator;
      ipevia.strategy = 'whitelist';
      host.restart();
      levers.dropRequest({ when: callOf('DeleteCredential') });
      await put(at('08:00'));
      await host.playUntil(at('07:00'));
      expect(host.opens('ada')).toBe(true);
      await host.playUntil(at('08:30'));
      expect([state.credentials.size, state.whitelist.size]).toEqual([0, 0]);
    },
  );

  it.each(['RemoveFromWhitelist', 'SetCredential'])(
    'leave no number behind when credentials are used from now on, and %s is lost',
    async (operation) => {
      const { host, ipevia, put } = await createRunning({ strategy: 'whitelist' });
      const { levers, callOf, state } = host.simulator;
      ipevia.strategy = 'credentials';
      host.restart();
      levers.dropAnswer({ when: callOf(operation) });
      await put(at('08:00'));
      await host.playUntil(at('07:00'));
      expect([host.opens('ada'), state.whitelist.size]).toEqual([true, 0]);
      await host.playUntil(at('08:30'));
      expect([state.credentials.size, state.whitelist.size]).toEqual([0, 0]);
    },
  );

  it('rather close the barrier than leave the old form when it cannot be taken away, and tell so', async () => {
    const { host, ipevia, put } = await createRunning({ validity: 'none' });
    const { levers, callOf, state } = host.simulator;
    ipevia.strategy = 'whitelist';
    host.restart();
    levers.failNext({ status: 400 }, { when: callOf('DeleteCredential'), times: 1 });
    await put(at('08:00'));
    await host.access.runDue();
    expect([state.credentials.size, state.whitelist.size]).toEqual([1, 0]);
    await heal(host);
    await host.access.runDue();
    expect([state.credentials.size, state.whitelist.size]).toEqual([0, 1]);
  });

  it('do not forget that the old form is gone when the new one is refused', async () => {
    const { host, ipevia, put } = await createRunning({ validity: 'none' });
    const { levers, callOf, state } = host.simulator;
    ipevia.strategy = 'whitelist';
    host.restart();
    levers.failNext({ status: 400 }, { when: callOf('AddToWhitelist') });
    await put(at('08:00'));
    await host.playUntil(at('07:00'));
    expect([state.credentials.size, host.opens('ada')]).toEqual([0, false]);
    await heal(host);
    await host.access.runDue();
    expect([state.credentials.size, host.opens('ada')]).toEqual([0, true]);
  });

  it('take off the access profile that was attached, not the one of now', async () => {
    const { host, ipevia } = await createRunning({ validity: 'none' }, ({ simulator }) => {
      simulator.addAccessProfile({ token: 'other' });
      simulator.addCredential({ token: 'by-hand', card: hexOf.ada, accessProfiles: [] });
    });
    ipevia.accessProfile = 'other';
    host.restart();
    await host.playUntil(at('09:30'));
    expect(host.simulator.state.credentials.get('by-hand')?.accessProfiles).toEqual([]);
  });

  it('take off the number that was written, not the one that would be written now', async () => {
    const { host, ipevia } = await createRunning({ strategy: 'whitelist' });
    ipevia.cards = { rendering: 'raw-right' };
    host.restart();
    await host.playUntil(at('09:30'));
    expect(host.simulator.state.whitelist.size).toBe(0);
  });

  it('leave nothing unseen: a lost ledger and another strategy show what is there', async () => {
    const { host, ipevia } = await createRunning({ validity: 'none' });
    ipevia.strategy = 'whitelist';
    host.loseLedger();
    expect((await heal(host)).drift.map(({ kind }) => kind)).toEqual(['extra']);
    await host.access.runDue();
    expect(host.opens('ada')).toBe(false);
  });
});
