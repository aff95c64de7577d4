import type { BookingState } from '../../contract/bookings';
import { Icon, type IconName } from './icon';

type Tone = 'good' | 'calm' | 'wait' | 'bad' | 'mute';

const states: Readonly<Record<BookingState, { readonly word: string; readonly icon: IconName; readonly tone: Tone }>> =
  {
    live: { word: 'Open now', icon: 'live', tone: 'good' },
    ready: { word: 'Ready', icon: 'check', tone: 'calm' },
    waiting: { word: 'Waiting', icon: 'waiting', tone: 'wait' },
    working: { word: 'In the works', icon: 'working', tone: 'wait' },
    failed: { word: 'Failed', icon: 'warning', tone: 'bad' },
    paused: { word: 'Paused', icon: 'paused', tone: 'wait' },
    over: { word: 'Over', icon: 'over', tone: 'mute' },
    cancelled: { word: 'Cancelled', icon: 'cross', tone: 'mute' },
  };

/** The word of a state. */
export const stateWord = (state: BookingState): string => states[state].word;

/** A word with a shape: the colour only repeats what they say. */
export function Tag({ word, icon, tone }: { readonly word: string; readonly icon: IconName; readonly tone: Tone }) {
  return (
    <span class={`tag tag-${tone}`}>
      <Icon name={icon} />
      {word}
    </span>
  );
}

/** How a booking stands. */
export function StateTag({ state }: { readonly state: BookingState }) {
  return <Tag {...states[state]} />;
}
