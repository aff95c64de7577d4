import { afterEach, expect, it } from 'vitest';
import type { StoryStep } from '../contract/live-events';
import { createPlainHost } from './__fixtures__/plain-host';
import { createDemoWorld } from './create-demo-world';
import { formatStoryStep } from './format-story-step';
import { playStory } from './story';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function create(startsAt: string) {
  const world = await createDemoWorld({ startsAt, isRunning: false });
  const host = await createPlainHost(world);
  closers.push(host.close);
  const steps: StoryStep[] = [];
  const playUntil = async (words?: RegExp): Promise<void> => {
    const breakOff = new AbortController();
    await playStory({
      ...{ host: host.story, world, signal: breakOff.signal },
      onStep(step) {
        steps.push(step);
        if (words?.test(step.words)) breakOff.abort();
      },
    });
  };
  return { world, steps, playUntil };
}

/** Who tried which door when, and whether it opened: one line each. */
const verdicts = `
08:00 closed Ada → Gym
08:40 closed Ben → Car park, entry
08:50 opens  Ben → Car park, entry
08:50 closed Somebody → Car park, entry
10:00 opens  Ada → Gym
10:00 closed Ben → Gym
10:29 closed Vera → Lobby
10:30 opens  Vera → Lobby
10:30 closed Somebody → Lobby
10:30 closed Vera → Lobby
10:59 opens  Ada → Gym
11:00 closed Ada → Gym
12:00 opens  Ada → Gym
12:30 closed Ben → Gym
12:38 opens  Ben → Gym
12:45 closed Ben → Gym
12:45 opens  Ben → Gym
12:45 opens  Mia → Gym
13:00 opens  Vera → Lobby
13:00 closed Vera → Lobby
13:20 closed Ben → Gym
14:01 opens  Ben → Boardroom
14:01 closed Mia → Boardroom
14:30 opens  Ben → Huddle
14:51 closed Ben → Huddle
14:51 closed The → Office reception
14:51 opens  The → Office reception
17:00 closed Ben → Car park, entry
18:00 opens  Ada → Function room
18:00 closed Ben → Function room
20:00 closed Ada → Function room
`;

function verdictOf({ words, opened }: StoryStep): string {
  const [, time, who, door] = /^(\d\d:\d\d) (\w+).* at the door “(.+)”/.exec(words) ?? [];
  return `${time} ${opened ? 'opens ' : 'closed'} ${who} → ${door}`;
}

it('tells a full day, in which doors open for whoever has booked and for nobody else', async () => {
  const { world, steps, playUntil } = await create('2026-11-23T07:55:00.000Z');
  await playUntil();
  expect(steps.filter(({ opened }) => opened !== undefined).map(verdictOf)).toEqual(verdicts.trim().split('\n'));
  const said = steps.map(({ words }) => words);
  for (const words of [
    'A dry run says: the gym would open 10:00 to 11:00, for 3 calls to Salto.',
    'Her second booking is waiting.',
    'Salto holds Apartment 501 at the gym: Mon 23 Nov, 12:00 to 12:30.',
    'Her second booking is ready.',
    'iPevia has told us of it: Ben’s booking is checked in at 08:50.',
    'A check finds it. 1 missing, 0 altered, 0 too many.',
    'iPassan holds Ada Archer at the function room: Mon 23 Nov 18:00 to 20:00.',
    'Salto holds nothing of ours.',
  ])
    expect(said).toContain(words);
  expect(steps.map(({ number }) => number)).toEqual(steps.map((_step, index) => index + 1));
  expect(steps.every(({ of }) => of === steps.length)).toBe(true);
  // What others have made is as it was.
  expect(world.held('house').map(({ who }) => who)).toEqual(['Management']);
  expect(world.held('car-park').map(({ isOurs }) => isOurs)).toEqual([false]);
});

it('can be broken off, and begins anew on the next morning from a clean state', async () => {
  const { world, steps, playUntil } = await create('2026-07-01T06:55:00.000Z');
  await playUntil(/^Somebody pulls the plug/);
  expect(world.levers('house')[0]?.isOn).toBe(true);
  steps.splice(0);
  await playUntil(/^10:00 Ben/);
  expect(new Date(world.clock.nowMs()).toISOString()).toBe('2026-07-02T09:00:00.000Z');
  expect(world.levers('house')[0]?.isOn).toBe(false);
  const untilTen = verdicts.trim().split('\n').slice(0, 6);
  expect(steps.filter(({ opened }) => opened !== undefined).map(verdictOf)).toEqual(untilTen);
});

it('is written for a terminal, with what was seen behind a bar', () => {
  const step = { number: 1, of: 3, kind: 'seen', words: 'Ada at the gym.' } as const;
  expect(formatStoryStep({ ...step, kind: 'chapter', words: 'Morning' })).toBe('\nMorning\n');
  expect(formatStoryStep({ ...step, kind: 'told' })).toBe('  Ada at the gym.');
  expect([undefined, true, false].map((opened) => formatStoryStep({ ...step, opened }))).toEqual([
    '  │ Ada at the gym.',
    '  │ opens   Ada at the gym.',
    '  │ closed  Ada at the gym.',
  ]);
});
