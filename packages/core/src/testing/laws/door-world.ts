import type { AccessControlOptions } from '../../engine/access-control-options';
import type { BackgroundFailure } from '../../events/event-hub';
import type { AccessEvent } from '../../model/access-event';
import type { AccessProvider } from '../../ports/access-provider';
import type { Ledger } from '../../ports/ledger';
import type { FakeProviderOptions } from '../fake/fake-provider-options';
import { createLawWorld, type LawWorld, type ProcessParts } from './law-world';

/** A world in which somebody is told of door events. */
export interface DoorWorld extends LawWorld {
  /** What the host was told, as often as it was told. */
  readonly told: AccessEvent[];
  readonly failures: BackgroundFailure[];
  /** People without any right try the gym door, one after the other. */
  knock(...subjects: string[]): void;
  /** Who knocked, as the host was told. */
  toldSubjects(): (string | undefined)[];
  /** Ids of what waits for the host. */
  waiting(): Promise<string[]>;
}

/** A world whose feed has begun: what happens from now on comes back. */
export async function createDoorWorld(
  options: {
    access?: Partial<AccessControlOptions>;
    manifest?: Omit<FakeProviderOptions, 'vendor'>;
    ledger?: Ledger;
    /** Wraps the parts of every process but the first, in which the feed has begun. */
    wrap?: (parts: ProcessParts) => ProcessParts;
  } = {},
): Promise<DoorWorld> {
  const told: AccessEvent[] = [];
  const failures: BackgroundFailure[] = [];
  let processes = 0;
  const world = createLawWorld({
    manifest: options.manifest,
    ledger: options.ledger,
    access: { onAccessEvent: (event) => void told.push(event), ...options.access },
    wrap: (parts) => {
      processes += 1;
      return processes === 1 ? parts : (options.wrap?.(parts) ?? parts);
    },
  });
  const { restart } = world;
  const listen = (): void => void world.access.on('engine.failed', (failure) => failures.push(failure));
  await world.access.runDue();
  restart();
  listen();
  return Object.assign(world, {
    told,
    failures,
    restart(ledger?: Ledger) {
      restart(ledger);
      listen();
    },
    knock(...subjects: string[]) {
      for (const subject of subjects) world.vendor.presentSubject({ subject, place: 'gym-door' });
    },
    toldSubjects: () => told.map(({ subject }) => subject),
    waiting: async () => {
      const found = await world.ledger.transaction(({ events }) => events.listUndelivered({ limit: 1_000 }));
      return found.map(({ event }) => event.id);
    },
  });
}

/** A feed in pages of two, so that a few events are many pages. */
export function inSmallPages({ ledger, provider }: ProcessParts): ProcessParts {
  const { events } = provider;
  const pull: NonNullable<AccessProvider['events']>['pull'] = (request, options) =>
    events?.pull?.({ ...request, limit: 2 }, options) ?? Promise.reject(new Error('There is no feed.'));
  return { ledger, provider: { ...provider, events: { pull } } };
}
