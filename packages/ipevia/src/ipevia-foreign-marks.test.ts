import { describe, expect, it } from 'vitest';
import { createTestHost, hexOf, type TestHost, type TestHostOptions } from './__fixtures__/ipevia-host';
import type { IpeviaOptions } from './ipevia-options';

const at = (time: string): string => `2026-11-23T${time}:00.000Z`;
type Changeable = { -readonly [Name in keyof IpeviaOptions]?: IpeviaOptions[Name] };
const always = (accessProfile: string) => ({ accessProfile, validFromAt: null, validToAt: null });

async function createRunning(
  ipevia: Changeable,
  prepare: (host: TestHost) => void,
  more: TestHostOptions['switches'] = {},
) {
  const host = createTestHost({ switches: { auth: 'none', ...more }, ipevia });
  prepare(host);
  const put = (endsAt: string) => host.access.putBooking(host.booking({ startsAt: at('06:00'), endsAt: at(endsAt) }));
  await put('09:00');
  await host.playUntil(at('06:30'));
  return { host, put };
}
const profilesOf = ({ simulator }: TestHost, token: string) =>
  simulator.state.credentials.get(token)?.accessProfiles.map(({ accessProfile }) => accessProfile);
const attached = ({ simulator }: TestHost): void => {
  simulator.addAccessProfile({ token: 'other' });
  simulator.addCredential({ token: 'by-hand', card: hexOf.ada, accessProfiles: [] });
};

describe('an attached access profile', () => {
  it('is exchanged when another one opens the site from now on', async () => {
    const ipevia: Changeable = {};
    const { host, put } = await createRunning(ipevia, attached);
    ipevia.accessProfile = 'other';
    host.restart();
    await put('10:00');
    await host.access.runDue();
    expect(profilesOf(host, 'by-hand')).toEqual(['other']);
    await host.playUntil(at('10:30'));
    expect(profilesOf(host, 'by-hand')).toEqual([]);
  });

  it('does not make the other one ours that somebody has given by hand', async () => {
    const ipevia: Changeable = {};
    const { host, put } = await createRunning(ipevia, attached);
    host.simulator.changeCredential('by-hand', { accessProfiles: [always('site'), always('other')] });
    ipevia.accessProfile = 'other';
    host.restart();
    await put('10:00');
    await host.playUntil(at('10:30'));
    expect(profilesOf(host, 'by-hand')).toEqual(['other']);
  });

  it('does not make a second credential ours that somebody has made instead', async () => {
    const { host, put } = await createRunning({}, attached);
    host.simulator.removeCredential('by-hand');
    host.simulator.addCredential({ token: 'by-hand-2', card: hexOf.ada, accessProfiles: [always('site')] });
    await put('10:00');
    await host.playUntil(at('10:30'));
    expect(profilesOf(host, 'by-hand-2')).toEqual(['site']);
  });

  it('stays ours when its change is refused', async () => {
    const { host, put } = await createRunning({}, attached);
    const { levers, callOf } = host.simulator;
    levers.failNext({ status: 400 }, { when: callOf('SetCredentialAccessProfiles'), times: 1 });
    await put('10:00');
    await host.access.runDue();
    await host.playUntil(at('10:30'));
    expect(profilesOf(host, 'by-hand')).toEqual([]);
  });

  it('is not given for ever where it cannot have dates, and people are told', async () => {
    const { host } = await createRunning({}, attached, { hasProfileValidity: false });
    expect([host.opens('ada'), profilesOf(host, 'by-hand')]).toEqual([false, []]);
    expect(JSON.stringify(host.notices)).toMatch(/for a time/);
  });
});

describe('a right that somebody else gives', () => {
  it.each([
    ['covered', {}],
    ['attached', { accessProfiles: [] as never[] }],
  ] as const)('%s costs no delete of ours at its end', async (_what, more) => {
    const { host } = await createRunning(
      {},
      ({ simulator }) => void simulator.addCredential({ token: 'by-hand', card: hexOf.ada, ...more }),
    );
    host.calls();
    await host.playUntil(at('09:30'));
    expect(host.calls()).not.toContain('DeleteCredential');
  });

  it('on the whitelist stays although the list is ours from now on', async () => {
    const ipevia: Changeable = { strategy: 'whitelist' };
    const { host } = await createRunning(ipevia, ({ simulator }) => simulator.addToWhitelist(hexOf.ada));
    ipevia.whitelist = 'ours';
    host.restart();
    await host.playUntil(at('09:30'));
    expect(host.opens('ada')).toBe(true);
  });
});

describe('a token that the vendor has chosen', () => {
  it.each(['the credential is there', 'the credential is gone'])(
    'tells the card of an event, without a call, when %s',
    async (what) => {
      const SECRET = 'a-secret-that-is-long-enough';
      const consumerUrl = `https://host.example/hooks/car-park/${SECRET}`;
      const { host } = await createRunning(
        { events: { kind: 'push', authentication: { kind: 'path', secret: SECRET }, subscribe: { consumerUrl } } },
        () => {},
        { takesClientTokens: false },
      );
      await host.playUntil(at('07:00'));
      host.simulator.presentCard({ card: hexOf.ada });
      if (what.includes('gone')) {
        await host.access.cancelBooking('b1');
        await host.access.runDue();
      }
      host.calls();
      await host.simulator.flushEvents();
      await host.access.runDue();
      expect(host.events[0]?.subject).toBe('987654');
      expect(host.calls()).not.toContain('GetCredentials');
    },
  );
});
