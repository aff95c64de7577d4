import { useState } from 'preact/hooks';
import type { User } from '../../contract/session';
import { Icon } from '../parts/icon';
import { chooseTheme, storedTheme, type Theme } from './theme';

const themes: readonly { readonly theme: Theme; readonly word: string }[] = [
  { theme: 'system', word: 'As the device' },
  { theme: 'light', word: 'Light' },
  { theme: 'dark', word: 'Dark' },
];

/** Who is logged in, how the page looks, and the way out. */
export function UserMenu({ user, onLogOut }: { readonly user: User; readonly onLogOut: () => void }) {
  const [theme, setTheme] = useState(storedTheme());
  return (
    <details
      class="user-menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.currentTarget.open = false;
        event.currentTarget.querySelector('summary')?.focus();
      }}
      onFocusOut={(event) => {
        const next = event.relatedTarget;
        if (next instanceof Node && !event.currentTarget.contains(next)) event.currentTarget.open = false;
      }}
    >
      <summary class="button quiet">
        <Icon name="person" />
        <span class="user-name">{user.name}</span>
      </summary>
      <div class="user-menu-body">
        <p>
          {user.name} <span class="muted">{user.role}</span>
        </p>
        <fieldset>
          <legend>Look</legend>
          {themes.map(({ theme: each, word }) => (
            <label key={each} class="choice">
              <input
                type="radio"
                name="theme"
                checked={each === theme}
                onChange={() => {
                  setTheme(each);
                  chooseTheme(each);
                }}
              />
              {word}
            </label>
          ))}
        </fieldset>
        <button type="button" class="button" onClick={onLogOut}>
          Log out
        </button>
      </div>
    </details>
  );
}
