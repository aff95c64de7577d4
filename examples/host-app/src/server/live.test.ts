import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LiveEvent } from '../contract/live-events';
import { book, draft, until } from './__fixtures__/bookings-of';
import { type Browser, type RunningDemo, startRunningDemo, TODAY } from './__fixtures__/running-demo';

let demo: RunningDemo;
beforeAll(async () => {
  demo = await startRunningDemo();
});
afterAll(() => demo.end());

/** Hears what happens, until somebody has heard enough. */
async function listen(browser: Browser) {
  const heard: LiveEvent[] = [];
  const ending = new AbortController();
  const answer = await fetch(`${demo.url}/api/live`, { headers: { cookie: browser.cookie() }, signal: ending.signal });
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? [])
      for (const line of decoder.decode(chunk).split('\n'))
        if (line.startsWith('data: ')) heard.push(JSON.parse(line.slice(6)));
  };
  const reading = read().catch(() => {});
  const untilHeard = async (isWanted: (event: LiveEvent) => boolean): Promise<LiveEvent> => {
    for (let tries = 0; tries < 10_000; tries += 1) {
      const found = heard.find(isWanted);
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error('It was not told.');
  };
  const end = (): Promise<void> => {
    ending.abort();
    return reading;
  };
  return { type: answer.headers.get('content-type'), heard, untilHeard, reading, end };
}

test('what happens at a door is told to those whose affair it is, and checks a booking in', async () => {
  const [ada, ben, mia] = [await demo.as('ada'), await demo.as('ben'), await demo.as('mia')];
  const [hers, his, theirs] = [await listen(ada), await listen(ben), await listen(mia)];
  expect(hers.type).toBe('text/event-stream');

  const { id } = await book(ada, draft('parking', '08:30', '12:00'));
  await hers.untilHeard((event) => event.type === 'changed' && event.what === 'bookings');
  await until(ada, id, 'ready');
  const then = `${TODAY}T08:30:00.000Z`;
  await ada.send('POST', '/api/clock', { to: then });
  await hers.untilHeard((event) => event.type === 'clock' && event.now === then);
  await until(ada, id, 'live');
  await ada.send('POST', '/api/doors/barrier-entry/present', { credentialId: 'ada' });

  const isCheckIn = (event: LiveEvent): boolean => event.type === 'door' && event.event.type === 'checked_in';
  expect(await hers.untilHeard(isCheckIn)).toMatchObject({ event: { at: then, doorName: 'Parking space' } });
  await theirs.untilHeard(isCheckIn);
  expect(his.heard.filter(({ type }) => type === 'door')).toEqual([]);
  expect((await until(ada, id, 'live')).checkedInAt).toBe(then);

  const later = await listen(ada);
  await later.untilHeard(isCheckIn);
  await Promise.all([hers, his, theirs, later].map(({ end }) => end()));
});

test('who logs out hears nothing more, also on a page that is still open', async () => {
  const [here, there] = [await demo.as('ada'), await demo.as('ada')];
  const [left, kept] = [await listen(here), await listen(there)];
  await here.send('DELETE', '/api/session');
  const heard = left.heard.length;
  await book(there, draft('gym', '20:00', '21:00'));
  await kept.untilHeard((event) => event.type === 'changed' && event.what === 'bookings');
  await left.reading;
  expect(left.heard).toHaveLength(heard);
  await kept.end();
});
