import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../model/json';
import type { LogFields } from '../../ports/logger';
import { createDoorWorld } from './door-world';
import { gym } from './law-bookings';
import type { ProcessParts } from './law-world';

const DAY_MS = 86_400_000;

/** A vendor that tells the last event of every page again. */
const overlapping = ({ ledger, provider }: ProcessParts): ProcessParts => ({
  ledger,
  provider: {
    ...provider,
    events: {
      async pull({ cursor, ...request }, options) {
        const { after = 0 } = JSON.parse(JSON.stringify(cursor ?? {}));
        const earlier: JsonValue = { after: Math.max(0, after - 1) };
        const page = await provider.events?.pull?.({ ...request, cursor: earlier }, options);
        return page ?? Promise.reject(new Error('There is no feed.'));
      },
    },
  },
});

describe('a door event that the vendor tells again', () => {
  it('reaches the host once, also when it was delivered nearly as long ago as is remembered', async () => {
    const world = await createDoorWorld({ wrap: overlapping, access: { retentionDays: 30 } });
    world.knock('a', 'b');
    for (let day = 0; day < 30; day += 1) {
      await world.access.runDue();
      await world.clock.advanceBy(DAY_MS);
    }
    await world.access.runDue();
    expect(world.toldSubjects()).toEqual(['a', 'b']);
  });
});

describe('erasing a person', () => {
  const setUp = async () => {
    let isTaking = false;
    const told: (string | undefined)[] = [];
    const world = await createDoorWorld({
      wrap: overlapping,
      access: {
        onAccessEvent({ subject }) {
          if (!isTaking) throw new Error('not now');
          told.push(subject);
        },
      },
    });
    const takeAll = async (): Promise<(string | undefined)[]> => {
      isTaking = true;
      await world.access.runDue();
      return told;
    };
    return { world, takeAll };
  };

  it('drops the door events of all their subjects that wait, and those of nobody else', async () => {
    const { world, takeAll } = await setUp();
    await world.access.putBooking(gym('b1', 60, 90, 'cleo'));
    await world.access.putBooking(gym('b2', 100, 120, 'ada'));
    world.knock('subject-cleo-1', 'subject-ada', 'subject-cleo-2');
    await world.access.runDue();
    await world.access.erasePerson({ holderId: 'cleo' });
    const left = await world.ledger.transaction(({ events }) => events.listUndelivered({ limit: 10 }));
    expect(inspect(left, { depth: 10 })).not.toContain('cleo');
    // The vendor tells the last one again.
    expect(await takeAll()).toEqual(['subject-ada']);
  });

  it('drops them also when the booking is cancelled or shared', async () => {
    const { world, takeAll } = await setUp();
    const holders = [{ holderId: 'ada' }, { holderId: 'ben' }];
    await world.access.putBooking({ ...gym('b1', 60, 90), holders });
    await world.access.putBooking(gym('b2', 100, 120, 'cleo'));
    await world.access.cancelBooking('b2');
    world.knock('subject-ada', 'subject-ben', 'subject-cleo-1');
    await world.access.runDue();
    await world.access.erasePerson({ holderId: 'ada' });
    await world.access.erasePerson({ holderId: 'cleo' });
    expect(await takeAll()).toEqual(['subject-ben']);
  });

  it('leaves nothing of an event behind once the host has taken it', async () => {
    const { world, takeAll } = await setUp();
    world.knock('subject-ada');
    await takeAll();
    const left = await world.ledger.transaction(({ events }) => events.listUndelivered({ limit: 10 }));
    expect(left).toEqual([]);
  });
});

describe('a door event with a card number', () => {
  it('shows it to the host alone: not to logs, failures and measurements', async () => {
    const card = 'CARD-4711-0815';
    const seen: unknown[] = [];
    const log = (...line: [string, LogFields?]): void => void seen.push(line);
    const telemetry = {
      span: <T>(name: string, attributes: unknown, work: () => Promise<T>) => {
        seen.push(name, attributes);
        return work();
      },
      count: (...measured: unknown[]) => void seen.push(measured),
      duration: (...measured: unknown[]) => void seen.push(measured),
    };
    let isBroken = false;
    const world = await createDoorWorld({
      access: {
        logger: { debug: log, info: log, warn: log, error: log },
        telemetry,
        onAccessEvent: ({ subject }) => Promise.reject(new Error(`nobody knows ${subject}`)),
      },
      wrap: ({ ledger, provider }) => ({
        ledger,
        provider: {
          ...provider,
          events: {
            pull: async (request, options) => {
              if (isBroken) throw new Error(`cannot read ${card}`);
              return (await provider.events?.pull?.(request, options)) ?? Promise.reject();
            },
          },
        },
      }),
    });
    world.knock(card);
    await world.access.runDue();
    isBroken = true;
    await world.access.runDue();
    expect(world.failures).toHaveLength(3);
    expect(seen.length).toBeGreaterThan(2);
    expect(inspect([seen, world.failures], { depth: 10, showHidden: true })).not.toContain(card);
  });
});
