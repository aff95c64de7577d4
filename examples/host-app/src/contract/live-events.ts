import type { DoorEventView } from './doors';

/** `GET /api/live`, as server-sent events; each `data` is one of these. */
export type LiveEvent =
  | { readonly type: 'clock'; readonly now: string }
  /** Something of this has changed: fetch it again. */
  | { readonly type: 'changed'; readonly what: 'bookings' | 'vendors' | 'integrations' | 'mapping' | 'mail' }
  | { readonly type: 'door'; readonly event: DoorEventView }
  | { readonly type: 'story'; readonly step: StoryStep };

/** One step of the guided story. `POST /api/story` plays it from its beginning; 409 while it plays. */
export interface StoryStep {
  readonly number: number;
  readonly of: number;
  readonly kind: 'chapter' | 'told' | 'seen';
  /** `seen`: read from the simulated systems, not from us. */
  readonly words: string;
  /** Of a step in which a door was tried: what it did. */
  readonly opened?: boolean;
}
