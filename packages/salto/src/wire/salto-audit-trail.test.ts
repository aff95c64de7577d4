import { InvalidInputError, ResponseValidationError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { answerTo, collect, failureOf, useTestVendor } from './__fixtures__/salto-test-vendor';

const event = (id: number | string) =>
  `<SaltoDBAuditTrailEvent><EventID>${id}</EventID><EventDateTime>2026-07-01T08:00:00</EventDateTime><Operation>17</Operation></SaltoDBAuditTrailEvent>`;
const page = (ids: readonly (number | string)[], end?: number) =>
  answerTo(
    'SaltoDBAuditTrail.Read',
    `<SaltoDBAuditTrail>${ids.map(event).join('')}</SaltoDBAuditTrail>${end === undefined ? '' : `<EOF>${end}</EOF>`}`,
  );

describe('the audit trail', () => {
  const vendor = useTestVendor();
  const ids = async (after?: number) =>
    (await collect(vendor.client().auditTrail.list({ after, limit: 3 }))).map(({ id }) => id);

  it('is read on from an event, which is in the answer and not told again', async () => {
    vendor.answer(page([5, 6, 7], 0), page([7, 8], 1));
    expect(await ids(5)).toEqual([6, 7, 8]);
    expect(vendor.seen.map(({ body }) => /<StartingFromEventID>(\d+)</.exec(body)?.[1])).toEqual(['5', '7']);
  });

  it('is read right where the answer begins behind the event', async () => {
    vendor.answer(page([6, 7], 0), page([8], 1));
    expect(await ids(5)).toEqual([6, 7, 8]);
  });

  it('is read from its beginning without an event', async () => {
    vendor.answer(page([1, 2, 3], 1));
    expect(await ids()).toEqual([1, 2, 3]);
    expect(vendor.seen[0]?.body).not.toContain('StartingFromEventID');
  });

  it('goes on until nothing new comes where no page says whether it is the last', async () => {
    // Space may give fewer than it is asked for.
    vendor.answer(page([5, 6]), page([6, 7]), page([7, 8]), page([8]));
    expect(await ids(5)).toEqual([6, 7, 8]);
  });

  it('has ended when nothing is behind the event', async () => {
    vendor.answer(page([5]));
    expect(await ids(5)).toEqual([]);
    vendor.answer(page([], 1));
    expect(await ids(5)).toEqual([]);
  });

  it.each([
    ['the numbers go back', [page([5, 7, 6], 1)]],
    ['a number comes twice', [page([5, 6, 6], 1)]],
    ['a page begins before the event', [page([4, 5, 6], 1)]],
    ['a page brings nothing new', [page([5], 0)]],
    ['a number is none', [page(['6a'], 1)]],
  ])('is not believed when %s', async (_what, pages) => {
    vendor.answer(...pages);
    expect(await failureOf(ids(5))).toBeInstanceOf(ResponseValidationError);
  });

  it('takes a page of one only where nothing has to move on', async () => {
    vendor.answer(page([9], 0));
    expect(await vendor.client().auditTrail.read({ limit: 1, isDescending: true })).toMatchObject({
      events: [{ id: 9 }],
      isLast: false,
    });
    expect(await failureOf(collect(vendor.client().auditTrail.list({ limit: 1 })))).toBeInstanceOf(InvalidInputError);
    for (const request of [{ limit: 0 }, { limit: 1001 }, { startingFrom: -1 }, { startingFrom: 0.5 }])
      expect(await failureOf(vendor.client().auditTrail.read(request))).toBeInstanceOf(InvalidInputError);
  });
});
