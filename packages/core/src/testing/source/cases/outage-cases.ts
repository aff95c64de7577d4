import assert from 'node:assert/strict';
import { assertReadError } from '../source-stage';
import type { SourceSuite } from '../source-suite';

/** A reading is whole, or it is an error. */
export function outageCases({ section, check, checkWith, source: sample }: SourceSuite): void {
  section('a reading that fails', () => {
    checkWith('setOutage', 'is a passing error in an outage, and is whole again after it', async (stage) => {
      await stage.book();
      const before = await stage.read();
      await stage.vendor.setOutage?.(true);
      const { isRetryable } = await stage.readFailing();
      assert.ok(isRetryable, 'An outage is told as final.');
      await stage.vendor.setOutage?.(false);
      assert.deepEqual(await stage.read(), before);
    });

    for (let calls = 0; calls < sample.callsPerRead; calls += 1)
      checkWith('breakOffAfter', `is an error and no part of a reading, after ${calls} of its calls`, async (stage) => {
        await stage.book();
        const before = await stage.read();
        await stage.vendor.breakOffAfter?.(calls);
        await stage.readFailing();
        assert.deepEqual(await stage.read(), before);
      });

    checkWith('answerWrongly', 'is an error when the answer cannot be what is booked', async (stage) => {
      await stage.book();
      const before = await stage.read();
      await stage.vendor.answerWrongly?.();
      await stage.readFailing();
      assert.deepEqual(await stage.read(), before);
    });

    checkWith('refuseToken', 'says that it is the credentials, when it is', async (stage) => {
      await stage.book();
      await stage.vendor.refuseToken?.();
      const { code, isRetryable } = await stage.readFailing();
      assert.equal(code, 'authentication');
      assert.equal(isRetryable, false, 'Refused credentials are told as passing.');
    });

    check('is given up when the caller gives up', async ({ source, resources: [resourceId], now, book }) => {
      await book();
      const controller = new AbortController();
      const reading = source.read({ resourceId, at: now() }, { signal: controller.signal });
      controller.abort();
      assertReadError(await reading.catch((failure: unknown) => failure));
    });

    check('is not begun when the caller has given up', async ({ source, vendor, resources: [resourceId], now }) => {
      const before = vendor.callsMade();
      const reading = source.read({ resourceId, at: now() }, { signal: AbortSignal.abort() });
      assertReadError(await reading.catch((failure: unknown) => failure));
      assert.equal(vendor.callsMade(), before, 'The vendor was asked all the same.');
    });
  });
}
