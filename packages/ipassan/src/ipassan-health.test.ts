import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createTestInstallation, type TestInstallation } from './__fixtures__/ipassan-test-installation';

const check = (world: TestInstallation, signal?: AbortSignal) => world.provider.checkHealth({ signal });

describe('the health of an iPassan installation', () => {
  it('is fine with one call for the site, one for the assets and one for each asset', async () => {
    const world = createTestInstallation();
    const report = await check(world);
    expect(report).toMatchObject({ providerId: 'house', status: 'ok' });
    expect(report.findings.map(({ area, status }) => [area, status])).toEqual([
      ['connection', 'ok'],
      ['credentials', 'ok'],
      ['site', 'ok'],
      ['places', 'ok'],
    ]);
    expect(world.calls()).toEqual(['GET', 'GET', 'GET', 'GET']);
  });

  it.each([
    ['the connection', { fetch: () => Promise.reject(new TypeError('fetch failed')) }, ['connection']],
    ['the credentials', { clientSecret: 'wrong' }, ['credentials']],
    ['the site', { siteUuid: 'no-such-site' }, ['site']],
  ])('fails at %s', async (_what, options, failed) => {
    const report = await check(createTestInstallation(options));
    expect(report.status).toBe('failed');
    expect(report.findings.filter(({ status }) => status === 'failed').map(({ area }) => area)).toEqual(failed);
  });

  it('names the sites to choose from when the configured one is wrong', async () => {
    const world = createTestInstallation({ siteUuid: 'no-such-site' });
    const report = await check(world);
    const message = report.findings.find(({ area }) => area === 'site')?.message;
    expect(message).toContain(`Riverside House (${world.building.site.uuid})`);
    expect(message).toContain('siteUuid');
  });

  it('names every asset that the API user does not manage', async () => {
    const world = createTestInstallation();
    world.simulator.alterAsset(world.building.gym.uuid, { isManagedByCaller: false });
    const report = await check(world);
    expect(report.status).toBe('failed');
    expect(report.findings.filter(({ area }) => area === 'places')).toEqual([
      { area: 'places', status: 'failed', message: expect.stringContaining('not a manager of asset "Gym"') },
    ]);
  });

  it('tells a vendor that is down from wrong settings', async () => {
    const world = createTestInstallation();
    world.simulator.levers.failNext({ status: 503 }, { times: 9, when: ({ url }) => !url.endsWith('/token') });
    expect((await check(world)).findings).toMatchObject([{ area: 'connection', status: 'failed' }]);
  });

  it.each([
    ['agrees', '2026-07-01T00:00:20Z', 'ok', 20_000],
    ['is late', '2026-06-30T23:58:00Z', 'warning', -120_000],
  ])('tells when the clock %s', async (_what, date, status, clockDifferenceMs) => {
    const world = createTestInstallation();
    const { simulator } = world;
    const told = createTestInstallation({
      ...simulator.credentials,
      clock: createFixedClock('2026-07-01T00:00:00Z'),
      siteUuid: world.building.site.uuid,
      fetch: async (input, init) => {
        const response = await simulator.handler(new Request(input, init));
        response.headers.set('date', new Date(date).toUTCString());
        return response;
      },
    });
    const report = await check(told);
    expect(report).toMatchObject({ status, clockDifferenceMs });
    expect(report.findings.at(-1)).toMatchObject({ area: 'clock', status });
  });

  it('is a report even when it is given up', async () => {
    expect(await check(createTestInstallation(), AbortSignal.abort())).toMatchObject({ status: 'failed' });
  });
});
