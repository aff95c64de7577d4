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
  /**
   * The same from memory alone, within microseconds, for readers in the same process. Before the list is loaded it denies. Never throws: a
   * credential that is none is `unsupported_credential`.
   */
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
 * So far from the clock a question is still one of now: a reader may tell the time itself. What was asked of another time is no visit, so it
 * is no door event and checks nobody in.
 */
const SAME_TIME_MS = 5_000;

/**
 * The doors of a host whose own readers ask: per door the cards that may pass and when, answered from memory, also while the source of the
 * bookings cannot be reached. A place is a door, a subject a card, a lane a door, a grant the windows of one card at one door. What it holds
 * is in the provider's storage, so a restart finds it again.
 *
 * Decisions come back as door events, with the time of the list's own clock; a question about another time, more than five seconds from it,
 * is answered and leaves nothing behind. Those of the time between two pulls wait in memory; with `one_process` a crash loses them, with
 * `many_processes` they are in the storage a moment after the decision, and `close` brings the last of them.
 *
 * It logs no card and no grant key. The engine writes grant keys into its logs and its journal; see `doorGrantKey` for what they give away.
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
  const looks = createDoorLooks({ providerId, clock, logger, isShared, limits, shelves, book, freshness });
  const { logSize: size } = settings;
  const log = createDoorLog({ providerId, size });
  const shared = isShared ? createSharedDoorFeed({ providerId, clock, logger, log, size }) : undefined;
  const feed = shared ?? createOwnDoorFeed({ providerId, log, logger });
  const rules = { providerId, places: doors, cards };
  const writer = { providerId, clock, book, places: doors };
  // All that the engine gives are the same one. Kept for what is said and asked without a call of the engine.
  let known: ProviderStorage | undefined;
  const remember = (storage: ProviderStorage): ProviderStorage => {
    known = storage;
    // Marks from before the first call wait for it.
    void freshness.store(storage);
    return storage;
  };
  const storageOf = (callOptions: CallOptions): ProviderStorage => remember(requireStorage(providerId, callOptions));

  const reasonOf = ({ credential, place }: DecisionRequest, card: string | undefined, atMs: number): DoorReason => {
    // A reader may send anything at all.
    if (typeof credential !== 'object' || credential === null) return 'unsupported_credential';
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
  const decideAsOf = (request: DecisionRequest, nowMs: number): DoorDecision => {
    const { credential, place, at } = request;
    // What is no card may be a secret: it is not kept.
    const card = credential?.kind === 'card' ? cards.read(credential.value) : undefined;
    const atMs = exactInstantMs(at);
    const reason = reasonOf(request, card, atMs);
    const door = doors.get(place);
    // Also false for a time that is none, which nobody could read back.
    if (door !== undefined && Math.abs(atMs - nowMs) <= SAME_TIME_MS) {
      log.add({ isGranted: reason === 'booked', place, card, atMs: nowMs, reason, isEntry: door.isEntry });
      if (known !== undefined) shared?.bring(known);
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
      // Somebody has asked now, however long the look takes.
      const nowMs = clock.nowMs();
      if (callOptions.storage !== undefined) remember(callOptions.storage);
      if (known !== undefined) await looks.beforeDecision(request.place, known);
      return decideAsOf(request, nowMs);
    },
    decideNow: (request) => decideAsOf(request, clock.nowMs()),
    async load(storage) {
      await looks.atAll(storageOf({ storage }));
      await freshness.store(storage);
    },
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
        // So that a host that never asked for more has its doors loaded soon after it has started.
        await looks.atMissing(storageOf(callOptions));
        return feed.pull(request, callOptions);
      },
    },
    checkHealth: async (callOptions) => {
      const load = async (): Promise<void> => looks.atAll(storageOf(callOptions));
      return checkDoorHealth({ settings, cards, shelves, freshness, load }, callOptions.expected);
    },
    async forgetSubject(subject, callOptions) {
      const card = cards.read(subject) ?? subject;
      log.forgetCard(card);
      await shared?.forgetCard(card, storageOf(callOptions));
    },
    async close() {
      if (known !== undefined) await shared?.close(known);
    },
  };
}
