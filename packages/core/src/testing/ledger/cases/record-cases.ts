import assert from 'node:assert/strict';
import type { AcxErrorJson } from '../../../errors/acx-error';
import type { BookingRecord, GrantRecord, PermissionRecord } from '../../../ports/ledger-records';
import { accessEventOf, failureNoticeOf } from '../delivery-rows';
import { bookingOf, grantOf, minute, minutes, permissionOf } from '../ledger-rows';
import type { LedgerSuite } from '../ledger-suite';
import { recordWays } from '../record-ways';

/** What goes in and comes out. */
export function recordCases({ section, check }: LedgerSuite): void {
  section('records', () => {
    for (const { what, record, begin, read } of recordWays) {
      check(`come out as they went in, also after a reopening: ${what}`, async ({ run, reopen }) => {
        await run(begin().save);
        for (let opening = 0; opening < 2; opening += 1) {
          const found = await run(read);
          assert.notEqual(found.length, 0);
          for (const one of found) assert.deepEqual(one, record);
          await reopen();
        }
      });

      check(`are not changed by whoever changes what was saved or read: ${what}`, async ({ run }) => {
        const { mine, save } = begin();
        await run(async (transaction) => {
          await save(transaction);
          spoil(mine);
          for (const one of await read(transaction)) assert.deepEqual(one, record);
        });
        for (const one of await run(read)) spoil(one);
        for (const one of await run(read)) assert.deepEqual(one, record);
      });
    }

    check('keep every field that they may have', async ({ run, reopen }) => {
      const error: AcxErrorJson = {
        name: 'MappingError',
        code: 'mapping',
        message: 'no place',
        isRetryable: false,
        effect: 'none',
        ...{ places: ['gym', 'pool'], count: 2, isLast: true },
      };
      const booking: BookingRecord = {
        ...bookingOf('b1', { kind: 'visit', visitor: { name: 'Zoë 💐' }, seriesId: 'series-1', revision: 2 ** 40 }),
        directoryAnswer: { holders: [{ holderId: 'ada', subjects: [] }] },
        cancelledBy: 'feed',
        problems: [error],
        checkIn: {
          ...{ at: minute(61.5), eventId: 'e1', providerId: 'site-1', place: 'gym-door' },
          ...{ holderIds: ['ada'], isCorrection: true },
        },
      };
      const plain = permissionOf('b1');
      const permission: PermissionRecord = {
        ...plain,
        permission: {
          ...plain.permission,
          label: 'Ada',
          credential: 'pin',
          adjustments: ['buffered', 'repeated_hour'],
        },
        status: {
          ...{
            state: 'waiting',
            waitingReason: 'grant_occupied',
            expectedAt: minute(30),
            revokeReason: 'moved',
            error,
          },
          windows: [{ ...minutes(60, 120), adjustments: ['rounded_to_slot'] }],
        },
      };
      const grant: GrantRecord = {
        ...grantOf('g1', { certainty: 'unknown', intended: { n: 2 }, vendorReference: 'reference-1' }),
        issuedCredential: { kind: 'pin', value: '004711' },
        told: { state: { n: 1 }, vendorReference: 'reference-0', window: minutes(60, 120), visitor: 'fingerprint' },
        lapsesAt: minute(120),
        sweepAt: minute(130),
        failure: { wanted: '{"n":2}', error, laneVersion: 3 },
      };
      await run(async (transaction) => {
        await transaction.bookings.save(booking);
        await transaction.permissions.save(permission);
        await transaction.grants.save(grant);
      });
      await reopen();
      await run(async ({ bookings, permissions, grants }) => {
        assert.deepEqual(await bookings.find('b1'), booking);
        assert.deepEqual(await permissions.listOfBooking('b1'), [permission]);
        assert.deepEqual(await grants.find('site-1', 'g1'), grant);
      });
    });

    check('leave out the fields that are undefined', async ({ run }) => {
      const [booking, grant] = [bookingOf('b1'), grantOf('g1')];
      await run(async ({ bookings, grants, events, notices }) => {
        await bookings.save({ ...booking, checkIn: undefined, booking: { ...booking.booking, seriesId: undefined } });
        await grants.save({ ...grant, intended: undefined, told: undefined, failure: undefined });
        await events.add({ ...accessEventOf('e1'), subject: undefined });
        await notices.add({ ...failureNoticeOf('n1', 'b1'), providerId: undefined, place: undefined });
      });
      await run(async ({ bookings, grants, events, notices }) => {
        assert.deepEqual(await bookings.find('b1'), booking);
        assert.deepEqual(await grants.find('site-1', 'g1'), grant);
        assert.deepEqual((await events.listUndelivered({ limit: 9 }))[0]?.event, accessEventOf('e1'));
        assert.deepEqual(await notices.listUndelivered(9), [failureNoticeOf('n1', 'b1')]);
      });
    });

    check('lose a field that the next saving leaves out', async ({ run }) => {
      await run(async ({ bookings, grants }) => {
        await bookings.save({ ...bookingOf('b1'), cancelledBy: 'feed' });
        await bookings.save(bookingOf('b1'));
        await grants.save(grantOf('g1', { issuedCredential: { kind: 'pin', value: '1234' }, lapsesAt: minute(1) }));
        await grants.save(grantOf('g1'));
        assert.deepEqual(await bookings.find('b1'), bookingOf('b1'));
        assert.deepEqual(await grants.find('site-1', 'g1'), grantOf('g1'));
      });
    });
  });
}

/** Overwrites everything in it, as far as it lets itself be changed. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value)) {
    spoil(Reflect.get(value, name));
    Reflect.set(value, name, 'spoilt');
  }
}
