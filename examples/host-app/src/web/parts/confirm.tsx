import type { Action } from '../api/use-action';
import { Dialog } from './dialog';
import { ProblemNote } from './messages';

interface ConfirmProps {
  readonly title: string;
  readonly words: string;
  readonly yes: string;
  readonly no: string;
  readonly action: Action<[]>;
  readonly onClose: () => void;
}

/** Asks before something is gone. */
export function Confirm({ title, words, yes, no, action, onClose }: ConfirmProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{words}</p>
      <ProblemNote message={action.message} />
      <div class="actions">
        <button type="button" class="button" onClick={onClose}>
          {no}
        </button>
        <button
          type="button"
          class="button danger"
          aria-disabled={action.isRunning}
          onClick={async () => (await action.run()) && onClose()}
        >
          {yes}
        </button>
      </div>
    </Dialog>
  );
}
