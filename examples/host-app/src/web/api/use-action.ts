import { useRef, useState } from 'preact/hooks';
import type { FieldProblem } from '../../contract/failure';
import { RequestFailure } from './request';

/** Something that is done at a click. */
export interface Action<Input extends unknown[]> {
  readonly run: (...input: Input) => Promise<boolean>;
  readonly isRunning: boolean;
  readonly message: string | undefined;
  readonly problems: readonly FieldProblem[];
  readonly clear: () => void;
}

const nothing: { message: string | undefined; problems: readonly FieldProblem[] } = {
  message: undefined,
  problems: [],
};

/**
 * Runs one at a time, and keeps what went wrong. `run` says whether it went well. Its button says `aria-disabled` meanwhile, not
 * `disabled`, which would take the focus from whoever has pressed it.
 */
export function useAction<Input extends unknown[]>(work: (...input: Input) => Promise<unknown>): Action<Input> {
  const [isRunning, setIsRunning] = useState(false);
  // Two clicks may come before anything is drawn again.
  const isBusy = useRef(false);
  const [failure, setFailure] = useState(nothing);
  const run = async (...input: Input): Promise<boolean> => {
    if (isBusy.current) return false;
    isBusy.current = true;
    setIsRunning(true);
    setFailure(nothing);
    try {
      await work(...input);
      return true;
    } catch (error) {
      const problems = error instanceof RequestFailure ? error.problems : [];
      setFailure({ message: error instanceof Error ? error.message : String(error), problems });
      return false;
    } finally {
      isBusy.current = false;
      setIsRunning(false);
    }
  };
  return { run, isRunning, ...failure, clear: () => setFailure(nothing) };
}
