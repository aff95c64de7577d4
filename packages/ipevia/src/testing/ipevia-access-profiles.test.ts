import { describe, expect, it } from 'vitest';
import { createIpeviaSimulator } from './ipevia-simulator';
import type { IpeviaSwitches } from './ipevia-switches';
import { createIpeviaTestCaller, createXml, credentialXml, textsIn } from './ipevia-test-caller';

const setUp = (switches: Partial<IpeviaSwitches> = {}) => {
  const simulator = createIpeviaSimulator({ switches: { auth: 'none', ...switches } });
  for (const token of ['gym', 'pool']) simulator.addAccessProfile({ token });
  simulator.addCredential({
    token: 'foreign',
    card: '0000000001',
    accessProfiles: [{ accessProfile: 'gym', validFromAt: null, validToAt: null }],
  });
  const caller = createIpeviaTestCaller(simulator);
  const link = (token: string, from = '', to = '') =>
    `<tcr:CredentialAccessProfile><tcr:AccessProfileToken>${token}</tcr:AccessProfileToken>${from && `<tcr:ValidFrom>${from}</tcr:ValidFrom>`}${to && `<tcr:ValidTo>${to}</tcr:ValidTo>`}</tcr:CredentialAccessProfile>`;
  const set = (links: string, token = 'foreign') =>
    caller.outcome(
      `<tcr:SetCredentialAccessProfiles><tcr:CredentialToken>${token}</tcr:CredentialToken>${links}</tcr:SetCredentialAccessProfiles>`,
    );
  const remove = (tokens: string[], token = 'foreign') =>
    caller.outcome(
      `<tcr:DeleteCredentialAccessProfiles><tcr:CredentialToken>${token}</tcr:CredentialToken>${tokens.map((item) => `<tcr:AccessProfileToken>${item}</tcr:AccessProfileToken>`).join('')}</tcr:DeleteCredentialAccessProfiles>`,
    );
  const links = () => simulator.state.credentials.get('foreign')?.accessProfiles;
  return { simulator, ...caller, link, set, remove, links };
};
const always = { validFromAt: null, validToAt: null };
const [FROM, TO] = ['2026-07-01T10:00:00Z', '2026-07-01T12:00:00Z'];
const window = { validFromAt: '2026-07-01T10:00:00.000Z', validToAt: '2026-07-01T12:00:00.000Z' };

describe('access profiles of a credential', () => {
  it('are added or updated, the others stay', async () => {
    const { set, link, links } = setUp();
    expect(await set(link('site', FROM, TO))).toBe('ok');
    expect(links()).toEqual([
      { accessProfile: 'gym', ...always },
      { accessProfile: 'site', ...window },
    ]);
    expect(await set(link('pool') + link('site'))).toBe('ok');
    expect(links()?.map((item) => [item.accessProfile, item.validToAt])).toEqual([
      ['gym', null],
      ['site', null],
      ['pool', null],
    ]);
  });

  it('are taken off by token, unknown ones without a word', async () => {
    const { set, link, remove, links } = setUp();
    await set(link('site'));
    expect(await remove(['site', 'nothing'])).toBe('ok');
    expect(await remove(['site'])).toBe('ok');
    expect(links()).toEqual([{ accessProfile: 'gym', ...always }]);
  });

  it('are refused, and nothing is changed, when something is wrong', async () => {
    const { set, link, remove, links } = setUp({ maximumProfiles: 2 });
    const before = links();
    expect([
      await set(link('site'), 'else'),
      await remove(['gym'], 'else'),
      await set(link('site') + link('nothing')),
      await set(link('site') + link('site', FROM)),
      await set(link('site') + link('pool')),
    ]).toEqual([
      '400 Sender InvalidArgVal NotFound',
      '400 Sender InvalidArgVal NotFound',
      '400 Sender InvalidArgVal ReferenceNotFound',
      '400 Sender InvalidArgVal',
      '500 Receiver CapabilityViolated MaxAccessProfilesPerCredential',
    ]);
    expect(links()).toBe(before);
    expect(await set(link('site'))).toBe('ok');
  });

  it('must exist for a new credential too', async () => {
    const { outcome } = setUp();
    expect(await outcome(createXml(credentialXml({ value: '0000000009' }).replace('>site<', '>nothing<')))).toBe(
      '400 Sender InvalidArgVal ReferenceNotFound',
    );
  });

  it('have no dates where they cannot', async () => {
    const { simulator, set, link, links, outcome } = setUp({ hasProfileValidity: false, hasValidity: false });
    expect(await set(link('site', FROM, TO))).toBe('ok');
    expect(links()?.[1]).toEqual({ accessProfile: 'site', ...always });
    const dated = createXml(credentialXml({ value: '0000000002', from: FROM, to: TO }));
    expect(await outcome(dated)).toBe('ok');
    expect(simulator.opens({ card: '0000000002', at: '2040-01-01T00:00:00Z' })).toBe(true);
    simulator.switches.unsupportedValidity = 'refused';
    expect([await set(link('pool', FROM)), await outcome(dated.replace('02</', '03</'))]).toEqual([
      '500 Receiver CapabilityViolated CredentialAccessProfileValiditySupported',
      '500 Receiver CapabilityViolated CredentialValiditySupported',
    ]);
    expect(await set(link('pool'))).toBe('ok');
  });

  it('come back as they were written, or as dates where only dates count', async () => {
    const { simulator, call, set, link } = setUp();
    await set(link('site', '2026-07-01T23:30:00Z', '2026-07-02T12:00:00+02:00'));
    const read = async () => {
      const answer = await call('<tcr:GetCredentialList/>');
      return [textsIn(answer, 'ValidFrom'), textsIn(answer, 'ValidTo')].flat();
    };
    expect(await read()).toEqual(['2026-07-01T23:30:00.000Z', '2026-07-02T10:00:00.000Z']);
    // Dublin is one hour ahead in summer
    simulator.switches.validityHasTime = false;
    expect(await read()).toEqual(['2026-07-01T23:00:00.000Z', '2026-07-01T23:00:00.000Z']);
  });
});
