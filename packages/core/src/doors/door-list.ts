import { describeIssues } from '../errors/describe-issues';
import { InvalidInputError } from '../errors/invalid-input-error';
import { parseWithMessages } from '../errors/parse-with-messages';
import { requireStorage } from '../ledger/require-storage';
import type { DecisionRequest } from '../model/decision';
import type { Instant } from '../model/instant';
import { instantSchema } from '../model/parse-booking';
import { parseOptions } from '../options/parse-options';
import { type AccessProvider, SPECIFICATION_VERSION } from '../ports/access-provider';
import type { CallOptions } from '../ports/call-options';
import type { ProviderStorage } from '../ports/provider-storage';
import { applyDoorChanges, estimateDoorCalls } from './apply-door-changes';
import { composeDoorGrant } from './compose-door-grant';
import { createDoorBook } from './door-book';
import { createDoorCards } from './door-card';
import { type DoorDecision, type DoorReason, exactInstantMs, toDoorDecision } from './door-decision';
import { createDoorFreshness } from './door-freshness';
import { doorGrantKey } from './door-grant-state';
import { doorListCapabilities } from './door-list-capabilities';
import { checkDoorHealth } from './door-list-health';
import { type DoorListOptions, doorListOptionsSchema } from './door-list-options';
import { createDoorLog, createOwnDoorFeed } from './door-log';
import { createDoorLooks } from './door-looks';
import { createDoorShelf } from './door-shelf';
import { listDoorGrants, readDoorGrants } from './read-door-grants';
import { createSharedDoorFeed } from './shared-door-feed';

/** Says that bookings are known as of an instant. */
export interface DoorMark {
  /** One to come counts as now. */
  readonly at: Date | Instant;
  /** Default: all doors. Those that the list does not have are passed over. */
  readonly places?: readonly string[];
}

/** A provider whose doors are asked in this process. */
export interface DoorList extends AccessProvider {
  /**
   * May this card pass this door? Looks at the storage at the first use, and with many processes when the last look is older than a second,
   * for half a second at most; else it is answered from memory. Never rejects for a storage that fails.
   */
  decide(request: DecisionRequest, options: CallOptions): Promise<DoorDecision>;
  /** The same from memory alone, within microseconds, for readers in the same process. Before the list is loaded it denies. */
  decideNow(request: DecisionRequest): DoorDecision;
  /**
   * Loads what is stored. The engine does so by itself at the first use of a door, with `health` and when it pulls door events; a host that
   * only calls `decideNow` asks `health` when it starts.
   * @throws AcxError of the first door that cannot be read; the others are loaded all the same.
   */
  load(storage: ProviderStorage): Promise<void>;
  /**
   * Everything that was booked is known as of then: said by whoever follows the bookings, after each reading. Counts at once, and resolves when
   * it is stored, which is done at most once a minute and as soon as the engine has made a call. Never rejects for a storage that fails.
   * @throws InvalidInputError for what is no instant.
   */
  markFresh(mark: DoorMark): Promise<void>;
  /** When the bookings of a door were last heard of; absent when they never were. */
  asOf(place: string): Instant | undefined;
}

/**
 * The doors of a host whose own readers ask: per door the cards that may pass and when, answered from memory, also while the source of the
 * bookings cannot be reached. A place is a door, a subject a card, a lane a door, a grant the windows of one card at one door. What it holds
 * is in the provider's storage, so a restart finds it again.
 *
 * Decisions come back as door events. Those of the time between two pulls wait in memory; with `one_process` a crash loses them, with
 * `many_processes` they are in the storage a moment after the decision.
 * @throws ConfigurationError that lists every problem of the options.
 */
export function createDoorList(options: DoorListOptions): DoorList {
  const settings = parseOptions('Options of createDoorList', doorListOptionsSchema, options);
  const { id: providerId, clock, logger, freshness: limits, normaliseCard } = settings;
  const isShared = settings.sharedBy === 'many_processes';
  const cards = createDoorCards(normaliseCard);
  const doors = new Map(settings.doors.map((door) => [door.place, door]));
  const shelves = new Map(settings.doors.map(({ place }) => [place, createDoorShelf()]));
  const book = createDoorBook({ providerId, clock, shelves });
  const freshness = createDoorFreshness({ providerId, clock, logger, limits });
  const hasLimit = limits !== undefined;
  const looks = createDoorLooks({ providerId, clock, logger, isShared, hasLimit, shelves, book, freshness });
  const { logSize: size } = settings;
  const log = createDoorLog({ providerId, size });
  const shared = isShared ? createSharedDoorFeed({ providerId, clock, logger, log, size }) : undefined;
  const feed = shared ?? createOwnDoorFeed({ providerId, log, logger });
  const rules = { providerId, places: doors, cards };
  const writer = { providerId, clock, book, places: doors };
  // All that the engine gives are the same one. Kept for what is said and asked without a call of the engine.
  let known: ProviderStorage | undefined;
  const storageOf = (callOptions: CallOptions): ProviderStorage => {
    known = requireStorage(providerId, callOptions);
    return known;
  };

  const reasonOf = ({ credential, place }: DecisionRequest, card: string | undefined, atMs: number): DoorReason => {
    const shelf = shelves.get(place);
    if (shelf === undefined) return 'unknown_place';
    if (credential.kind !== 'card') return 'unsupported_credential';
    if (Number.isNaN(atMs)) return 'unclear_time';
    if (shelf.rows === undefined) return 'not_loaded';
    if (limits?.afterwards === 'deny' && freshness.isStale(place)) return 'stale';
    const opens = card === undefined ? undefined : shelf.opens(card, atMs);
    if (opens === undefined) return 'unknown_credential';
    return opens ? 'booked' : 'outside_window';
  };
  const decideNow: DoorList['decideNow'] = (request) => {
    const { credential, place, at } = request;
    // What is no card may be a secret: it is not kept.
    const card = credential.kind === 'card' ? cards.read(credential.value) : undefined;
    const atMs = exactInstantMs(at);
    const reason = reasonOf(request, card, atMs);
    const door = doors.get(place);
    if (door !== undefined) {
      const isGranted = reason === 'booked';
      const toldMs = Number.isNaN(atMs) ? clock.nowMs() : atMs;
      log.add({ isGranted, place, card, atMs: toldMs, reason, isEntry: door.isEntry });
      if (shared !== undefined && known !== undefined) void shared.bring(known);
    }
    return toDoorDecision(reason);
  };

  return {
    specificationVersion: SPECIFICATION_VERSION,
    id: providerId,
    capabilities: doorListCapabilities,
    normaliseSubject: (subject) => cards.readCertainly(subject) ?? subject,
    laneOf: ({ place }) => place,
    grantKeyOf: ({ place, subject }) => doorGrantKey({ place, card: cards.readCertainly(subject) ?? subject }),
    compose: (permissions, context) => composeDoorGrant(permissions, context, rules),
    estimateCalls: estimateDoorCalls,
    applyChanges: async (request, callOptions) =>
      applyDoorChanges(writer, request, { storage: storageOf(callOptions), signal: callOptions.signal }),
    readGrants: async ({ lane, grants }, callOptions) => {
      const grantKeys = grants.map(({ grantKey }) => grantKey);
      return readDoorGrants(book, { lane, grantKeys }, storageOf(callOptions));
    },
    listGrants: ({ lanes }, callOptions) => listDoorGrants(book, [...doors.keys(), ...lanes], storageOf(callOptions)),
    async *listPlaces() {
      for (const { place, name = place } of settings.doors) yield { place, name, settings: {} };
    },
    async decide(request, callOptions) {
      known = callOptions.storage ?? known;
      if (known !== undefined) await looks.beforeDecision(request.place, known);
      return decideNow(request);
    },
    decideNow,
    load: (storage) => looks.atAll(storageOf({ storage })),
    async markFresh({ at, places = [...doors.keys()] }) {
      const read = parseWithMessages(instantSchema, at);
      if (!read.success) throw new InvalidInputError({ subject: 'mark', problems: describeIssues(read.error) });
      freshness.mark(
        places.filter((place) => doors.has(place)),
        read.data,
      );
      if (known !== undefined) await freshness.store(known);
    },
    asOf: (place) => freshness.asOf(place),
    events: {
      async pull(request, callOptions) {
        const storage = storageOf(callOptions);
        // So that a host that never asked for more has its doors loaded soon after it has started. What fails is tried again by a decision.
        if ([...shelves.values()].some(({ rows }) => rows === undefined)) await looks.atAll(storage).catch(() => {});
        return feed.pull(request, callOptions);
      },
    },
    checkHealth: async (callOptions) => {
      const load = async (): Promise<void> => looks.atAll(storageOf(callOptions));
      return checkDoorHealth({ settings, cards, shelves, freshness, load }, callOptions.expected);
    },
    close: async () => {},
  };
}
