import { describe, expect, it } from 'vitest';
import { readLiveTarget } from './contract-target';

const complete = {
  ACX_IPEVIA_URL: 'https://parking.example',
  ACX_IPEVIA_USER: 'api-user',
  ACX_IPEVIA_PASSWORD: 'hush-hush',
  ACX_IPEVIA_SITE: 'docklands',
  ACX_IPEVIA_ACCESS_PROFILE: 'site',
  ACX_IPEVIA_CARD: '34359738367',
};

describe('the installation that the environment names', () => {
  it('is refused with one list of everything that is missing', () => {
    expect(() => readLiveTarget({ HOME: '/root' })).toThrow(
      /not started.*_URL is missing.*_USER.*_PASSWORD.*_SITE.*_ACCESS_PROFILE.*_CARD/s,
    );
  });

  it.each(Object.keys(complete))('is refused without %s, and shows no value', (name) => {
    const rest = { ...complete, [name]: '' };
    expect(() => readLiveTarget(rest)).toThrow(`${name} is missing`);
    expect(() => readLiveTarget(rest)).not.toThrow(/hush-hush|parking\.example|34359738367|api-user/);
  });

  it('is reached by digest unless something else is said', () => {
    expect(readLiveTarget(complete)).toMatchObject({
      name: 'parking.example',
      card: '34359738367',
      options: { authentication: { kind: 'digest', user: 'api-user', password: 'hush-hush' }, allowPlainHttp: false },
    });
    expect(readLiveTarget({ ...complete, ACX_IPEVIA_AUTHENTICATION: 'username-token' })).toMatchObject({
      options: { authentication: { kind: 'username-token' } },
    });
  });

  it('needs no access profile where a whitelist is asked for', () => {
    const whitelist = { ...complete, ACX_IPEVIA_ACCESS_PROFILE: '', ACX_IPEVIA_STRATEGY: 'whitelist' };
    expect(readLiveTarget(whitelist)).toMatchObject({ strategy: { strategy: 'whitelist' } });
    expect(readLiveTarget(whitelist).options.accessProfile).toBeUndefined();
  });

  it.each([
    [{ ACX_IPEVIA_URL: 'parking' }, '_URL is no address'],
    [{ ACX_IPEVIA_AUTHENTICATION: 'bearer' }, '_AUTHENTICATION must be digest or username-token or basic'],
    [{ ACX_IPEVIA_STRATEGY: 'both' }, '_STRATEGY must be credentials or whitelist'],
    [{ ACX_IPEVIA_CARD_LAYOUT: 'H10301' }, '_CARD_LAYOUT must be'],
    [{ ACX_IPEVIA_CARD_RENDERING: 'raw' }, '_CARD_RENDERING must be'],
    [{ ACX_IPEVIA_CARD: '99999999999' }, '_CARD cannot be used: it is out of range'],
    [{ ACX_IPEVIA_EVENTS: 'mail' }, '_EVENTS must be pull or push'],
    [{ ACX_IPEVIA_EVENTS: 'push' }, '_CONSUMER_URL is missing'],
    [{ ACX_IPEVIA_TLS_CA: '/nowhere/authority.pem' }, '_TLS_CA cannot be read'],
  ])('is refused with %j', (wrong, problem) => {
    expect(() => readLiveTarget({ ...complete, ...wrong })).toThrow(problem);
  });

  it('takes a fingerprint, the layout of its cards and a way of door events', () => {
    expect(
      readLiveTarget({
        ...complete,
        ACX_IPEVIA_TLS_FINGERPRINT: 'AB:CD',
        ACX_IPEVIA_CARD_LAYOUT: 'H10304',
        ACX_IPEVIA_CARD_RENDERING: 'raw-left',
        ACX_IPEVIA_CARD: '65535/524287',
        ACX_IPEVIA_EVENTS: 'push',
        ACX_IPEVIA_CONSUMER_URL: 'https://host.example/nothing',
      }),
    ).toMatchObject({
      options: { tls: { fingerprint256: 'AB:CD' }, cards: { layout: 'H10304', rendering: 'raw-left' } },
      events: { kind: 'push', consumerUrl: 'https://host.example/nothing' },
    });
  });
});
