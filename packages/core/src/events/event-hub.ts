import type { AcxErrorJson } from '../errors/acx-error';
import type { AccessEventType } from '../model/access-event';
import type { CheckIn } from '../model/check-in';
import type { DeliveredAccessEvent } from '../model/delivered-access-event';
import type { Instant } from '../model/instant';
import type { Notice } from '../model/notice';
import type { PermissionState, PermissionStatus } from '../model/permission-status';

/** A permission has come to another state. Names no subject. */
export interface PermissionEvent {
  readonly permissionKey: string;
  readonly bookingId: string;
  readonly providerId: string;
  readonly place: string;
  readonly at: Instant;
  readonly status: PermissionStatus;
}

/** Background work failed. It is tried again by itself; this is for monitoring. */
export interface BackgroundFailure {
  /** What was being done: `lane`, `notices`, `prune`, `events`. */
  readonly work: string;
  readonly at: Instant;
  readonly providerId?: string;
  readonly lane?: string;
  readonly error: AcxErrorJson | { readonly name: string; readonly message: string };
}

/** What a host can listen to. */
export type AccessControlEvents = {
  readonly [State in PermissionState as `permission.${State}`]: PermissionEvent;
} & {
  readonly [Type in AccessEventType as `access.${Type}`]: DeliveredAccessEvent;
} & {
  /** Somebody came in, and no booking explains it; also when the vendor does not say who it was. Once for each such event. */
  readonly 'access.unbooked': DeliveredAccessEvent;
  /** A booking was checked in by its doors, or its check-in was corrected. Told after `onCheckIn` has taken it. */
  readonly 'booking.checked_in': CheckIn;
  readonly notice: Notice;
  readonly 'engine.failed': BackgroundFailure;
};

/** Called with each event; what it throws, or rejects with later, is reported and harms nobody. */
export type EventHandler<Type extends keyof AccessControlEvents> = (event: AccessControlEvents[Type]) => void;

/** Hands events to those who listen in this process. */
export interface EventHub {
  /** Listens; the returned function stops it. */
  on<Type extends keyof AccessControlEvents>(type: Type, handler: EventHandler<Type>): () => void;
  emit<Type extends keyof AccessControlEvents>(type: Type, event: AccessControlEvents[Type]): void;
}

/** @param onHandlerFailure Told of what a handler throws. */
export function createEventHub(onHandlerFailure: (type: string) => void): EventHub {
  const handlers: { [Type in keyof AccessControlEvents]?: Set<EventHandler<Type>> } = {};

  const handlersOf = <Type extends keyof AccessControlEvents>(type: Type): Set<EventHandler<Type>> => {
    const existing: Set<EventHandler<Type>> | undefined = handlers[type];
    if (existing !== undefined) return existing;
    const created = new Set<EventHandler<Type>>();
    Object.assign(handlers, { [type]: created });
    return created;
  };
  return {
    on(type, handler) {
      // Its own function for each listener, so that the same handler may listen twice and stop once.
      const listener: EventHandler<typeof type> = (event) => handler(event);
      handlersOf(type).add(listener);
      return () => handlersOf(type).delete(listener);
    },
    emit(type, event) {
      for (const handler of [...handlersOf(type)]) {
        try {
          const result: unknown = handler(event);
          if (result instanceof Promise) result.catch(() => onHandlerFailure(type));
        } catch {
          onHandlerFailure(type);
        }
      }
    },
  };
}
