import { InvalidInputError, ResponseValidationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { answerTo, collect, failureOf, refusalOf, useTestVendor } from './__fixtures__/salto-test-vendor';
import type { SaltoZonePermission } from './salto-access-level';

const READ = 'SaltoDBGroupList.Read';
const record = (content: string) =>
  `<SaltoDB.AccessPermission.Group_Zone>${content}</SaltoDB.AccessPermission.Group_Zone>`;
const LIST = 'SaltoDB.AccessPermissionList.Group_Zone';
const level = (id: string, records = '') =>
  `<SaltoDBGroup><ExtGroupID>${id}</ExtGroupID><Name>n</Name><${LIST}>${records}</${LIST}></SaltoDBGroup>`;
const levels = (end: number, ...found: string[]) =>
  answerTo(READ, `<SaltoDBGroupList>${found.join('')}</SaltoDBGroupList><EOF>${end}</EOF>`);

describe('finding an access level', () => {
  const vendor = useTestVendor();

  it('reads the whole list when a page does not hold the record that it begins with', async () => {
    vendor.answer(levels(1, level('C')), levels(0, level('A'), level('B')), levels(1, level('B'), level('C')));
    expect(await vendor.client().accessLevels.find('B')).toMatchObject({ id: 'B', zonePermissions: [] });
    expect(vendor.seen).toHaveLength(2);
  });

  it.each([
    ['is not there', levels(1, level('C'))],
    ['differs in upper and lower case', levels(1, level('b'))],
    ['cannot be begun at', refusalOf(READ, 11)],
  ])('finds none when the id %s', async (_what, near) => {
    vendor.answer(near, levels(1, level('A'), level('b')));
    expect(await vendor.client().accessLevels.find('B')).toBeUndefined();
  });

  it('passes on that Space cannot tell', async () => {
    vendor.answer(refusalOf(READ, 502));
    expect(await failureOf(vendor.client().accessLevels.find('B'))).toMatchObject({ vendorCode: '502' });
    expect(vendor.seen).toHaveLength(1);
  });
});

describe('the zone permissions of an access level', () => {
  const vendor = useTestVendor();
  const period = '<Period><StartDate>2026-07-01T00:00:00</StartDate><EndDate>2026-07-01T23:59:59</EndDate></Period>';
  const zone = '<ExtZoneID>GYM</ExtZoneID>';
  const slot = '<TimezoneTableID>900</TimezoneTableID>';
  const read = async (content: string) => {
    vendor.answer(levels(1, level('A', content)));
    return (await collect(vendor.client().accessLevels.list({ zonePermissions: true })))[0]?.zonePermissions;
  };

  it.each([
    ['no zone', record(`${slot}<UsePeriod>0</UsePeriod>`)],
    ['two zones', record(`${zone}${zone}${slot}<UsePeriod>0</UsePeriod>`)],
    ['no timetable', record(`${zone}<UsePeriod>0</UsePeriod>`)],
    ['a timetable in words', record(`${zone}<TimezoneTableID>any</TimezoneTableID><UsePeriod>0</UsePeriod>`)],
    ['a negative timetable', record(`${zone}<TimezoneTableID>-1</TimezoneTableID><UsePeriod>0</UsePeriod>`)],
    ['nothing about its period', record(`${zone}${slot}${period}`)],
    ['a word about its period', record(`${zone}${slot}<UsePeriod>true</UsePeriod>${period}`)],
    ['a period that is missing', record(`${zone}${slot}<UsePeriod>1</UsePeriod>`)],
    ['two periods', record(`${zone}${slot}<UsePeriod>1</UsePeriod>${period}${period}`)],
    ['an empty period', record(`${zone}${slot}<UsePeriod>1</UsePeriod><Period/>`)],
    ['a date with a zone', record(`${zone}${slot}<UsePeriod>1</UsePeriod>${period.replace(/00</, '00Z<')}`)],
    ['something else in the list', `<Other>${zone}${slot}<UsePeriod>0</UsePeriod></Other>`],
  ])('are not believed with %s', async (_what, content) => {
    expect(await failureOf(read(content))).toBeInstanceOf(ResponseValidationError);
  });

  it('keep the dates that mean "no date" when the period is used', async () => {
    const sentinel = period.replaceAll(/2026-07-01T[\d:]+/g, '1900-01-01T00:00:00');
    expect(await read(record(`${zone}${slot}<UsePeriod>1</UsePeriod>${sentinel}`))).toMatchObject([
      { period: { startsAt: '1900-01-01T00:00:00', endsAt: '1900-01-01T00:00:00' } },
    ]);
  });

  const update = (zonePermissions: readonly SaltoZonePermission[]) => {
    vendor.answer(answerTo('SaltoDBGroup.Update', ''));
    return vendor.client().accessLevels.update({ id: 'A', zonePermissions });
  };

  it('that were read are written back as they came, also when Space holds a zone twice', async () => {
    const content =
      record(`<Odd>&lt;</Odd>${zone}${slot}<UsePeriod>1</UsePeriod>${period}`) +
      record(`${zone}${slot}<UsePeriod>0</UsePeriod>`);
    await update((await read(content)) ?? []);
    expect(vendor.seen.at(-1)?.body).toContain(`<${LIST}>${content}</${LIST}>`);
  });

  it('that were read and changed are refused while they still have their source', async () => {
    const [found] = (await read(record(`${zone}${slot}<UsePeriod>0</UsePeriod>`))) ?? [];
    if (found === undefined) throw new Error('Nothing was read.');
    vendor.seen.length = 0;
    const failure = await failureOf(update([{ ...found, timetable: 0 }]));
    expect(failure).toBeInstanceOf(InvalidInputError);
    expect(String(failure)).toContain('zonePermissions[0]: says something else than its source');
    expect(await failureOf(update([found, { zone: 'GYM', timetable: 1 }]))).toBeInstanceOf(InvalidInputError);
    expect(vendor.seen).toEqual([]);
    await update([{ ...found, timetable: 0, source: undefined }]);
    expect(vendor.seen).toHaveLength(1);
  });

  const day = (startsAt: string, endsAt: string): SaltoZonePermission => ({
    zone: 'GYM',
    timetable: 1,
    period: { startsAt, endsAt },
  });
  it.each<[string, SaltoZonePermission]>([
    ['an empty zone', { zone: '', timetable: 1 }],
    ['a zone with a space behind it', { zone: 'GYM ', timetable: 1 }],
    ['a zone of 33 characters', { zone: 'x'.repeat(33), timetable: 1 }],
    ['half a timetable', { zone: 'GYM', timetable: 0.5 }],
    ['a negative timetable', { zone: 'GYM', timetable: -1 }],
    ['a period that is turned round', day('2026-07-02T00:00:00', '2026-07-01T00:00:00')],
    ['a date that is not padded', day('2026-7-1T00:00:00', '2026-07-02T00:00:00')],
    ['an instant', day('2026-07-01T00:00:00Z', '2026-07-02T00:00:00Z')],
    ['a date that does not exist', day('2026-02-29T00:00:00', '2026-07-02T00:00:00')],
  ])('are not sent with %s', async (_what, permission) => {
    expect(await failureOf(update([permission]))).toBeInstanceOf(InvalidInputError);
    expect(vendor.seen).toEqual([]);
  });

  it.each(['', ' A', 'x'.repeat(33), 'A\u0000'])('are not sent to the access level %j', async (id) => {
    const { accessLevels } = vendor.client();
    const calls = [accessLevels.update({ id }), accessLevels.delete(id), accessLevels.insert({ id, name: '' })];
    for (const failure of await Promise.all(calls.map(failureOf))) expect(failure).toBeInstanceOf(InvalidInputError);
    expect(vendor.seen).toEqual([]);
  });
});
