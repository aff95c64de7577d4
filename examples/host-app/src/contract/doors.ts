/** What can be held to a door. */
export type CredentialKind = 'card' | 'pin' | 'qr';

/** Something to hold to a door. Only in the demo, and only what is printed on a card anyway: a PIN has to be typed. */
export interface DemoCredential {
  readonly id: string;
  readonly kind: CredentialKind;
  /** "Ada’s key card". */
  readonly label: string;
}

/** `GET /api/doors`. */
export interface Door {
  readonly id: string;
  readonly name: string;
  readonly system: string;
  readonly accepts: readonly CredentialKind[];
  /** What somebody in the demo could hold to it. */
  readonly credentials: readonly DemoCredential[];
}

/** `POST /api/doors/:id/present`: one of the two. */
export interface PresentInput {
  readonly credentialId?: string;
  /** A PIN or the text of a QR code that was typed. */
  readonly text?: string;
}

/** What the door itself did, and why, as far as we know. */
export interface PresentView {
  readonly opened: boolean;
  /** "Opened." or "Refused." and the reason of the door. */
  readonly verdict: string;
  /** Sentences of `access.explain`, or of the decision. */
  readonly why: readonly string[];
}

/** A door event as it came back from the access-control system. */
export interface DoorEventView {
  readonly id: string;
  readonly at: string;
  readonly type: 'granted' | 'denied' | 'taken' | 'checked_in';
  readonly doorName: string;
  readonly system: string;
  readonly words: string;
}
