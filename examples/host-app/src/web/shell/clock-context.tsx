import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { ClockInput, ClockView } from '../../contract/timeline';
import { api } from '../api/api';
import { useLive } from '../api/live-context';

interface ClockState {
  /** The host's own now, which in the demo need not be that of this device. */
  readonly now: string | undefined;
  readonly timeZone: string;
  readonly isRunning: boolean;
  readonly move: (input: ClockInput) => Promise<void>;
}

const ClockContext = createContext<ClockState>({
  now: undefined,
  timeZone: 'UTC',
  isRunning: false,
  move: async () => {},
});

export const useClock = (): ClockState => useContext(ClockContext);

const tickMs = 1000;

/** Keeps the clock: heard from the server, counted on in between while it runs. */
export function ClockProvider({ children }: { readonly children: ComponentChildren }) {
  const [heard, setHeard] = useState<{ readonly clock: ClockView; readonly at: number }>();
  const [, setTick] = useState(0);
  const hear = (clock: ClockView): void => setHeard({ clock, at: performance.now() });

  const { connection } = useLive((event) => {
    if (event.type === 'clock' && heard) hear({ ...heard.clock, now: event.now });
  });
  // A new connection may be to a server with another clock.
  useEffect(() => void api.clock().then(hear, () => undefined), [connection]);
  const isRunning = heard?.clock.isRunning ?? false;
  useEffect(() => {
    if (!isRunning) return;
    const timer = window.setInterval(() => setTick((tick) => tick + 1), tickMs);
    return () => window.clearInterval(timer);
  }, [isRunning]);

  const sinceMs = heard && isRunning ? performance.now() - heard.at : 0;
  const value: ClockState = {
    now: heard && new Date(Date.parse(heard.clock.now) + sinceMs).toISOString(),
    timeZone: heard?.clock.timeZone ?? 'UTC',
    isRunning,
    move: async (input) => hear(await api.moveClock(input)),
  };
  return <ClockContext.Provider value={value}>{children}</ClockContext.Provider>;
}
