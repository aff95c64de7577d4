import type { ComponentChildren } from 'preact';
import type { FieldProblem } from '../../contract/failure';
import { Icon } from './icon';

/** Says that something did not work. */
export function ProblemNote({ message }: { readonly message: string | undefined }) {
  return (
    <div role="alert">
      {message && (
        <p class="note note-bad">
          <Icon name="warning" />
          <span>{message}</span>
        </p>
      )}
    </div>
  );
}

/** The problems that belong to none of these fields, so that none is lost. */
export function OtherProblems({
  problems,
  fields,
}: {
  readonly problems: readonly FieldProblem[];
  readonly fields: readonly string[];
}) {
  const other = problems.filter(({ field }) => field === undefined || !fields.includes(field));
  return <ProblemNote message={other.length > 0 ? other.map(({ message }) => message).join(' ') : undefined} />;
}

/** Says what came of something, also to those who do not see it appear. */
export function StatusNote({ children }: { readonly children: ComponentChildren }) {
  return (
    <div role="status">
      {children && (
        <p class="note note-good">
          <Icon name="check" />
          <span>{children}</span>
        </p>
      )}
    </div>
  );
}

/** In place of a list that holds nothing. */
export function Empty({ children }: { readonly children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}
