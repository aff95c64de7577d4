/** What somebody may do. A resident sees and changes only what is their own; a manager sets everything up. */
export type Role = 'resident' | 'manager';

/** Somebody who is logged in. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** `GET /api/session`, and the answer to `POST /api/session`. */
export interface Session {
  /** Absent: nobody is logged in. */
  readonly user?: User;
  /** Goes back in the header `x-csrf-token` with everything that changes something. */
  readonly csrfToken: string;
  /** Only in the demo: whom one may log in as, with their passwords. */
  readonly demoLogins: readonly {
    readonly userId: string;
    readonly name: string;
    readonly role: Role;
    readonly password: string;
  }[];
}

/** `POST /api/session`. `DELETE /api/session` logs out. */
export interface LoginInput {
  readonly userId: string;
  readonly password: string;
}
