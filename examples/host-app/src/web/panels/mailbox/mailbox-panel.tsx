import { useState } from 'preact/hooks';
import { api } from '../../api/api';
import { useLoaded } from '../../api/use-loaded';
import { Empty, ProblemNote } from '../../parts/messages';
import { Panel } from '../../parts/panel';
import { useClock } from '../../shell/clock-context';
import { momentOf } from '../../time/format-time';

/** The e-mails that really went out, as the demo's mail server has received them. */
export function MailboxPanel() {
  const mails = useLoaded(api.mails, { changes: ['mail'] });
  const [chosen, setChosen] = useState<string>();
  const list = mails.value ?? [];
  return (
    <Panel title="Mailbox" lead="The e-mails that were sent to you, as they really arrived." problem={mails.problem}>
      {mails.value && list.length === 0 && <Empty>No mail yet. Book something, and it arrives here.</Empty>}
      <div class={chosen ? 'mailbox has-chosen' : 'mailbox'}>
        <ul class="mail-list">
          {list.map((mail) => (
            <MailRow key={mail.id} {...mail} isChosen={mail.id === chosen} onChoose={() => setChosen(mail.id)} />
          ))}
        </ul>
        {chosen && <Reading key={chosen} id={chosen} onClose={() => setChosen(undefined)} />}
      </div>
    </Panel>
  );
}

interface MailRowProps {
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function MailRow({ at, to, subject, isChosen, onChoose }: MailRowProps) {
  const { timeZone } = useClock();
  return (
    <li>
      <button type="button" class="mail-row" aria-pressed={isChosen} onClick={onChoose}>
        <span class="mail-subject">{subject}</span>
        <span class="muted">
          {to} · {momentOf(at, timeZone)}
        </span>
      </button>
    </li>
  );
}

function Reading({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { value: mail, problem } = useLoaded(() => api.mail(id));
  const { timeZone } = useClock();
  return (
    <article class="card mail" aria-live="polite">
      <ProblemNote message={problem} />
      {mail && (
        <>
          <header>
            <h2>{mail.subject}</h2>
            <p class="muted">
              To {mail.to} · {momentOf(mail.at, timeZone)}
            </p>
          </header>
          <p class="mail-text">{mail.text}</p>
          <button type="button" class="button" onClick={onClose}>
            Close
          </button>
        </>
      )}
    </article>
  );
}
