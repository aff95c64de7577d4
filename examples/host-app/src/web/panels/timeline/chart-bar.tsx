import { stateWord } from '../../parts/state-tag';
import { timesOf } from '../../time/format-time';
import type { LaidOutBar } from './lanes';
import { percentOf, type View } from './view';

interface Span {
  readonly startsAt: string;
  readonly endsAt: string;
}

const place = ({ startsAt, endsAt }: Span, within: { readonly from: string; readonly to: string }) => {
  const left = percentOf(startsAt, within);
  return { '--left': `${left}%`, '--width': `${percentOf(endsAt, within) - left}%` };
};

const initialsOf = (label: string): string =>
  label
    .split(' ')
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join('');

const isInView = ({ startsAt, endsAt }: Span, { from, to }: View): boolean => startsAt < to && endsAt > from;

interface ChartBarProps {
  readonly laidOut: LaidOutBar;
  readonly view: View;
  readonly timeZone: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** One booking: an outline for what was asked, a filling for when the door opens. */
export function ChartBar({ laidOut, view, timeZone, isChosen, onChoose }: ChartBarProps) {
  const { bar, startsAt, endsAt, lane } = laidOut;
  if (!isInView(laidOut, view)) return null;
  const doors = bar.effective.map((window) => timesOf(window, timeZone)).join(' and ');
  const words = [
    `${bar.label}: booked ${timesOf(bar.requested, timeZone)}`,
    doors ? `door opens ${doors}` : 'no window at the door yet',
    stateWord(bar.state).toLowerCase(),
    bar.waitingFor,
  ].filter(Boolean);
  // Within the part of the bar that is in view.
  const within = { from: startsAt > view.from ? startsAt : view.from, to: endsAt < view.to ? endsAt : view.to };
  return (
    <button
      type="button"
      class={`bar bar-${bar.state}${bar.isOwn ? ' bar-own' : ''}`}
      style={{ ...place(laidOut, view), '--lane': String(lane) }}
      aria-label={words.join(', ')}
      title={words.join(', ')}
      aria-pressed={isChosen}
      onClick={onChoose}
    >
      {isInView(bar.requested, view) && <span class="bar-requested" style={place(bar.requested, within)} />}
      {bar.effective
        .filter((window) => isInView(window, view))
        .map((window) => (
          <span key={window.startsAt} class="bar-effective" style={place(window, within)} />
        ))}
      <span class="bar-label" style={place(bar.requested, within)}>
        <span class="bar-name">{bar.label}</span>
        <span class="bar-initials" data-initials={initialsOf(bar.label)} />
      </span>
    </button>
  );
}

/** The arrow to a bar that gets its right when an earlier one ends. The words are in the bar's own. */
export function HandOver({ laidOut, view }: { readonly laidOut: LaidOutBar; readonly view: View }) {
  const { bar, startsAt, lane, after = '' } = laidOut;
  const at = bar.expectedAt;
  if (bar.state !== 'waiting' || at === undefined || at < view.from || at >= view.to) return null;
  // From above; along the line, where the line was still taken then.
  const isAlong = after >= at;
  const span = { startsAt: isAlong ? after : at, endsAt: startsAt };
  return (
    <span
      class={isAlong ? 'hand-over hand-over-along' : 'hand-over'}
      style={{ ...place(span, view), '--lane': String(lane) }}
    />
  );
}
