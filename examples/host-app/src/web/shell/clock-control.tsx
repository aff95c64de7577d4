import { useAction } from '../api/use-action';
import { Icon } from '../parts/icon';
import { ProblemNote } from '../parts/messages';
import { dayOf, timeOf } from '../time/format-time';
import { nextMidnight } from '../time/local-time';
import { useClock } from './clock-context';

/** The clock of the house. In the demo it can be moved forward, to see what happens then. */
export function ClockControl({ mayMove }: { readonly mayMove: boolean }) {
  const { now, timeZone, isRunning, move } = useClock();
  const moving = useAction(move);
  if (!now) return null;
  return (
    <fieldset class="clock">
      <legend class="visually-hidden">Clock</legend>
      <p class="clock-now">
        <span class="clock-day">{dayOf(now, timeZone)}</span>{' '}
        <time class="clock-time" dateTime={now}>
          {timeOf(now, timeZone)}
        </time>
        <span class="visually-hidden">{isRunning ? ', the clock runs' : ', the clock stands still'}</span>
      </p>
      {mayMove && (
        <div class="clock-buttons">
          <button
            type="button"
            class="button small icon-only"
            aria-label={isRunning ? 'Stop the clock' : 'Let the clock run'}
            title={isRunning ? 'Stop the clock' : 'Let the clock run'}
            onClick={() => moving.run({ isRunning: !isRunning })}
          >
            <Icon name={isRunning ? 'pause' : 'play'} />
          </button>
          <button
            type="button"
            class="button small"
            aria-disabled={moving.isRunning}
            onClick={() => moving.run({ advanceMinutes: 15 })}
          >
            +15 min
          </button>
          <button
            type="button"
            class="button small"
            aria-disabled={moving.isRunning}
            onClick={() => moving.run({ advanceMinutes: 60 })}
          >
            +1 h
          </button>
          <button
            type="button"
            class="button small"
            aria-disabled={moving.isRunning}
            aria-label="To the next midnight"
            onClick={() => moving.run({ to: nextMidnight(now, timeZone) })}
          >
            Midnight
          </button>
        </div>
      )}
      <ProblemNote message={moving.message} />
    </fieldset>
  );
}
