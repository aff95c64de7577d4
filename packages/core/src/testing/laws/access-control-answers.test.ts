import { describe, expect, it } from 'vitest';
import { formatPlan } from '../../policy/format-plan';
import { gym, hall } from './law-bookings';
import { atMinute, createLawWorld } from './law-world';

describe('a dry run', () => {
  it('counts what storing really costs, neighbours included, and changes nothing', async () => {
    const { access, vendor, ledger } = createLawWorld();
    await access.putBooking(gym('b1', 60, 90));
    await access.runDue();
    const plan = await access.plan(gym('b2', 92, 120, 'ben'));
    expect(await ledger.transaction(({ bookings }) => bookings.find('b2'))).toBeUndefined();
    const { calls } = vendor;
    await access.putBooking(gym('b2', 92, 120, 'ben'));
    await access.runDue();
    expect(plan.vendorCalls).toBe(vendor.calls - calls);
    expect(plan.changes.map(({ kind }) => kind).sort()).toEqual(['create', 'update']);
    expect(formatPlan(plan)).toContain('2 vendor calls');
  });

  it('says that an older revision would change nothing', async () => {
    const { access } = createLawWorld();
    await access.putBooking({ ...gym('b1', 60, 90), revision: 3 });
    expect(await access.plan({ ...gym('b1', 60, 120), revision: 2 })).toMatchObject({
      isOutdated: true,
      changes: [],
      vendorCalls: 0,
    });
  });
});

describe('a check', () => {
  it.each(['report', 'heal'] as const)('finds what was removed, altered and made by hand (%s)', async (mode) => {
    const { access, vendor } = createLawWorld();
    await access.putBooking(gym('b1', 60, 90));
    await access.putBooking(hall('b2', 60, 90));
    await access.runDue();
    const [first, second] = vendor.held();
    vendor.remove(first?.vendorReference ?? '');
    vendor.edit(second?.vendorReference ?? '', { windows: [{ startsAt: atMinute(0), endsAt: atMinute(600) }] });
    vendor.addForeign({ place: 'gym-door', subject: 'subject-ben', windows: 'always' });
    const report = await access.check({ providerId: 'fake', mode });
    expect(report).toMatchObject({ held: 2, foreign: 1 });
    expect(report.drift.map(({ kind }) => kind).sort()).toEqual(['altered', 'missing']);
    await access.runDue();
    const isRepaired = (await access.check({ providerId: 'fake' })).drift.length === 0;
    expect(isRepaired).toBe(mode === 'heal');
  });
});

describe('explain', () => {
  const question = { providerId: 'fake', subject: 'subject-ada', place: 'gym-door' };

  it('says why somebody can or cannot pass, before, during and after, and what happened', async () => {
    const { access } = createLawWorld();
    expect(await access.explain({ ...question, at: atMinute(70) })).toMatchObject({
      verdict: 'deny',
      reasons: [expect.stringContaining('No booking')],
    });
    await access.putBooking(gym('b1', 60, 90));
    await access.runDue();
    expect(await access.explain({ ...question, at: atMinute(70) })).toMatchObject({
      verdict: 'allow',
      reasons: [expect.stringContaining('opens it from')],
    });
    expect(await access.explain({ ...question, at: atMinute(200) })).toMatchObject({
      verdict: 'deny',
      reasons: [expect.stringContaining('opens it only from')],
    });
    await access.cancelBooking('b1');
    await access.runDue();
    const { verdict, reasons, journal } = await access.explain({ ...question, at: atMinute(70) });
    expect({ verdict, reasons }).toMatchObject({ verdict: 'deny', reasons: [expect.stringContaining('taken back')] });
    expect(journal.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['booking_stored', 'intent', 'applied', 'booking_cancelled']),
    );
  });

  it('knows what a vendor without dates will open later', async () => {
    const { access } = createLawWorld({ manifest: { nativeValidity: false } });
    await access.putBooking(gym('b1', 60, 90));
    await access.runDue();
    expect((await access.explain({ ...question, at: atMinute(70) })).verdict).toBe('allow');
  });

  it('says in words why a booking waits', async () => {
    const { access } = createLawWorld({ manifest: { windowsPerGrant: 1 } });
    await access.putBooking(gym('b1', 60, 90));
    await access.putBooking(gym('b2', 120, 150));
    await access.runDue();
    expect((await access.explain({ ...question, at: atMinute(130) })).reasons).toContainEqual(
      expect.stringContaining('waits: an earlier booking has the right, and it is handed over by itself.'),
    );
  });

  it('refuses a question that it cannot understand', async () => {
    const { access } = createLawWorld();
    await expect(access.explain({ ...question, at: 'tomorrow' })).rejects.toThrow(/at: /);
  });
});
