import assert from 'node:assert/strict';
import { assertSilent } from '../canaries';
import { receiveHint, subscribe, takeHint } from '../hint-moves';
import type { SourceSuite } from '../source-suite';

/** Addresses of people and what proves who we are stay out of everything that is logged. */
export function sourcePrivacyCases({ section, checkWith, check, source: sample }: SourceSuite): void {
  section('privacy', () => {
    checkWith('setOutage', 'keeps errors silent in an outage', async (stage) => {
      await stage.book();
      await stage.vendor.setOutage?.(true);
      assertSilent(stage.world, await stage.readFailing());
      if (sample.hints !== undefined)
        assertSilent(stage.world, await subscribe(stage).catch((failure: unknown) => failure));
    });

    checkWith('answerWrongly', 'keeps errors silent about an answer that cannot be read', async (stage) => {
      await stage.book({ attendees: stage.world.people.slice(1) });
      await stage.vendor.answerWrongly?.();
      assertSilent(stage.world, await stage.readFailing());
    });

    checkWith('refuseToken', 'keeps errors and findings silent when credentials are refused', async (stage) => {
      await stage.vendor.refuseToken?.();
      assertSilent(stage.world, await stage.readFailing());
      assertSilent(stage.world, (await stage.source.checkHealth({})).findings);
    });

    check('keeps problems silent about people', async (stage) => {
      const [organizer = '', attendee = ''] = stage.world.people;
      await stage.book({ organizer, attendees: [null, attendee] });
      const { problems } = await stage.read();
      assert.notEqual(problems.length, 0, 'There was no problem to look at.');
      assertSilent(stage.world, problems);
    });

    checkWith(['setStatusWord', 'garble'], 'keeps problems silent about what cannot be understood', async (stage) => {
      const unknown = await stage.book({ attendees: stage.world.people.slice(1) });
      const garbled = await stage.book({ ...stage.slot(1), attendees: stage.world.people.slice(1) });
      await stage.vendor.setStatusWord?.(unknown, 'zorgled');
      assertSilent(stage.world, (await stage.read()).problems);
      await stage.vendor.garble?.(garbled);
      const outcome: unknown = await stage.read().then(
        ({ problems }) => problems,
        (failure: unknown) => failure,
      );
      assertSilent(stage.world, outcome);
    });

    if (sample.hints === undefined) return;

    checkWith('takeHints', 'keeps answers to hints silent', async (stage) => {
      await subscribe(stage);
      await stage.book();
      const hint = await takeHint(stage);
      const body = `${await hint.clone().text()} ${stage.world.people.join(' ')}`;
      for (const request of [hint, new Request(hint.url, { method: 'POST', body }), new Request(hint.url)]) {
        const { response } = await receiveHint(stage, request);
        assertSilent(stage.world, [await response.text(), ...response.headers]);
      }
      assertSilent(stage.world, stage.source.hints?.subscription);
    });
  });
}
