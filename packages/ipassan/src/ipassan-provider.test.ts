import { ConfigurationError } from '@acx/core/provider';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestInstallation, type TestInstallation } from './__fixtures__/ipassan-test-installation';
import { createIpassan } from './ipassan-provider';

let world: TestInstallation;
beforeEach(() => {
  world = createTestInstallation();
});

describe('the provider', () => {
  it('declares what it can do, and a reason for everything it cannot', () => {
    const { provider } = world;
    expect(provider.capabilities).toMatchObject({
      placeKind: 'asset',
      credentialKinds: ['linked', 'pin'],
      resolutionSeconds: 900,
      horizonMinutes: 365 * 1440,
      marker: { supported: true },
    });
    const without = createTestInstallation({
      profile: { assetBooking: { reference: null } },
      slotMinutes: 30,
      horizonDays: 1,
    });
    expect(without.provider.capabilities).toMatchObject({
      resolutionSeconds: 1800,
      horizonMinutes: 1440,
      marker: { supported: false, reason: expect.stringContaining('profile') },
    });
  });

  it('names lanes and grants the same way every time', () => {
    const { provider, building, permission } = world;
    const one = permission('09:00', '10:00', { key: 'house/b1/0123456789' });
    expect(provider.laneOf(one)).toBe(building.gym.uuid);
    expect(provider.grantKeyOf(one)).toBe('acx:d6e212:aacc0df9f0e4713bd831');
  });

  it('lists places and subjects to choose from', async () => {
    const { provider, building } = world;
    const places = [];
    for await (const place of provider.listPlaces?.({}) ?? []) places.push(place);
    expect(places[0]).toEqual({
      place: building.gym.uuid,
      name: 'Gym',
      settings: { slotMinutes: 15, maximumMinutes: 120 },
    });
    const subjects = [];
    for await (const subject of provider.listSubjects?.({}) ?? []) subjects.push(subject);
    expect(subjects).toContainEqual({ subject: building.ada.uuid, name: 'Archer Ada' });
  });

  it('lists every problem of its options at once and repeats no value', () => {
    const wrong = {
      id: '',
      clientSecret: 's3cret',
      siteUuid: 'x',
      timeZone: 'Mars/Base',
      slotMinutes: 0,
      profile: { paths: { tokn: '/x' } },
    };
    try {
      // @ts-expect-error the options are wrong on purpose
      createIpassan(wrong);
      expect.unreachable();
    } catch (failure) {
      expect(failure).toBeInstanceOf(ConfigurationError);
      const text = String(failure);
      for (const path of ['id', 'clientId', 'timeZone', 'slotMinutes', 'profile.paths.tokn'])
        expect(text).toContain(`${path}:`);
      expect(text).not.toMatch(/s3cret|Mars/);
    }
  });

  it('refuses to send secrets in the clear', () => {
    const options = { id: 'house', clientId: 'c', clientSecret: 's', siteUuid: 'x', timeZone: 'UTC' };
    const baseUrl = 'http://ipassan.example';
    expect(() => createIpassan({ ...options, baseUrl })).toThrow(/baseUrl: must use https/);
    expect(() => createIpassan({ ...options, baseUrl, allowPlainHttp: true })).not.toThrow();
  });

  it('can be closed twice', async () => {
    await world.provider.close();
    await world.provider.close();
  });
});
