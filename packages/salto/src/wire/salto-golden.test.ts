import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AcxError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { frameOf, startTestStp } from './__fixtures__/salto-test-stp';
import { collect, useTestVendor } from './__fixtures__/salto-test-vendor';
import type { SaltoClient } from './salto-client';

const FOLDER = join(import.meta.dirname, '../__fixtures__');
const ID = 'APT-501';
const lobby = {
  name: 'SaltoDB.AccessPermission.Group_Zone',
  children: [
    { name: 'ExtZoneID', text: 'LOBBY' },
    { name: 'TimezoneTableID', text: '0' },
    { name: 'UsePeriod', text: '0' },
    {
      name: 'Period',
      children: [
        { name: 'StartDate', text: '1900-1-1T00:00:00' },
        { name: 'EndDate', text: '1900-1-1T00:00:00' },
      ],
    },
    { name: 'Priority', text: 'high' },
    { name: 'Empty' },
  ],
};

/** Which call each folder is about. */
const calls: Readonly<Record<string, (client: SaltoClient) => Promise<unknown>>> = {
  getInfo__reads_protocol_and_clock: (client) => client.getInfo(),
  getInfo__tolerates_prefixes_comments_and_cdata: (client) => client.getInfo(),
  listAccessLevels__reads_zone_permissions_as_space_writes_them: ({ accessLevels }) =>
    collect(accessLevels.list({ zonePermissions: true })),
  listAccessLevels__asks_for_no_permissions_by_default: ({ accessLevels }) => collect(accessLevels.list()),
  findAccessLevel__starts_at_the_id: ({ accessLevels }) => accessLevels.find(ID),
  insertAccessLevel__keeps_accents_emoji_and_ampersands: ({ accessLevels }) =>
    accessLevels.insert({ id: ID, name: 'Zoë & Søn <5.1> 🏠', description: '&amp; "as it is"' }),
  updateAccessLevel__writes_what_others_hold_back_untouched: ({ accessLevels }) =>
    accessLevels.update({
      id: ID,
      zonePermissions: [
        { zone: 'LOBBY', timetable: 0, source: lobby },
        { zone: 'GYM', timetable: 900, period: { startsAt: '2026-07-01T00:00:00', endsAt: '2026-07-01T23:59:59' } },
        { zone: 'POOL', timetable: 0 },
      ],
    }),
  updateAccessLevel__empties_the_list_with_a_closed_wrapper: ({ accessLevels }) =>
    accessLevels.update({ id: ID, zonePermissions: [] }),
  updateAccessLevel__sends_only_what_is_given: ({ accessLevels }) => accessLevels.update({ id: ID, name: '5.1' }),
  updateAccessLevel__tells_that_there_is_none: ({ accessLevels }) => accessLevels.update({ id: ID, name: '5.1' }),
  deleteAccessLevel__sends_the_id: ({ accessLevels }) => accessLevels.delete(ID),
  listZones__reads_doors: ({ zones }) => collect(zones.list({ doors: true })),
  listTimetables__reads_intervals_and_day_types: ({ timetables }) => collect(timetables.list({ from: 900 })),
  updateTimetable__writes_all_ten_flags_of_every_interval: ({ timetables }) =>
    timetables.update({
      id: 900,
      name: 'ACX & é',
      description: 'Ours',
      intervals: [
        { startsAt: '08:00:00', endsAt: '12:00:00', days: ['monday', 'holiday'] },
        { startsAt: '18:30:00', endsAt: '23:59:59', days: ['saturday', 'special2'] },
      ],
    }),
  updateTimetable__empties_a_slot: ({ timetables }) => timetables.update({ id: 900, name: 'free', intervals: [] }),
  listUsers__reads_access_levels: ({ users }) => collect(users.list({ accessLevels: true })),
  listDoors__reads_zones: ({ doors }) => collect(doors.list({ zones: true })),
  readAuditTrail__keeps_the_event_that_it_starts_from: ({ auditTrail }) =>
    auditTrail.read({ startingFrom: 7, limit: 50, filter: 'Operation < 100 & x', isDescending: true }),
  openDoors__tells_of_each_door: ({ doors }) => doors.open(['D1', 'Käfig & Tür']),
  listDoorStatus__keeps_the_words_of_space: ({ doors }) => doors.listStatus(['D1']),
};

const read = (name: string, file: string): string => readFileSync(join(FOLDER, name, file), 'utf8');
/** Without the white space that makes a fixture readable. */
const compact = (xml: string): string => xml.replace(/>\s+</g, '><').trim();
/** What a call came to, as JSON. */
const outcomeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (value) => JSON.parse(JSON.stringify(value ?? null)),
    (error: unknown) => (AcxError.isInstance(error) ? { error: error.toJSON() } : error),
  );

describe('what is sent and read', () => {
  const vendor = useTestVendor();

  it('has a call for every folder', () => {
    expect(readdirSync(FOLDER).filter((name) => name.includes('__'))).toEqual(Object.keys(calls).sort());
  });

  it.each(Object.entries(calls))('is as written down over HTTP: %s', async (name, call) => {
    vendor.answer(read(name, 'response.xml'));
    expect(await outcomeOf(call(vendor.client()))).toEqual(JSON.parse(read(name, 'expected.json')));
    expect(vendor.seen.map(({ body }) => body)).toEqual([compact(read(name, 'request.xml'))]);
  });

  it.each(Object.entries(calls))('is as written down over STP: %s', async (name, call) => {
    const stp = await startTestStp(({ socket }) => socket.write(frameOf(read(name, 'response.xml'), '01')));
    expect(await outcomeOf(call(stp.client()))).toEqual(JSON.parse(read(name, 'expected.json')));
    expect(stp.seen).toEqual([compact(read(name, 'request.xml'))]);
  });
});
