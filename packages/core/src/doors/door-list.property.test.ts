import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryProviderStorage } from '../ledger/memory-storage';
import type { Change } from '../model/change';
import { isSameJson } from '../model/json';
import type { Permission } from '../model/permission';
import { createFixedClock } from '../testing/clock/fixed-clock';
import { createPermission } from '../testing/conformance/create-permission';
import { seeded } from '../testing/laws/seeded';
import { atMinute, createTestDoorList, DOOR_TEST_START } from './__fixtures__/door-test-list';
import type { DoorList } from './door-list';

const MINUTES = 40;
const places = ['north', 'south'];
/** Spellings of three cards. */
const spellings = [['4711', '00 4711'], ['A1B2', 'a1:b2'], ['C3D4']] as const;

const booking = fc.record({
  kind: fc.constant('book' as const),
  id: fc.integer({ min: 0, max: 4 }),
  card: fc.integer({ min: 0, max: 2 }),
  place: fc.constantFrom(...places),
  from: fc.integer({ min: 0, max: MINUTES - 1 }),
  minutes: fc.integer({ min: 1, max: 20 }),
});
const step = fc.oneof(
  { weight: 6, arbitrary: booking },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('cancel' as const), id: fc.integer({ min: 0, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 600 }) }),
  },
);
const history = fc.array(fc.record({ step, process: fc.integer({ min: 0, max: 1 }) }), { maxLength: 14 });

/** Two processes on one storage, and a small engine that brings the doors in step with the bookings by one of them. */
function createProcesses() {
  const clock = createFixedClock(DOOR_TEST_START);
  const storage = createMemoryProviderStorage();
  const start = (): DoorList => createTestDoorList({ sharedBy: 'many_processes', logSize: 5, clock }).list;
  const processes = [start(), start()];
  const processOf = (index: number): DoorList => processes[index] ?? start();
  const now = (): string => new Date(clock.nowMs()).toISOString();

  const settle = async (list: DoorList, permissions: readonly Permission[]): Promise<void> => {
    for (const lane of places) {
      const held = new Map<string, Change & { kind: 'update' }>();
      for await (const { grantKey = '', state } of list.listGrants?.({ lanes: [] }, { storage }) ?? [])
        if (state['place'] === lane)
          held.set(grantKey, { kind: 'update', grantKey, before: state, after: state, reason: '' });
      const wanted = new Map<string, Permission[]>();
      for (const permission of permissions.filter(({ place }) => place === lane)) {
        const grantKey = list.grantKeyOf(permission);
        wanted.set(grantKey, [...(wanted.get(grantKey) ?? []), permission]);
      }
      const changes = [...new Set([...held.keys(), ...wanted.keys()])].flatMap((grantKey): Change[] => {
        const before = held.get(grantKey)?.before;
        const { state: after } = list.compose(wanted.get(grantKey) ?? [], { now: now(), held: before });
        const reason = 'A history asks for it.';
        if (after === undefined)
          return before === undefined ? [] : [{ kind: 'revoke', grantKey, before, reason, revokeReason: 'cancelled' }];
        if (before === undefined) return [{ kind: 'create', grantKey, after, reason }];
        return isSameJson(before, after) ? [] : [{ kind: 'update', grantKey, before, after, reason }];
      });
      for (const { effect } of await list.applyChanges({ lane, changes }, { storage })) expect(effect).toBe('applied');
    }
  };
  return {
    clock,
    storage,
    now,
    settle,
    processOf,
    restart: (index: number) => {
      processes[index] = start();
    },
  };
}

describe('a door list through any history', () => {
  it('opens at every minute to come exactly by the union of the booked windows, whichever process is asked', async () => {
    const check = fc.asyncProperty(history, async (steps) => {
      const { clock, storage, now, settle, processOf, restart } = createProcesses();
      const booked = new Map<number, Permission>();
      for (const { step: next, process } of steps) {
        if (next.kind === 'restart') restart(process);
        else if (next.kind === 'wait') await clock.advanceBy(next.seconds * 1_000);
        else if (next.kind === 'cancel') booked.delete(next.id);
        else {
          const [subject, ...others] = spellings[next.card] ?? ['4711'];
          const window = { startsAt: atMinute(next.from), endsAt: atMinute(next.from + next.minutes) };
          const bookingId = `booking-${next.id}`;
          booked.set(
            next.id,
            createPermission({
              ...{ bookingId, window, place: next.place, providerId: 'doors' },
              subject: next.minutes % 2 === 0 ? subject : (others[0] ?? subject),
            }),
          );
        }
        const permissions = [...booked.values()];
        await settle(processOf(process), permissions);
        await clock.advanceBy(1_001);
        for (const list of [processOf(0), processOf(1)])
          for (const place of places)
            for (const [card, respelled = card] of spellings) {
              const ask = (at: string) => ({ credential: { kind: 'card' as const, value: respelled }, place, at });
              await list.decide(ask(now()), { storage });
              const opened: number[] = [];
              const expected: number[] = [];
              for (let minute = 0; minute < MINUTES + 21; minute += 1) {
                const at = atMinute(minute);
                if (at < now()) continue;
                if (list.decideNow(ask(at)).verdict === 'allow') opened.push(minute);
                const isBooked = permissions.some(
                  (permission) =>
                    list.normaliseSubject?.(permission.subject) === card &&
                    permission.place === place &&
                    permission.window.startsAt <= at &&
                    at < permission.window.endsAt,
                );
                if (isBooked) expected.push(minute);
              }
              expect(opened).toEqual(expected);
            }
      }
    });
    await fc.assert(check, seeded(30));
  });
});
