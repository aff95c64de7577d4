import type { User } from '../contract/session';
import type { Host } from '../host/create-host';
import type { MailServer } from '../host/mail/mail-server';

/** What every route can reach. */
export interface ServerParts {
  readonly host: Host;
  /** The demo's own; absent where mails go elsewhere. */
  readonly mailbox?: MailServer;
  /** Plays the guided story; absent where there is none. False: it plays already. */
  readonly playStory?: () => boolean;
}

/** Hono's word for what a request carries along. */
export interface HostEnvironment {
  readonly Variables: {
    /** The session's cookie, or a fresh one. */
    readonly cookie: string;
    /** Absent: nobody is logged in. */
    readonly user?: User;
    /** Still: for answers that go on for a while. */
    readonly isLoggedIn: () => boolean;
  };
}
