import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { FieldProblem } from '../../contract/failure';

/** What a control needs to be tied to its label, hint and problem. */
export interface FieldTies {
  readonly id: string;
  readonly name: string;
  readonly 'aria-invalid'?: 'true';
  readonly 'aria-describedby'?: string;
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly problems: readonly FieldProblem[];
  readonly children: (ties: FieldTies) => ComponentChildren;
}

/** A labelled control with its problems right below it. */
export function Field({ name, label, hint, problems, children }: FieldProps) {
  const id = useId();
  const own = problems.filter(({ field }) => field === name);
  const described = [hint ? `${id}-hint` : '', own.length > 0 ? `${id}-problem` : ''].filter(Boolean).join(' ');
  return (
    <div class={own.length > 0 ? 'field has-problem' : 'field'}>
      <label for={id}>{label}</label>
      {children({
        id,
        name,
        ...(own.length > 0 ? { 'aria-invalid': 'true' } : {}),
        ...(described ? { 'aria-describedby': described } : {}),
      })}
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div id={`${id}-problem`} class="field-problems" aria-live="polite">
        {own.map(({ message }) => (
          <p key={message} class="problem">
            {message}
          </p>
        ))}
      </div>
    </div>
  );
}
