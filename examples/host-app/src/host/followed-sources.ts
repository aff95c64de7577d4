import {
  type BookingFollower,
  type Clock,
  followBookings,
  type Ledger,
  type Logger,
  type SourceReport,
} from '@acx/core';
import type { Engine } from './engine';
import type { House } from './house';
import type { ConfiguredIntegration, FollowedRoom, Surroundings } from './integrations/configured-integration';
import type { IntegrationBook } from './integrations/integration-book';
import { allSystems } from './integrations/systems/all-systems';
import type { MappingBook } from './mapping/mapping-book';

/** Bookings of another product, kept in step: one follower for each active integration that has bookings. */
export interface FollowedSources {
  /** Makes followers anew where their settings or their rooms may be others now. */
  renew(): Promise<void>;
  /** The inlet for announcements; absent where nobody is followed under this id. */
  receiver(integrationId: string): ((request: Request) => Promise<Response>) | undefined;
  report(integrationId: string): SourceReport | undefined;
  /** Reads everything now. */
  readAll(): Promise<void>;
  /** Reads what is due now. */
  runDue(): Promise<void>;
  stop(): Promise<void>;
}

export function createFollowedSources(options: {
  house: House;
  integrations: IntegrationBook;
  mapping: MappingBook;
  engine: Engine;
  ledger: Ledger;
  surroundings: Surroundings;
  hintsUrl: (integrationId: string) => string;
  clock: Clock;
  logger: Logger;
}): FollowedSources {
  const { house, integrations, mapping, engine, surroundings } = options;
  const followers = new Map<string, { follower: BookingFollower; made: string }>();

  const roomsOf = (id: string): FollowedRoom[] =>
    house.resources.flatMap(({ id: resourceId, timeZone }) =>
      mapping
        .placesOf(resourceId)
        .flatMap(({ integrationId, place }) =>
          integrationId === id ? [{ resource: place, resourceId, timeZone }] : [],
        ),
    );
  const follow = (integration: ConfiguredIntegration, rooms: readonly FollowedRoom[]): BookingFollower | undefined => {
    const { ledger, clock, logger, hintsUrl } = options;
    const source = allSystems[integration.kind].createSource?.(integration, {
      ...surroundings,
      ...{ rooms, hintsUrl: hintsUrl(integration.id) },
    });
    if (source === undefined) return undefined;
    return followBookings({
      ...{ source, ledger, clock, logger },
      // The access control behind it may be made anew.
      access: { syncBookings: (feed) => engine.access.syncBookings(feed) },
      onRead: ({ resourceId, at }) => engine.markFresh({ at, doors: mapping.placesOf(resourceId) }),
    });
  };

  const stopOne = async (id: string): Promise<void> => {
    const known = followers.get(id);
    followers.delete(id);
    await known?.follower.stop();
  };
  return {
    async renew() {
      const wanted = integrations.list().filter(({ kind, isActive }) => isActive && allSystems[kind].createSource);
      for (const id of followers.keys()) if (wanted.every((row) => row.id !== id)) await stopOne(id);
      for (const row of wanted) {
        const rooms = roomsOf(row.id);
        const made = JSON.stringify([row, rooms]);
        if (followers.get(row.id)?.made === made) continue;
        await stopOne(row.id);
        const follower = rooms.length === 0 ? undefined : follow(integrations.open(row), rooms);
        if (follower === undefined) continue;
        followers.set(row.id, { follower, made });
        follower.start();
      }
    },
    receiver(id) {
      const known = followers.get(id);
      return known && ((request) => known.follower.receive(request));
    },
    report: (id) => followers.get(id)?.follower.report(),
    async readAll() {
      for (const { follower } of followers.values()) await follower.readAll();
    },
    async runDue() {
      for (const { follower } of followers.values()) await follower.runDue();
    },
    async stop() {
      for (const id of [...followers.keys()]) await stopOne(id);
    },
  };
}
