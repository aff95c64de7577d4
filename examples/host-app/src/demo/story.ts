import type { DemoWorld } from '../contract/demo-world';
import type { StoryStep } from '../contract/live-events';
import { instantOfLocal, localTimeOf, nextDate } from './local-time';
import { afternoon } from './story-afternoon';
import type { Stage } from './story-beats';
import type { StoryHost } from './story-host';
import { morning } from './story-morning';

const beats = [...morning, ...afternoon];
const PREFIX = 'story-';
const BEGINNING = '08:00';

/**
 * Tells one full day, on the clock of the world: from the next eight o’clock until shortly after midnight. Bookings of an earlier story are
 * cancelled first, and no other booking is touched. Doors decide by themselves; a step tells what they did.
 * @throws what the host throws; the story is over then.
 */
export async function playStory(options: {
  readonly host: StoryHost;
  readonly world: DemoWorld;
  readonly onStep: (step: StoryStep) => void | Promise<void>;
  /** Ends the story before its next step. */
  readonly signal?: AbortSignal;
}): Promise<void> {
  const { host, world, onStep, signal } = options;
  const stage = stageOf(host, world);
  await host.cancelAll(PREFIX);
  await host.pull('house', 'outage', { isOn: false });
  if (world.clock.nowMs() < Date.parse(stage.instantAt(BEGINNING))) await host.advanceTo(stage.instantAt(BEGINNING));
  for (const [index, beat] of beats.entries()) {
    if (signal?.aborted) return;
    await onStep({ number: index + 1, of: beats.length, ...(await beat(stage)) });
  }
}

function stageOf(host: StoryHost, world: DemoWorld): Stage {
  const { timeZone, clock } = world;
  const [today = '', time = ''] = localTimeOf(clock.nowMs(), timeZone).split('T');
  const date = time < BEGINNING ? today : nextDate(today);
  return {
    host,
    world,
    date,
    prefix: `${PREFIX}${date}-`,
    learned: new Map(),
    instantAt(text) {
      const hours = Number(text.slice(0, 2));
      const day = hours < 24 ? date : nextDate(date);
      return instantOfLocal(`${day}T${String(hours % 24).padStart(2, '0')}${text.slice(2)}:00`, timeZone);
    },
  };
}
