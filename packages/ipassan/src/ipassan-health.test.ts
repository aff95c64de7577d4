import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createTestInstallation, type TestInstallation } from './__fixtures__/ipassan-test-installation';
import type { IpassanOptions } from './ipassan-options';

const check = (world: TestInstallation, signal?: AbortSignal) => world.provider.checkHealth({ signal });

/** What rights are asked for at these places. */
const expecting = (...places: string[]) => ({ expected: { places, subjects: [] } });

/** An installation where every asset takes two hours, and we know it. */
function createAlike(options: Partial<IpassanOptions> = {}): TestInstallation {
  const world = createTestInstallation({ maximumMinutes: 120, ...options });
  world.simulator.alterAsset(world.building.functionRoom.uuid, { maximumMinutes: 120 });
  return world;
}

describe('the health of an iPassan installation', () => {
  it('is fine with one call for the site, one for the assets and one for each asset', async () => {
    const world = createAlike();
    const report = await check(world);
    expect(report).toMatchObject({ providerId: 'house', status: 'ok' });
    expect(report.findings.map(({ area, status }) => [area, status])).toEqual([
      ['connection', 'ok'],
      ['credentials', 'ok'],
      ['site', 'ok'],
      ['places', 'ok'],
      ['clock', 'ok'],
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
    const world = createAlike();
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
    const world = createAlike();
    const { simulator } = world;
    const told = createTestInstallation({
      maximumMinutes: 120,
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

describe('the health of visits', () => {
  const findingsOf = async (world: TestInstallation, ...places: string[]) =>
    (await world.provider.checkHealth(expecting(...places))).findings.filter(({ area }) => area === 'visitors');

  it('is looked at with one call more, and only where visits are asked for', async () => {
    const world = createAlike({ visitPlace: 'guests' });
    expect(await findingsOf(world, world.building.gym.uuid, 'visits')).toEqual([]);
    expect(world.calls()).toHaveLength(4);
    expect(await findingsOf(world, world.building.gym.uuid, 'guests')).toMatchObject([{ status: 'ok' }]);
    expect(world.calls()).toHaveLength(5);
  });

  it('is one call however many visitors there are', async () => {
    const world = createAlike();
    const [startsAt, endsAt] = ['2026-07-01T10:00:00Z', '2026-07-01T11:00:00Z'];
    for (let count = 0; count < 5; count += 1)
      world.simulator.addVisitor({ host: world.building.ada.uuid, startsAt, endsAt });
    expect(await findingsOf(world, 'visits')).toMatchObject([{ status: 'ok' }]);
    expect(world.calls()).toHaveLength(5);
  });

  it('is a warning that says what will fail and what to do when visitors cannot be read', async () => {
    const world = createAlike();
    world.simulator.levers.failNext({ status: 403 }, { when: ({ url }) => url.includes('/visitor') });
    const report = await world.provider.checkHealth(expecting('visits'));
    expect([report.status, report.findings.filter(({ status }) => status !== 'ok')]).toEqual([
      'warning',
      [{ area: 'visitors', status: 'warning', message: expect.stringMatching(/visits will fail.*operator group/s) }],
    ]);
  });

  it('is a warning when the path of visitors is another one', async () => {
    const world = createAlike({ profile: { paths: { visitors: '/api/v1/access/site/{site}/guest' } } });
    expect(await findingsOf(world, 'visits')).toMatchObject([
      { status: 'warning', message: expect.stringContaining('wire profile') },
    ]);
  });
});

describe('the longest booking of an asset', () => {
  const warningsOf = async (world: TestInstallation, ...places: string[]) =>
    (await world.provider.checkHealth(expecting(...places))).findings
      .filter(({ area, status }) => area === 'places' && status === 'warning')
      .map(({ message }) => message);

  it.each([
    ['is not set', undefined, 'refused by iPassan'],
    ['is 240', 240, 'refused by iPassan'],
    ['is 60', 60, 'before iPassan is asked'],
  ])('is named with ours and the asset when ours %s', async (ours, maximumMinutes, what) => {
    const world = createAlike({ maximumMinutes });
    const { gym } = world.building;
    const [message, ...more] = await warningsOf(world, gym.uuid);
    for (const part of [gym.uuid, 'Gym', '120', ours, what]) expect(message).toContain(part);
    expect(more).toEqual([]);
    expect(world.calls()).toHaveLength(4);
  });

  it('is no warning where it is the same, or where iPassan tells none', async () => {
    expect(await warningsOf(createAlike())).toEqual([]);
    const world = createAlike({ maximumMinutes: undefined });
    for (const { uuid } of [world.building.gym, world.building.functionRoom])
      world.simulator.alterAsset(uuid, { maximumMinutes: 0 });
    expect(await warningsOf(world)).toEqual([]);
  });

  it('is compared of the assets that rights are asked for, and of all while there are none', async () => {
    const world = createTestInstallation({ maximumMinutes: 120 });
    const { gym, functionRoom } = world.building;
    expect(await warningsOf(world, gym.uuid)).toEqual([]);
    for (const places of [[functionRoom.uuid], []])
      expect(await warningsOf(world, ...places)).toEqual([expect.stringContaining(functionRoom.uuid)]);
    expect((await check(world)).findings.filter(({ area }) => area === 'places')).toMatchObject([
      { status: 'ok' },
      { status: 'warning' },
    ]);
  });
});
