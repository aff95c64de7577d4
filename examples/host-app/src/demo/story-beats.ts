import type { BookingDraft } from '../contract/bookings';
import type { DemoWorld } from '../contract/demo-world';
import type { PresentInput } from '../contract/doors';
import type { StoryStep } from '../contract/live-events';
import type { StoryHost } from './story-host';
import { timeWords } from './window-words';

/** Where the story is played. */
export interface Stage {
  readonly host: StoryHost;
  readonly world: DemoWorld;
  /** Local date of the day that is told. */
  readonly date: string;
  /** Begins the id of every booking of this story. */
  readonly prefix: string;
  /** What somebody has learned in the story, such as a PIN, and goes on using. */
  readonly learned: Map<string, string>;
  /** The instant of a wall-clock time of the day; `24:05` is after its midnight. */
  instantAt(time: string): string;
}

/** What one step says. */
export type Told = Pick<StoryStep, 'kind' | 'words' | 'opened'>;

/** One step: does something and tells it. */
export type Beat = (stage: Stage) => Promise<Told>;

export const chapter =
  (words: string): Beat =>
  async () => ({ kind: 'chapter', words });

/** Does something, and says so. */
export const deed =
  (words: string, act: (stage: Stage) => Promise<unknown>): Beat =>
  async (stage) => {
    await act(stage);
    return { kind: 'told', words };
  };

/** What the host says. */
export const told =
  (ask: (stage: Stage) => Promise<string>): Beat =>
  async (stage) => ({ kind: 'told', words: await ask(stage) });

/** What a vendor really holds. */
export const held =
  (integrationId: string, system: string): Beat =>
  async ({ world }) => {
    const ours = world.held(integrationId).filter(({ isOurs }) => isOurs);
    const words = ours.map((record) => `${record.who} at the ${record.place.toLowerCase()}: ${record.words}`);
    return {
      kind: 'seen',
      words: words.length === 0 ? `${system} holds nothing of ours.` : `${system} holds ${words.join('; ')}.`,
    };
  };

/** Somebody tries a door, which decides by itself. */
export const tries =
  (who: string, doorId: string, input: (stage: Stage) => Promise<PresentInput> | PresentInput): Beat =>
  async (stage) => {
    const { host, world } = stage;
    const { opened, verdict } = await host.present(doorId, await input(stage));
    const door = world.doors.find(({ id }) => id === doorId)?.name ?? doorId;
    const time = timeWords(world.clock.nowMs(), world.timeZone);
    return { kind: 'seen', words: `${time} ${who} at the door “${door}”. ${verdict}`, opened };
  };

/** With the card of that person. */
export const card = (credentialId: string) => (): PresentInput => ({ credentialId });

/** With the PIN that the visitor has been told. */
export const visitorsPin = async ({ host, prefix, learned }: Stage): Promise<PresentInput> => {
  const pin = learned.get('pin') ?? (await host.pinOf(`${prefix}visit`)) ?? '';
  learned.set('pin', pin);
  return { text: pin };
};

/** First moves the clock to that time of the day, unless it is later already. */
export const at =
  (time: string, beat: Beat): Beat =>
  async (stage) => {
    const instant = stage.instantAt(time);
    // A clock that runs may be there already.
    if (Date.parse(instant) > stage.world.clock.nowMs()) await stage.host.advanceTo(instant);
    return beat(stage);
  };

export const bookingOf = ({ prefix }: Stage, name: string): string => `${prefix}${name}`;

/** A draft for this day. */
export const draftOf = (
  { date }: Stage,
  resourceId: string,
  from: string,
  to: string,
  more: Partial<BookingDraft> = {},
): BookingDraft => ({ resourceId, startsAt: `${date}T${from}`, endsAt: `${date}T${to}`, ...more });
