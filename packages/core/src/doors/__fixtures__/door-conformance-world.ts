import { instantFromMs } from '../../model/instant';
import { createFixedClock } from '../../testing/clock/fixed-clock';
import type { ConformanceWorld } from '../../testing/conformance/conformance-world';
import { createDoorList } from '../door-list';
import type { DoorListOptions } from '../door-list-options';
import { createWatchedStorage } from './watched-storage';

const nobodyElse = 'nobody but the list itself writes its rows';
const noRefusal = 'the storage refuses nothing for good';

/** A world of the conformance suite whose doors are asked by `decideNow`: its answer is what a reader in the process would get. */
export async function createDoorConformanceWorld(
  options: Pick<DoorListOptions, 'sharedBy' | 'logSize'> = {},
): Promise<ConformanceWorld> {
  const clock = createFixedClock('2026-11-16T08:20:00.000Z');
  const storage = createWatchedStorage();
  const places = ['north door', 'south door'];
  const provider = createDoorList({ id: 'Doors / 1', doors: places.map((place) => ({ place })), clock, ...options });
  const decide = (subject: string, place: string, at: string): string =>
    provider.decideNow({ credential: { kind: 'card', value: subject }, place, at }).verdict;
  const isShared = options.sharedBy === 'many_processes';
  return {
    provider,
    clock,
    storage,
    subjects: ['04A1B2C3', '4711008150', 'CARD4713'],
    respell: (subject) =>
      ` ${/^\d+$/.test(subject) ? '000' : ''}${subject.toLowerCase().slice(0, 4)}-${subject.slice(4)} `,
    places,
    placeSettings: { timeZone: 'Asia/Kathmandu' },
    probe: {
      opens: ({ subject, place, at }) => decide(subject, place, at) === 'allow',
      callCount: () => storage.reads + storage.writes,
      // Reading a grant in doubt stores once more what is there, and nobody's right is touched by it.
      writeCount: () => storage.changes,
      addForeign: () => Promise.reject(new Error(nobodyElse)),
      dropNextAnswer: storage.dropNextAnswer,
      failNext: storage.failNext,
      presentSubject: ({ subject, place }) => decide(subject, place, instantFromMs(clock.nowMs())),
      setOutage: storage.setOutage,
    },
    cannot: {
      addForeign: nobodyElse,
      foreignOnSamePair: nobodyElse,
      refused: noRefusal,
      rate_limited: 'the storage counts no calls',
      unusable: 'a door that is not in the list is rejected before anything is written',
      ...(isShared
        ? {}
        : { setOutage: 'its door events wait in memory, so no outage keeps anybody from reading them' }),
    },
    // A door is one record.
    listingCalls: () => places.length,
    close: () => provider.close(),
  };
}
