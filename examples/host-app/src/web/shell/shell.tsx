import { useEffect, useRef } from 'preact/hooks';
import type { User } from '../../contract/session';
import { useLive } from '../api/live-context';
import { Icon } from '../parts/icon';
import { ClockControl } from './clock-control';
import { panelsOf } from './panels';
import { StoryButton, StoryCaption } from './story';
import { usePanelName } from './use-panel-name';
import { UserMenu } from './user-menu';

interface ShellProps {
  readonly user: User;
  readonly isDemo: boolean;
  readonly onLogOut: () => void;
}

/** The frame around the panels. */
export function Shell({ user, isDemo, onLogOut }: ShellProps) {
  const panels = panelsOf(user.role);
  const name = usePanelName();
  const [first] = panels;
  const current = panels.find((panel) => panel.name === name) ?? first;
  const { isConnected } = useLive(() => {});
  const isFirst = useRef(true);
  const title = current?.title ?? '';

  useEffect(() => {
    document.title = `${title} – Riverside`;
    document.querySelector('.tabs [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
    // Whoever follows a link with the keyboard goes on from the new heading; at the start nobody has followed one.
    if (!isFirst.current) document.getElementById('panel-title')?.focus({ preventScroll: true });
    isFirst.current = false;
    window.scrollTo({ top: 0 });
  }, [title]);

  if (!current) return null;
  const Current = current.component;
  return (
    <div class="shell">
      <button type="button" class="skip" onClick={() => document.getElementById('panel-title')?.focus()}>
        To the content
      </button>
      <header class="top">
        <p class="brand">
          <span class="brand-mark">
            <Icon name="doors" />
          </span>
          Riverside
        </p>
        <ClockControl mayMove={isDemo} />
        <div class="top-end">
          {isDemo && <StoryButton />}
          <UserMenu user={user} onLogOut={onLogOut} />
        </div>
      </header>
      <nav class="tabs" aria-label="Panels">
        <ul>
          {panels.map((panel) => (
            <li key={panel.name}>
              <a href={`#/${panel.name}`} aria-current={panel === current ? 'page' : undefined}>
                <Icon name={panel.icon} />
                {panel.title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main class="content">
        <p class="offline" role="status">
          {isConnected ? '' : 'The connection is lost. Trying again…'}
        </p>
        <Current key={current.name} user={user} isDemo={isDemo} />
      </main>
      <StoryCaption />
    </div>
  );
}
