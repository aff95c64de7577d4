import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../contract/session';
import { api } from './api/api';
import { LiveProvider } from './api/live-context';
import { sessionDoubtful } from './api/request';
import { useAction } from './api/use-action';
import { DoorEventsProvider } from './panels/doors/door-events-context';
import { ProblemNote } from './parts/messages';
import { ClockProvider } from './shell/clock-context';
import { Login } from './shell/login';
import { Shell } from './shell/shell';

/** The page: the way in, or what is behind it. */
export function App() {
  const [session, setSession] = useState<Session>();
  const loading = useAction(async () => setSession(await api.session()));
  // Once, and again when it is in doubt.
  useEffect(() => {
    const again = (): void => void loading.run();
    again();
    window.addEventListener(sessionDoubtful, again);
    return () => window.removeEventListener(sessionDoubtful, again);
  }, []);

  if (!session) {
    return (
      <main class="login">
        <ProblemNote message={loading.message} />
      </main>
    );
  }
  const { user } = session;
  if (!user) return <Login session={session} onLoggedIn={setSession} />;
  return (
    <LiveProvider key={user.id}>
      <ClockProvider>
        <DoorEventsProvider>
          <Shell
            user={user}
            isDemo={session.demoLogins.length > 0}
            onLogOut={async () => {
              await api.logOut().catch(() => undefined);
              await loading.run();
            }}
          />
        </DoorEventsProvider>
      </ClockProvider>
    </LiveProvider>
  );
}
