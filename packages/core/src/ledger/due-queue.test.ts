import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../testing/laws/seeded';
import { minute } from '../testing/ledger/ledger-rows';
import { createDueQueue } from './due-queue';

/** A number pushes an item that is due at that minute, `pop` takes one. */
const steps = fc.array(fc.oneof(fc.nat(200), fc.nat(200), fc.constant('pop' as const)), { maxLength: 400 });

describe('the due queue', () => {
  it('hands items out like a list that is sorted at every step', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const queue = createDueQueue<number>();
        const list: string[] = [];
        for (const [index, step] of history.entries()) {
          if (step === 'pop') expect(queue.pop()?.dueAt).toBe(list.shift());
          else {
            queue.push({ dueAt: minute(step), item: index });
            list.push(minute(step));
            list.sort();
          }
          expect(queue.peek()?.dueAt).toBe(list[0]);
        }
        while (list.length > 0) expect(queue.pop()?.dueAt).toBe(list.shift());
        expect([queue.peek(), queue.pop()]).toEqual([undefined, undefined]);
      }),
      seeded(200),
    );
  });

  it('hands every item out once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 150 }), (minutes) => {
        const queue = createDueQueue<number>();
        for (const [item, due] of minutes.entries()) queue.push({ dueAt: minute(due), item });
        const items = minutes.map(() => queue.pop()?.item ?? -1);
        expect(items.sort((a, b) => a - b)).toEqual([...minutes.keys()]);
      }),
      seeded(100),
    );
  });

  it('passes over what is not current any more', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(200), fc.boolean()), { maxLength: 300 }), (items) => {
        const dropped = new Set<number>();
        const queue = createDueQueue<number>((item) => !dropped.has(item));
        for (const [item, [due, isDropped]] of items.entries()) {
          queue.push({ dueAt: minute(due), item });
          if (isDropped) dropped.add(item);
        }
        const left = items.flatMap(([due], item) => (dropped.has(item) ? [] : [minute(due)])).sort();
        for (const dueAt of left) {
          expect(queue.peek()?.dueAt).toBe(dueAt);
          expect(queue.pop()?.dueAt).toBe(dueAt);
        }
        expect(queue.pop()).toBeUndefined();
      }),
      seeded(200),
    );
  });

  it('lets go of what is not current long before its time has come', () => {
    let current = -1;
    let questions = 0;
    const queue = createDueQueue<number>((item) => {
      questions += 1;
      return item === current;
    });
    for (let item = 0; item < 10_000; item += 1) {
      current = item;
      queue.push({ dueAt: minute(100_000 - item), item });
    }
    current = -1;
    questions = 0;
    expect(queue.peek()).toBeUndefined();
    expect(questions).toBeLessThan(100);
  });
});
