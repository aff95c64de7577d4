import { useState } from 'preact/hooks';
import { Icon } from './icon';

/** Copies, and says so. Where the browser does not let it, it says that too: the text is there to be read. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [words, setWords] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setWords('Copied.');
    } catch {
      setWords('Your browser does not allow copying: please write it down.');
    }
  };
  return (
    <span class="copy">
      <button type="button" class="button" onClick={copy}>
        <Icon name="copy" />
        {label}
      </button>
      <span role="status">{words}</span>
    </span>
  );
}
