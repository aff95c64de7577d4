import type { Clock, DecideQuestion, Decision, GrantRecord } from '@acx/core';
import type { Resource } from './bookings';
import type { Door, PresentInput } from './doors';
import type { IntegrationInput } from './integrations';
import type { MappingInput } from './mapping';
import type { Role } from './session';
import type { Lever, LeverInput } from './vendors';

/** The one clock of the demo: the host's, the simulators' and that of the doors. */
export interface DemoClock extends Clock {
  readonly isRunning: boolean;
  /** Runs with real time, or stands still. What it shows stays the same at that moment. */
  setRunning(isRunning: boolean): void;
  /**
   * Moves on, and lets every timer on the way ring in order and at its own instant. What a timer starts at the simulators is finished before the
   * next one rings. Runs on afterwards if it ran. Moves wait for each other. @throws RangeError for an instant that has passed.
   */
  advanceTo(instant: string | Date): Promise<void>;
  /** Called after every move and after every start and stop; a move waits for it. The answer ends that. */
  onMoved(listener: (now: string) => void | Promise<void>): () => void;
}

/** An integration as an administrator would have typed it in, secrets included. */
export interface DemoIntegration {
  readonly id: string;
  readonly input: IntegrationInput;
  readonly isActive: boolean;
}

/** A resource, and what the directory has to know of it besides its places. */
export interface DemoResource extends Resource {
  readonly use: 'exclusive' | 'shared';
  readonly checkIn: 'access_control' | 'none';
  /** How much earlier its doors open. */
  readonly earlyMinutes: number;
}

export interface DemoPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** The same at Bookings ONE, which knows people by it. */
  readonly email: string;
  readonly password: string;
}

/** What the simulated door did. */
export interface DoorAnswer {
  readonly opened: boolean;
  /** In the words of the door. */
  readonly reason: string;
  /** What to ask `access.explain`; absent where the directory knows nobody with this credential. */
  readonly question?: {
    readonly providerId: string;
    readonly subject: string;
    readonly place: string;
    readonly at: string;
  };
}

/** One record as a vendor really holds it. */
export interface HeldRecord {
  readonly key: string;
  readonly place: string;
  /** For whom, as the vendor's screens say it. A card number is masked. */
  readonly who: string;
  /** When it opens, as the vendor's screens say it. */
  readonly words: string;
  /** False: somebody made it by hand. */
  readonly isOurs: boolean;
}

/** A booking of a room, made in Bookings ONE's own console. */
export interface RoomBookingInput {
  /** Resource of kind `room`. */
  readonly resourceId: string;
  readonly organizerId: string;
  readonly attendeeIds?: readonly string[];
  readonly startsAt: string;
  readonly endsAt: string;
}

/** What the demo needs of the host: readers without a vendor ask it, and vendors call it. */
export interface DemoHost {
  decide(question: DecideQuestion): Promise<Decision>;
  /** Where an installation sends its door events. */
  webhookUrl(integrationId: string): string;
}

/** A whole residence on this machine: four simulated vendors on loopback ports, with doors, cards and people. */
export interface DemoWorld {
  readonly clock: DemoClock;
  readonly timeZone: string;
  readonly integrations: readonly DemoIntegration[];
  /** Resource → places, person → subjects. The places of `office` are resources of Bookings ONE: what its source follows. */
  readonly mapping: readonly MappingInput[];
  readonly resources: readonly DemoResource[];
  readonly people: readonly DemoPerson[];
  /** As of now: visitors that reception expects have a QR code. */
  readonly doors: readonly Door[];
  /** To be called once, when the host listens. Until then readers that ask are told no, and nobody is told of entries. */
  connect(host: DemoHost): void;
  /** Holds something to a simulated door, now. @throws RangeError for a door or a credential that does not exist. */
  present(doorId: string, input: PresentInput): Promise<DoorAnswer>;
  /** What the vendor really holds, read past its interface. Empty where there is no vendor. */
  held(integrationId: string): readonly HeldRecord[];
  /**
   * Grants of the ledger as `held` would tell them: a record that the vendor holds exactly so has the same key, place and words. What has no
   * effect any more and is not swept is left out of both.
   */
  believed(integrationId: string, grants: readonly GrantRecord[]): readonly HeldRecord[];
  levers(integrationId: string): readonly Lever[];
  /** @throws RangeError for a lever that does not exist, or that cannot be pulled as things stand. */
  pull(integrationId: string, leverId: string, input?: LeverInput): Promise<void>;
  /** Requests that reached the simulator since the start, hit by a lever or not. */
  calls(integrationId: string): { readonly calls: number; readonly writes: number };
  /** Bookings ONE's own console. @throws RangeError where the room is taken. */
  bookRoom(booking: RoomBookingInput): { readonly id: string };
  cancelRoom(id: string): void;
  close(): Promise<void>;
}
