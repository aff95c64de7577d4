import type { ComponentChildren } from 'preact';
import { ProblemNote } from './messages';

interface PanelProps {
  readonly title: string;
  readonly lead: string;
  readonly actions?: ComponentChildren;
  /** Why what is shown may be old, or missing. */
  readonly problem?: string | undefined;
  readonly children: ComponentChildren;
}

/** A page of the page: its heading takes the focus when one comes here by a link. */
export function Panel({ title, lead, actions, problem, children }: PanelProps) {
  return (
    <section class="panel" aria-labelledby="panel-title">
      <header class="panel-head">
        <div>
          <h1 id="panel-title" tabIndex={-1}>
            {title}
          </h1>
          <p class="lead">{lead}</p>
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      <ProblemNote message={problem} />
      {children}
    </section>
  );
}
