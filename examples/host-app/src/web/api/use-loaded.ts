import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { LiveEvent } from '../../contract/live-events';
import { useLive } from './live-context';

type What = Extract<LiveEvent, { type: 'changed' }>['what'];

/** Something that was fetched. The last good answer stays while it is fetched again, or cannot be. */
export interface Loaded<Value> {
  readonly value: Value | undefined;
  readonly problem: string | undefined;
  readonly reload: () => Promise<void>;
}

/** Fetches, and fetches again when something of `changes` has changed, after a new connection, or with another `key`. */
export function useLoaded<Value>(
  load: () => Promise<Value>,
  { changes = [], key = '' }: { readonly changes?: readonly What[]; readonly key?: string } = {},
): Loaded<Value> {
  const [state, setState] = useState<{ value?: Value; problem?: string }>({});
  const latest = useRef(load);
  latest.current = load;
  const turn = useRef(0);
  const timer = useRef<number | undefined>(undefined);

  const reload = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    try {
      const value = await latest.current();
      if (mine === turn.current) setState({ value });
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (mine === turn.current) setState(({ value }) => ({ ...(value === undefined ? {} : { value }), problem }));
    }
  }, []);

  const { connection } = useLive((event) => {
    if (event.type !== 'changed' || !changes.includes(event.what)) return;
    // Changes come in swarms.
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(reload, 60);
  });
  // Both say that it has to be fetched again.
  useEffect(() => void reload(), [connection, key]);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  return { value: state.value, problem: state.problem, reload };
}
