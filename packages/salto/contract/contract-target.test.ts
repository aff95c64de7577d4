import { describe, expect, it } from 'vitest';
import { authenticationOf, readLiveTarget } from './contract-target';

const fenced = {
  ACX_SALTO_TIME_ZONE: 'Europe/Dublin',
  ACX_SALTO_ACCESS_LEVEL: 'CONTRACT',
  ACX_SALTO_ZONE: 'CONTRACT-ZONE',
  ACX_SALTO_SLOTS: '1000-1009',
};
const overHttp = { ...fenced, ACX_SALTO_URL: 'https://space.example:8100', ACX_SALTO_KEY: 'hush-hush' };

describe('the installation that the environment names', () => {
  it('is refused with everything that is missing in one list', () => {
    expect(() => readLiveTarget({ PATH: '/bin' })).toThrow(
      /not started.*_URL is missing.*_TIME_ZONE.*_ACCESS_LEVEL.*_ZONE.*_SLOTS/s,
    );
  });

  it.each(Object.keys(fenced))('is refused without %s, and no value is shown', (name) => {
    const { [name]: _, ...rest }: Record<string, string> = overHttp;
    expect(() => readLiveTarget(rest)).toThrow(name);
    expect(() => readLiveTarget(rest)).not.toThrow(/hush-hush|space\.example/);
  });

  it('is reached over HTTP with the credentials that are given', () => {
    expect(readLiveTarget(overHttp)).toMatchObject({
      name: 'space.example:8100',
      accessLevel: 'CONTRACT',
      zone: 'CONTRACT-ZONE',
      slots: { from: 1000, to: 1009 },
      options: { transport: { authentication: { kind: 'key', key: 'hush-hush' }, allowPlainHttp: false } },
    });
    const basic = { ...overHttp, ACX_SALTO_KEY: '', ACX_SALTO_USER: 'ship', ACX_SALTO_PASSWORD: 'hush-hush' };
    expect(authenticationOf(readLiveTarget(basic))).toBe('basic');
    expect(authenticationOf(readLiveTarget({ ...overHttp, ACX_SALTO_KEY: '' }))).toBe('none');
  });

  it('is reached over STP, in the open only where that is said', () => {
    const overStp = { ...fenced, ACX_SALTO_STP_HOST: 'space.example', ACX_SALTO_STP_PORT: '9090' };
    expect(readLiveTarget(overStp)).toMatchObject({
      name: 'space.example:9090',
      options: { transport: { kind: 'stp', port: 9090, allowPlainTcp: false } },
    });
    expect(readLiveTarget({ ...overStp, ACX_SALTO_ALLOW_PLAIN: 'yes' })).toMatchObject({
      options: { transport: { allowPlainTcp: true } },
    });
    expect(() => readLiveTarget({ ...overStp, ACX_SALTO_STP_PORT: '' })).toThrow('ACX_SALTO_STP_PORT');
    expect(() => readLiveTarget({ ...overStp, ACX_SALTO_URL: 'https://space.example' })).toThrow('give one of them');
  });

  it.each(['1000', '1009-1000', '1000-1003', '0-9', '1020-1030', '900-1024', 'all'])('takes no slots %s', (slots) => {
    expect(() => readLiveTarget({ ...overHttp, ACX_SALTO_SLOTS: slots })).toThrow('ACX_SALTO_SLOTS must be 5 to 50');
  });

  it.each([
    [{ ACX_SALTO_USER: 'ship' }, 'ACX_SALTO_KEY and ACX_SALTO_USER'],
    [{ ACX_SALTO_KEY: '', ACX_SALTO_USER: 'ship' }, 'ACX_SALTO_USER and ACX_SALTO_PASSWORD'],
  ])('takes no half or double credentials', (more, problem) => {
    expect(() => readLiveTarget({ ...overHttp, ...more })).toThrow(problem);
  });
});
