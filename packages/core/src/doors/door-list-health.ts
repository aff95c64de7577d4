import { AcxError } from '../errors/acx-error';
import { toHealthReport } from '../policy/to-health-report';
import type { ExpectedIdentities, HealthFinding, HealthReport } from '../ports/access-provider';
import type { DoorCards } from './door-card';
import type { DoorFreshness } from './door-freshness';
import type { DoorListSettings } from './door-list-options';
import type { DoorShelf } from './door-shelf';

/** What is looked at. */
export interface DoorHealthSubject {
  readonly settings: DoorListSettings;
  readonly cards: DoorCards;
  readonly shelves: ReadonlyMap<string, DoorShelf>;
  readonly freshness: DoorFreshness;
  /** Looks at everything that is stored. */
  load(): Promise<void>;
}

/** Loads the list and tells an installer how it stands. Names no card. */
export async function checkDoorHealth(
  subject: DoorHealthSubject,
  expected: ExpectedIdentities | undefined,
): Promise<HealthReport> {
  const { id: providerId } = subject.settings;
  const stored = await subject.load().then(
    (): HealthFinding => ({ area: 'storage', status: 'ok', message: 'What is stored of the doors can be read.' }),
    (failure: unknown): HealthFinding => ({
      area: 'storage',
      status: 'failed',
      message: AcxError.isInstance(failure) ? failure.message : 'What is stored of the doors cannot be read.',
    }),
  );
  const findings = [
    stored,
    doorFinding(subject),
    ...freshnessFindings(subject),
    ...expectedFindings(subject, expected),
  ];
  return toHealthReport({ providerId, findings });
}

function doorFinding({ shelves }: DoorHealthSubject): HealthFinding {
  const missing = [...shelves].filter(([, { rows }]) => rows === undefined).map(([place]) => place);
  const area = 'places';
  if (missing.length === 0)
    return { area, status: 'ok', message: `${shelves.size} doors decide by what is in their lists.` };
  return {
    area,
    status: 'failed',
    message: `These doors open for nobody, because their lists are not loaded yet: ${missing.join(', ')}. Look after the storage.`,
  };
}

function freshnessFindings({ settings, shelves, freshness }: DoorHealthSubject): HealthFinding[] {
  const limits = settings.freshness;
  if (limits === undefined) return [];
  const stale = [...shelves.keys()].filter((place) => freshness.isStale(place));
  const area = 'freshness';
  if (stale.length === 0)
    return [{ area, status: 'ok', message: `Bookings were heard of within ${limits.limitMinutes} minutes.` }];
  const told = stale.map((place) => `${place} (${freshness.asOf(place) ?? 'never'})`).join(', ');
  const isOpen = limits.afterwards === 'keep';
  return [
    {
      area,
      status: isOpen ? 'warning' : 'failed',
      message: `Bookings were not heard of for more than ${limits.limitMinutes} minutes at: ${told}. ${
        isOpen ? 'These doors go on by what is known.' : 'These doors open for nobody.'
      } Look after the source of the bookings, and after what calls markFresh.`,
    },
  ];
}

function expectedFindings(
  { settings, cards, shelves }: DoorHealthSubject,
  expected: ExpectedIdentities | undefined,
): HealthFinding[] {
  const unknown = expected?.places.filter((place) => !shelves.has(place)) ?? [];
  const unfit = expected?.subjects.filter((subject) => cards.readCertainly(subject) === undefined).length ?? 0;
  const findings: HealthFinding[] = [];
  if (unknown.length > 0)
    findings.push({
      area: 'places',
      status: 'warning',
      message: `Bookings ask for doors that ${settings.id} does not have: ${unknown.join(', ')}. Add them, or correct the directory.`,
    });
  if (unfit > 0)
    findings.push({
      area: 'subjects',
      status: 'warning',
      message: `${unfit} cards of holders are empty, too long or cannot be written in one way. Correct them in the directory.`,
    });
  return findings;
}
