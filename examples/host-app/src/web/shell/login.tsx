import { useState } from 'preact/hooks';
import type { Session } from '../../contract/session';
import { api } from '../api/api';
import { useAction } from '../api/use-action';
import { Field } from '../parts/field';
import { Icon } from '../parts/icon';
import { ProblemNote } from '../parts/messages';

interface LoginProps {
  readonly session: Session;
  readonly onLoggedIn: (session: Session) => void;
}

/** The way in. In the demo one may also just choose somebody. */
export function Login({ session, onLoggedIn }: LoginProps) {
  const [userId, setUserId] = useState('');
  const [password, setPassword] = useState('');
  const entering = useAction(async (id: string, secret: string) =>
    onLoggedIn(await api.logIn({ userId: id, password: secret })),
  );
  return (
    <main class="login">
      <div class="login-card">
        <p class="brand">
          <span class="brand-mark">
            <Icon name="doors" />
          </span>
          Riverside
        </p>
        <h1>Bookings that open doors</h1>
        {session.demoLogins.length > 0 && (
          <>
            <p class="muted">This is a demo on simulated door systems. Come in as</p>
            <ul class="login-people">
              {session.demoLogins.map((login) => (
                <li key={login.userId}>
                  <button
                    type="button"
                    class="login-person"
                    aria-disabled={entering.isRunning}
                    onClick={() => entering.run(login.userId, login.password)}
                  >
                    <span class="login-name">{login.name}</span>
                    <span class="muted">{login.role}</span>
                    <Icon name="next" />
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        <details class="login-form" open={session.demoLogins.length === 0}>
          <summary>With a password</summary>
          <form
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void entering.run(userId, password);
            }}
          >
            <Field name="userId" label="User" problems={entering.problems}>
              {(ties) => (
                <input
                  {...ties}
                  type="text"
                  autoComplete="username"
                  autoCapitalize="none"
                  value={userId}
                  onInput={(event) => setUserId(event.currentTarget.value)}
                />
              )}
            </Field>
            <Field name="password" label="Password" problems={entering.problems}>
              {(ties) => (
                <input
                  {...ties}
                  type="password"
                  autoComplete="current-password"
                  value={password}
                  onInput={(event) => setPassword(event.currentTarget.value)}
                />
              )}
            </Field>
            <button type="submit" class="button accent" aria-disabled={entering.isRunning}>
              Log in
            </button>
          </form>
        </details>
        <ProblemNote message={entering.message} />
      </div>
    </main>
  );
}
