import { type Clock, type Logger, silentLogger } from '@acx/core';
import { createAesGcmSealer, type SealingKeys } from '@acx/core/ledger';
import type { SmtpConfig } from '../config/host-config';
import type { DemoWorld } from '../contract/demo-world';
import { type BookingDesk, createBookingDesk } from './bookings/booking-desk';
import { createKnownBookings, type KnownBookings } from './bookings/known-bookings';
import { createRoomDesk } from './bookings/room-desk';
import { createDoorReports } from './door-reports';
import { createEngine, type Engine } from './engine';
import { createFollowedSources, type FollowedSources } from './followed-sources';
import type { House } from './house';
import { type IntegrationBook, openIntegrationBook } from './integrations/integration-book';
import { createIntegrationDesk, type IntegrationDesk } from './integrations/integration-desk';
import { allSystems } from './integrations/systems/all-systems';
import { createLiveFeed, type LiveFeed } from './live/live-feed';
import { createMailer } from './mail/mailer';
import { createNoticePost } from './mail/notice-post';
import { createHouseDirectory } from './mapping/house-directory';
import { type MappingBook, openMappingBook } from './mapping/mapping-book';
import { createMappingDesk, type MappingDesk } from './mapping/mapping-desk';
import { createVendorLists } from './mapping/vendor-lists';
import type { HostDatabase } from './store/open-database';

/** Everything the pages ask for. */
export interface Host {
  readonly house: House;
  readonly clock: Clock;
  readonly nowIso: () => string;
  readonly database: HostDatabase;
  readonly engine: Engine;
  readonly sources: FollowedSources;
  readonly integrations: IntegrationBook;
  readonly mapping: MappingBook;
  readonly known: KnownBookings;
  readonly bookings: BookingDesk;
  readonly integrationDesk: IntegrationDesk;
  readonly mappingDesk: MappingDesk;
  readonly live: LiveFeed;
  readonly isPaused: (integrationId: string) => boolean;
  /** Simulated vendors and doors, in the demo. */
  readonly demo?: DemoWorld;
  /** From now on doors follow bookings. */
  start(): Promise<void>;
  /** Finishes the work at hand. The database is closed by whoever has opened it. */
  stop(): Promise<void>;
}

/** Wires all packages together: this function is all there is to it. */
export async function createHost(options: {
  house: House;
  database: HostDatabase;
  sealingKeys: SealingKeys;
  smtp: SmtpConfig;
  clock: Clock;
  /** Where vendors reach us: `https://host.example`. */
  origin: string;
  logger?: Logger;
  demo?: DemoWorld;
}): Promise<Host> {
  const { house, database, sealingKeys, smtp, clock, origin, logger = silentLogger, demo } = options;
  const { rows, ledgers } = database;
  const [ledger] = ledgers;
  if (ledger === undefined) throw new Error('A host needs a ledger.');
  const nowIso = (): string => new Date(clock.nowMs()).toISOString();
  const webhookUrl = (id: string): string => `${origin}/webhooks/${encodeURIComponent(id)}`;

  // What an administrator has set up.
  const surroundings = { clock, logger, isShared: ledgers.length > 1 };
  const integrations = await openIntegrationBook({ rows, sealer: createAesGcmSealer(sealingKeys), surroundings });
  const mapping = await openMappingBook(rows);
  const isPaused = (id: string): boolean => integrations.find(id)?.isActive === false;

  // What people see.
  const live = createLiveFeed();
  const mailer = createMailer(smtp);
  const known = createKnownBookings({ house, rows, ledger });
  const { onAccessEvent, onCheckIn } = createDoorReports({ house, known, integrations, mapping, live });

  // What works.
  const engine = createEngine({
    ...{ ledgers, clock, logger, onAccessEvent, onCheckIn },
    directory: createHouseDirectory({ house, mapping, integrations }),
    resolve: (id) => integrations.resolve(id),
    feeds: () =>
      integrations.list().flatMap(({ id, kind, checkIns }) => {
        return allSystems[kind].description.hasCheckIns && (checkIns?.isOn || kind === 'door_list') ? [id] : [];
      }),
    onNotice: createNoticePost({
      ...{ house, rows, known, mailer },
      settled: (bookingId) => engine.access.settled(bookingId, { timeoutMs: 0 }),
    }),
    onProgress: () => live.changed('bookings', 'vendors'),
  });
  const sources = createFollowedSources({
    ...{ house, integrations, mapping, engine, ledger, surroundings, clock, logger },
    hintsUrl: webhookUrl,
  });

  // What people do.
  const rooms = createRoomDesk({
    ...{ product: demo, known, readAll: () => sources.readAll() },
    sourceId: () => integrations.list().find(({ kind }) => kind === 'bookings_one')?.id,
  });
  const bookings = createBookingDesk({ house, rows, known, engine, rooms, nowIso, isPaused });
  const lists = createVendorLists(integrations);
  const placesOf = (id: string) => {
    const places = house.resources.flatMap((resource) => mapping.placesOf(resource.id));
    const there = places.flatMap(({ integrationId, place }) => (integrationId === id ? [place] : []));
    return [...new Set(there)].map((place) => ({ place, name: lists.nameOf(id, place) }));
  };
  const onChanged = async (): Promise<void> => {
    await sources.renew();
    live.changed('integrations', 'mapping', 'vendors', 'bookings');
  };
  return {
    ...{ house, clock, nowIso, database, engine, sources, integrations, mapping, known, bookings, live, isPaused },
    integrationDesk: createIntegrationDesk({ integrations, engine, surroundings, webhookUrl, placesOf, onChanged }),
    mappingDesk: createMappingDesk({ house, mapping, integrations, lists, engine, onChanged }),
    ...(demo && { demo }),
    async start() {
      await bookings.putAllAgain();
      await engine.start();
      await sources.renew();
      await lists.readAll();
    },
    async stop() {
      live.close();
      await sources.stop();
      await engine.stop();
      mailer.close();
    },
  };
}
