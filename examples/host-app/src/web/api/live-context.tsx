import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import type { LiveEvent } from '../../contract/live-events';
import { createLive, type Live } from './live';

interface LiveState {
  readonly live: Live;
  readonly isConnected: boolean;
  /** Grows with every new connection. */
  readonly connection: number;
}

const LiveContext = createContext<LiveState>({ live: createLive(), isConnected: true, connection: 0 });

/** One stream of live events for everything inside. */
export function LiveProvider({ children }: { readonly children: ComponentChildren }) {
  const [live] = useState(createLive);
  const [state, setState] = useState({ isConnected: true, connection: 0 });
  // The effects of what is inside come first: by now they listen.
  useEffect(
    () =>
      live.open((isConnected) =>
        setState(({ connection }) => ({ isConnected, connection: isConnected ? connection + 1 : connection })),
      ),
    [live],
  );
  return <LiveContext.Provider value={{ live, ...state }}>{children}</LiveContext.Provider>;
}

/** Calls with every live event. */
export function useLive(listener: (event: LiveEvent) => void): LiveState {
  const state = useContext(LiveContext);
  const latest = useRef(listener);
  latest.current = listener;
  const { live } = state;
  useEffect(() => live.listen((event) => latest.current(event)), [live]);
  return state;
}
