import { ConfigurationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { type SaltoOptions, saltoOptionsSchema } from './salto-options';
import { createSalto } from './salto-provider';

const minimal: SaltoOptions = {
  id: 'house',
  transport: { kind: 'http', baseUrl: 'https://space.example:8100' },
  timeZone: 'Europe/Dublin',
};
/** What is wrong, as `path: message`. Callers in plain JavaScript can give anything. */
function problemsOf(options: unknown): string[] {
  try {
    createSalto(JSON.parse(JSON.stringify(options)));
  } catch (failure) {
    if (failure instanceof ConfigurationError)
      return failure.problems.map(({ path, message }) => `${path}: ${message}`);
    throw failure;
  }
  return [];
}
const pathsOf = (options: unknown): string[] => problemsOf(options).map((line) => line.slice(0, line.indexOf(':')));

describe('the options of createSalto', () => {
  it('need an id, a transport and a time zone, and fill in the rest', () => {
    expect(problemsOf(minimal)).toEqual([]);
    expect(saltoOptionsSchema.parse(minimal)).toMatchObject({
      timetableSlots: { from: 900, to: 1024 },
      exactness: 'adjust',
      periodBounds: 'dates',
      lastDate: 'included',
      resolutionSeconds: 60,
      maximumIntervals: 8,
      horizonDays: 365,
      readyMinutes: 15,
      clearingMinutes: 5,
      zoneLists: 'replace',
      readsAccessLevels: true,
      fixedZones: [],
    });
    expect(pathsOf({}).sort()).toEqual(['id', 'timeZone', 'transport']);
  });

  it('that are wrong are all told at once, each with its path', () => {
    const wrong = {
      id: '',
      transport: { kind: 'http', baseUrl: 'space' },
      timeZone: 'Dublin',
      timetableSlots: { from: 0, to: 1025 },
      calendar: { from: '2026-13-01', until: 'soon', specialDates: ['2026-12-25', 'Christmas'] },
      exactness: 'loose',
      periodBounds: 'hours',
      lastDate: 'maybe',
      resolutionSeconds: 30,
      maximumIntervals: 9,
      horizonDays: 0,
      readyMinutes: -1,
      clearingMinutes: 361,
      zoneLists: 'append',
      readsAccessLevels: 'no',
      fixedZones: [{ accessLevel: '', zone: 'X'.repeat(33), timetable: -1 }],
      pageSize: 1,
      timeoutMs: 0,
      maximumAnswerBytes: 1,
    };
    expect(new Set(pathsOf(wrong))).toEqual(
      new Set([
        'id',
        'transport.baseUrl',
        'timeZone',
        'timetableSlots.from',
        'timetableSlots.to',
        'calendar.from',
        'calendar.until',
        'calendar.specialDates[1]',
        'exactness',
        'periodBounds',
        'lastDate',
        'resolutionSeconds',
        'maximumIntervals',
        'horizonDays',
        'readyMinutes',
        'clearingMinutes',
        'zoneLists',
        'readsAccessLevels',
        'fixedZones[0].accessLevel',
        'fixedZones[0].zone',
        'fixedZones[0].timetable',
        'pageSize',
        'timeoutMs',
        'maximumAnswerBytes',
      ]),
    );
  });

  it.each<[string, object, string]>([
    ['a range of slots that ends before it begins', { timetableSlots: { from: 950, to: 949 } }, 'timetableSlots.to'],
    [
      'a calendar that ends before it begins',
      { calendar: { from: '2026-02-01', until: '2026-01-31', specialDates: [] } },
      'calendar.until',
    ],
    ['no fixed zones where lists replace and are not told', { readsAccessLevels: false }, 'fixedZones'],
    [
      'a fixed zone with one of our timetables',
      { fixedZones: [{ accessLevel: '*', zone: 'LOBBY', timetable: 900 }] },
      'fixedZones',
    ],
    ['an option that nobody knows', { timetableSlot: 900 }, 'timetableSlot'],
    ['a part of the wire profile that nobody knows', { profile: { paging: { first: 'X' } } }, 'profile.paging.first'],
    [
      'plain HTTP to another machine',
      { transport: { kind: 'http', baseUrl: 'http://space.example:8100' } },
      'transport.baseUrl',
    ],
    [
      'plain TCP to another machine',
      { transport: { kind: 'stp', host: 'space.example', port: 9000 } },
      'transport.host',
    ],
    ['a transport that nobody knows', { transport: { kind: 'ftp' } }, 'transport.kind'],
  ])('refuse %s', (_what, more, path) => {
    expect(pathsOf({ ...minimal, ...more })).toEqual([path]);
  });

  it.each<[string, object]>([
    ['one slot', { timetableSlots: { from: 1024, to: 1024 } }],
    ['an empty list of fixed zones', { readsAccessLevels: false, fixedZones: [] }],
    ['a calendar of one day', { calendar: { from: '2026-12-25', until: '2026-12-25', specialDates: ['2026-12-25'] } }],
    ['STP on this machine', { transport: { kind: 'stp', host: '127.0.0.1', port: 9000 } }],
  ])('allow %s', (_what, more) => {
    expect(problemsOf({ ...minimal, ...more })).toEqual([]);
  });

  it('that are wrong never repeat a secret', () => {
    const authentication = { kind: 'basic', user: 'canary:user', password: 7, key: 'canary-key' };
    const problems = problemsOf({ ...minimal, transport: { ...minimal.transport, authentication } });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join('\n')).not.toContain('canary');
  });
});

describe('the manifest', () => {
  it('says what Space can do, and gives a reason for each no', () => {
    const { capabilities } = createSalto(minimal);
    expect(capabilities).toMatchObject({
      placeKind: 'zone',
      subjectKind: 'access level',
      credentialKinds: ['linked'],
      resolutionSeconds: 60,
      windowsPerGrant: 8,
      horizonMinutes: 525_600,
      nativeValidity: { supported: true },
      readBack: { supported: true },
      listing: { supported: true },
      events: { supported: true },
    });
    for (const support of Object.values(capabilities))
      if (typeof support === 'object' && 'supported' in support && !support.supported)
        expect(support.reason.length).toBeGreaterThan(20);
  });

  it('follows the options', () => {
    const options: SaltoOptions = { ...minimal, resolutionSeconds: 1, maximumIntervals: 3, horizonDays: 7 };
    expect(createSalto(options).capabilities).toMatchObject({
      resolutionSeconds: 1,
      windowsPerGrant: 3,
      horizonMinutes: 10_080,
    });
  });

  it('cannot be read or listed where Space does not tell its access levels, and has no functions for it', () => {
    const provider = createSalto({ ...minimal, readsAccessLevels: false, fixedZones: [] });
    expect(provider.capabilities.readBack).toMatchObject({ supported: false, reason: expect.stringContaining('502') });
    expect(provider.capabilities.listing.supported).toBe(false);
    expect([provider.readGrants, provider.listGrants, provider.listSubjects]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(createSalto(minimal).readGrants).toBeTypeOf('function');
  });
});
