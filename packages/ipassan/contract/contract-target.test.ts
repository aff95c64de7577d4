import { describe, expect, it } from 'vitest';
import { readLiveTarget } from './contract-target';

const complete = {
  ACX_IPASSAN_CLIENT_ID: 'id',
  ACX_IPASSAN_CLIENT_SECRET: 'hush-hush',
  ACX_IPASSAN_SITE: 'site',
  ACX_IPASSAN_ASSET: 'asset',
  ACX_IPASSAN_PERSON: 'person',
  ACX_IPASSAN_TIME_ZONE: 'Europe/Dublin',
};

describe('the installation that the environment names', () => {
  it('is none when no variable is set', () => {
    expect(readLiveTarget({ PATH: '/bin' })).toBeUndefined();
  });

  it('is complete or refused with the list of what is missing, and no value is shown', () => {
    expect(readLiveTarget(complete)).toMatchObject({ name: 'ipassan.com', asset: 'asset' });
    const { ACX_IPASSAN_SITE: _site, ACX_IPASSAN_PERSON: _person, ...partial } = complete;
    expect(() => readLiveTarget(partial)).toThrow(/ACX_IPASSAN_SITE, ACX_IPASSAN_PERSON/);
    expect(() => readLiveTarget(partial)).not.toThrow(/hush-hush/);
  });

  it('tries visits only when that is asked for, with the person who books unless another one is named', () => {
    const hostOf = (more: Record<string, string>) => readLiveTarget({ ...complete, ...more })?.host;
    expect(hostOf({})).toBeUndefined();
    expect(hostOf({ ACX_IPASSAN_VISITS: '0', ACX_IPASSAN_HOST_PERSON: 'host' })).toBeUndefined();
    expect(hostOf({ ACX_IPASSAN_VISITS: '1' })).toBe('person');
    expect(hostOf({ ACX_IPASSAN_VISITS: '1', ACX_IPASSAN_HOST_PERSON: 'host' })).toBe('host');
  });

  it('is refused when what it says of visits is half of it', () => {
    expect(() => readLiveTarget({ ACX_IPASSAN_VISITS: '1' })).toThrow(/ACX_IPASSAN_SITE/);
    expect(() => readLiveTarget({ ...complete, ACX_IPASSAN_VISITS: 'yes' })).toThrow(/ACX_IPASSAN_VISITS must be 1/);
    expect(() => readLiveTarget({ ...complete, ACX_IPASSAN_HOST_PERSON: 'host' })).toThrow(
      /ACX_IPASSAN_VISITS as well/,
    );
  });
});
