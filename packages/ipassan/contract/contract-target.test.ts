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
});
