import assert from 'node:assert/strict';
import { type Instant, instantFromMs, instantToMs } from '../../../model/instant';
import type { Window } from '../../../model/window';
import type { SourceStage } from '../source-stage';
import type { SourceSuite } from '../source-suite';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The window of a reading is what there is, whole. */
export function windowCases({ section, check }: SourceSuite): void {
  section('the window of a reading', () => {
    check('covers the instant that was asked for, on every hour of two days', async (stage) => {
      const startMs = instantToMs(stage.now());
      for (let hour = 0; hour <= 48; hour += 4) await stage.read({ at: instantFromMs(startMs + hour * HOUR_MS) });
    });

    check('does not go back when time goes on', async (stage) => {
      const { window } = await stage.read();
      const later = await stage.read({ at: dayAfter(stage.now()) });
      assert.ok(later.window.startsAt >= window.startsAt, 'It begins earlier than before.');
      assert.ok(later.window.endsAt > window.endsAt, 'It does not move on.');
    });

    check('cuts no booking: one across its end is whole', async (stage) => {
      const { window } = await stage.read();
      await assertWhole(stage, around(window.endsAt), stage.now());
    });

    check('cuts no booking: one across its start is whole', async (stage) => {
      const at = dayAfter(stage.now());
      const { window } = await stage.read({ at });
      await assertWhole(stage, around(window.startsAt), at);
    });

    check('cuts no booking: one across midnight has one id, and is whole, on both days', async (stage) => {
      const at = dayAfter(stage.now());
      const { window } = await stage.read({ at });
      const night = around(window.startsAt);
      const isSeen = (await stage.read()).window.endsAt > night.startsAt;
      const after = await assertWhole(stage, night, at);
      if (isSeen) assert.equal(await readId(stage, night, stage.now()), after, 'A night is two bookings.');
    });

    check('cuts no booking: one that is longer is whole', async (stage) => {
      const at = dayAfter(stage.now());
      const { window } = await stage.read({ at });
      const startsAt = instantFromMs(instantToMs(window.startsAt) - HOUR_MS);
      await assertWhole(stage, { startsAt, endsAt: instantFromMs(instantToMs(window.endsAt) + HOUR_MS) }, at);
    });
  });
}

async function assertWhole(stage: SourceStage, window: Window, at: Instant): Promise<string> {
  await stage.book(window);
  const { startsAt, endsAt } = await stage.readBooking(window, { at });
  assert.deepEqual({ startsAt, endsAt }, window, 'A booking is cut.');
  return readId(stage, window, at);
}

async function readId(stage: SourceStage, window: Window, at: Instant): Promise<string> {
  return (await stage.readBooking(window, { at })).id;
}

function around(instant: Instant): Window {
  const ms = instantToMs(instant);
  return { startsAt: instantFromMs(ms - HOUR_MS), endsAt: instantFromMs(ms + HOUR_MS) };
}

function dayAfter(instant: Instant): Instant {
  return instantFromMs(instantToMs(instant) + DAY_MS);
}
