import assert from 'node:assert/strict';
import { AcxError } from '../../../errors/acx-error';
import { receiveHint, subscribe, takeHint, takeHints } from '../hint-moves';
import type { SourceSuite } from '../source-suite';

/** What the source announces, where it does. */
export function hintCases({ section, check, checkWith, source: sample }: SourceSuite): void {
  section('a hint', () => {
    if (sample.hints === undefined)
      return check('is never given', async ({ source }) => assert.equal(source.hints, undefined));

    checkWith(
      'takeHints',
      'comes of a new booking once somebody has subscribed, and names its resource',
      async (stage) => {
        await subscribe(stage);
        for (const resourceId of stage.resources) {
          await stage.book({ resourceId });
          const hints = await takeHints(stage);
          assert.ok(hints.length > 0, 'A new booking is not announced.');
          for (const hint of hints) {
            const { resourceIds, response } = await receiveHint(stage, hint);
            assert.deepEqual(resourceIds, [resourceId], 'A hint names another resource than the one that was booked.');
            assert.ok(response.ok, `A hint was refused with ${response.status}.`);
          }
        }
      },
    );

    checkWith('takeHints', 'comes of a booking that is moved', async (stage) => {
      await subscribe(stage);
      const booking = await stage.book();
      for (const hint of await takeHints(stage)) await receiveHint(stage, hint);
      await stage.vendor.move(booking, stage.slot(2));
      const { resourceIds } = await receiveHint(stage, await takeHint(stage));
      assert.deepEqual(resourceIds, [stage.resources[0]]);
    });

    checkWith('takeHints', 'may come twice', async (stage) => {
      await subscribe(stage);
      await stage.book();
      const hint = await takeHint(stage);
      const again = hint.clone();
      const once = await receiveHint(stage, hint);
      const twice = await receiveHint(stage, again);
      assert.deepEqual(twice.resourceIds, once.resourceIds);
      assert.equal(twice.response.status, once.response.status);
    });

    checkWith(['takeHints', 'bookElsewhere'], 'names nothing when it is of a resource of others', async (stage) => {
      await subscribe(stage);
      await stage.vendor.bookElsewhere?.();
      for (const hint of await takeHints(stage)) {
        const { resourceIds, response } = await receiveHint(stage, hint);
        assert.deepEqual(resourceIds, []);
        assert.ok(response.ok, 'The vendor is told that it is at fault, and may stop telling.');
      }
    });

    checkWith(['takeHints', 'setOutage'], 'is taken without a call to the vendor, also in an outage', async (stage) => {
      await subscribe(stage);
      await stage.book();
      const hint = await takeHint(stage);
      const before = stage.vendor.callsMade();
      await stage.vendor.setOutage?.(true);
      const { resourceIds } = await receiveHint(stage, hint);
      assert.deepEqual(resourceIds, [stage.resources[0]]);
      assert.equal(stage.vendor.callsMade(), before, 'A hint makes a call.');
    });

    checkWith(
      ['takeHints', 'dropSubscriptions'],
      'comes again after the vendor has forgotten and was asked again',
      async (stage) => {
        await subscribe(stage);
        await stage.vendor.dropSubscriptions?.();
        await stage.book();
        assert.equal((await takeHints(stage)).length, 0, 'Somebody is told who was forgotten.');
        await subscribe(stage);
        await stage.book(stage.slot(1));
        const { resourceIds } = await receiveHint(stage, await takeHint(stage));
        assert.deepEqual(resourceIds, [stage.resources[0]]);
      },
    );

    checkWith('setOutage', 'cannot be asked for in an outage, with a passing error', async (stage) => {
      await stage.vendor.setOutage?.(true);
      const failure: unknown = await subscribe(stage).catch((error: unknown) => error);
      assert.ok(AcxError.isInstance(failure) && failure.isRetryable, 'An outage is no passing error.');
      await stage.vendor.setOutage?.(false);
      await subscribe(stage);
    });

    checkWith('takeHints', 'is subscribed under a name that does not tell the address', async (stage) => {
      const subscription = stage.source.hints?.subscription ?? '';
      assert.notEqual(subscription.trim(), '');
      await subscribe(stage);
      assert.equal(stage.source.hints?.subscription, subscription, 'To have subscribed makes it another one.');
      await stage.book();
      const { href, host, pathname } = new URL((await takeHint(stage)).url);
      for (const part of [href, host, ...pathname.split('/').filter((segment) => segment.length >= 8)])
        assert.ok(!subscription.includes(part), 'The name of the subscription tells the address.');
    });
  });
}
