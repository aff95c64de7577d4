import { describe, expect, it } from 'vitest';
import { readLiveTarget } from './contract-target';

const complete = {
  ACX_BOOKINGS_ONE_URL: 'https://bookings.example',
  ACX_BOOKINGS_ONE_TOKEN: 'hush-hush',
  ACX_BOOKINGS_ONE_RESOURCE: '1003',
  ACX_BOOKINGS_ONE_TIME_ZONE: 'Europe/Dublin',
};

describe('the installation that the environment names', () => {
  it('is none when no variable is set', () => {
    expect(readLiveTarget({ PATH: '/bin', ACX_BOOKINGS_ONE_URL: '' })).toBeUndefined();
  });

  it('is complete or refused with the list of what is missing, and no value is shown', () => {
    expect(readLiveTarget(complete)).toEqual({
      name: 'bookings.example',
      options: { id: 'contract', baseUrl: 'https://bookings.example', token: 'hush-hush' },
      resource: '1003',
      timeZone: 'Europe/Dublin',
    });
    const { ACX_BOOKINGS_ONE_URL: _url, ACX_BOOKINGS_ONE_RESOURCE: _resource, ...partial } = complete;
    expect(() => readLiveTarget(partial)).toThrow(/ACX_BOOKINGS_ONE_URL, ACX_BOOKINGS_ONE_RESOURCE/);
    expect(() => readLiveTarget(partial)).not.toThrow(/hush-hush/);
  });

  it('shows its token in the way that is named', () => {
    expect(readLiveTarget({ ...complete, ACX_BOOKINGS_ONE_AUTH: 'bearer' })?.options.auth).toBe('bearer');
    expect(() => readLiveTarget({ ...complete, ACX_BOOKINGS_ONE_AUTH: 'token' })).toThrow(/raw, basic or bearer/);
  });

  it('is asked for a visitor only when a code is named', () => {
    expect(readLiveTarget({ ...complete, ACX_BOOKINGS_ONE_CODE: 'V123' })?.registrationCode).toBe('V123');
  });

  it('gets a subscription only when that is asked for and an address is named', () => {
    const withAddress = { ...complete, ACX_BOOKINGS_ONE_CALL_URL: 'https://host.example/hints' };
    const callUrlOf = (writes: string) => readLiveTarget({ ...withAddress, ACX_BOOKINGS_ONE_WRITES: writes })?.callUrl;
    expect([callUrlOf(''), callUrlOf('0'), callUrlOf('1')]).toEqual([
      undefined,
      undefined,
      'https://host.example/hints',
    ]);
    expect(() => callUrlOf('yes')).toThrow(/must be 1, 0 or not set/);
    expect(() => readLiveTarget({ ...complete, ACX_BOOKINGS_ONE_WRITES: '1' })).toThrow(/ACX_BOOKINGS_ONE_CALL_URL/);
  });

  it('is refused when only a part that is optional is named', () => {
    expect(() => readLiveTarget({ ACX_BOOKINGS_ONE_CODE: 'V123' })).toThrow(/ACX_BOOKINGS_ONE_TOKEN/);
  });
});
