import { useState } from 'preact/hooks';
import type { CredentialKind, Door, PresentInput, PresentView } from '../../../contract/doors';
import { api } from '../../api/api';
import { useAction } from '../../api/use-action';
import { Field } from '../../parts/field';
import { Icon, type IconName } from '../../parts/icon';
import { ProblemNote } from '../../parts/messages';
import { useClock } from '../../shell/clock-context';
import { timeOf } from '../../time/format-time';

const icons: Readonly<Record<CredentialKind, IconName>> = { card: 'card', pin: 'pin', qr: 'qr' };
const typedWords: Partial<Record<CredentialKind, string>> = { pin: 'PIN', qr: 'Text of a QR code' };

interface Tried extends PresentView {
  readonly with: string;
  readonly at: string | undefined;
}

/** What can be held to one door, and what it did. */
export function PresentForm({ door, isDemo }: { readonly door: Door; readonly isDemo: boolean }) {
  const { now } = useClock();
  const [text, setText] = useState('');
  const [tried, setTried] = useState<Tried>();
  const presenting = useAction(async (input: PresentInput, words: string) => {
    setTried(undefined);
    setTried({ ...(await api.present(door.id, input)), with: words, at: now });
  });
  const typed = door.accepts.flatMap((kind) => typedWords[kind] ?? []);
  return (
    <section class="card present" aria-label={`At the door: ${door.name}`}>
      <h2>{door.name}</h2>
      {isDemo && door.credentials.length > 0 && (
        <ul class="credentials">
          {door.credentials.map(({ id, kind, label }) => (
            <li key={id}>
              <button
                type="button"
                class="button"
                aria-disabled={presenting.isRunning}
                onClick={() => presenting.run({ credentialId: id }, label)}
              >
                <Icon name={icons[kind]} />
                {label}
              </button>
            </li>
          ))}
        </ul>
      )}
      {typed.length > 0 && (
        <form
          class="type-in"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void presenting.run({ text }, 'what was typed');
          }}
        >
          <Field name="text" label={typed.join(' or ')} problems={presenting.problems}>
            {(ties) => (
              <input
                {...ties}
                type="text"
                inputMode={door.accepts.includes('qr') ? 'text' : 'numeric'}
                autoComplete="off"
                value={text}
                onInput={(event) => setText(event.currentTarget.value)}
              />
            )}
          </Field>
          <button type="submit" class="button" disabled={text === ''} aria-disabled={presenting.isRunning}>
            Hold it to the door
          </button>
        </form>
      )}
      <ProblemNote message={presenting.problems.length === 0 ? presenting.message : undefined} />
      <div role="status">{tried ? <Verdict tried={tried} /> : <NotTried isRunning={presenting.isRunning} />}</div>
    </section>
  );
}

const NotTried = ({ isRunning }: { readonly isRunning: boolean }) => (
  <p class="verdict verdict-none">{isRunning ? 'Asking the door…' : 'Nothing held to it yet.'}</p>
);

function Verdict({ tried }: { readonly tried: Tried }) {
  const { timeZone } = useClock();
  return (
    <div class={tried.opened ? 'verdict verdict-open' : 'verdict verdict-refused'}>
      <span class="verdict-mark">
        <Icon name={tried.opened ? 'open' : 'refused'} />
      </span>
      <div>
        <p class="verdict-word">{tried.opened ? 'Open' : 'Refused'}</p>
        <p>
          {tried.verdict}{' '}
          <span class="muted">
            With {tried.with}
            {tried.at && `, ${timeOf(tried.at, timeZone)}`}.
          </span>
        </p>
        {tried.why.length > 0 && (
          <>
            <h3>Why</h3>
            <ul class="why">
              {tried.why.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
