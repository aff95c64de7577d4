import assert from 'node:assert/strict';
import { AcxError } from '../../../errors/acx-error';
import type { SoundReading } from '../sound-reading';
import type { SourceStage } from '../source-stage';
import type { SourceSuite } from '../source-suite';

/** What cannot be understood opens nothing, is not taken for gone, and is told. */
export function doubtCases({ section, checkWith }: SourceSuite): void {
  section('doubt', () => {
    for (const word of ['zorgled', 'not confirmed', 'constructor', ' '])
      checkWith(
        'setStatusWord',
        `about the status ${JSON.stringify(word)} opens nothing, and is told`,
        async (stage) => {
          const booking = await stage.book();
          const { id } = await stage.readBooking();
          await stage.vendor.setStatusWord?.(booking, word);
          const { bookings, unreadable, problems } = await stage.read();
          assert.ok(!bookings.some(({ status }) => status === 'confirmed'), 'An unknown word lets people in.');
          assert.ok(
            !unreadable.includes(id),
            'An unknown word leaves a booking as it was, and may have let people in.',
          );
          assert.ok(
            problems.some(({ problem, bookingId }) => problem === 'status_unrecognised' && bookingId === id),
            'Nobody is told of an unknown word.',
          );
        },
      );

    checkWith('garble', 'about a booking that cannot be read changes nothing, and is told', async (stage) => {
      const booking = await stage.book();
      await stage.book(stage.slot(1));
      const { id } = await stage.readBooking();
      await stage.vendor.garble?.(booking);
      const reading = await readOrFail(stage);
      if (reading === undefined) return;
      assert.ok(reading.unreadable.includes(id), 'A booking that cannot be read is taken for something else.');
      assert.ok(
        reading.problems.some(({ bookingId }) => bookingId === id),
        'Nobody is told of a booking that cannot be read.',
      );
      await stage.readBooking(stage.slot(1));
    });
  });
}

/** Nothing, when the whole reading is given up: then nothing changes either. */
async function readOrFail(stage: SourceStage): Promise<SoundReading | undefined> {
  try {
    return await stage.read();
  } catch (failure) {
    if (AcxError.isInstance(failure)) return undefined;
    throw failure;
  }
}
