import type { Instant } from '../model/instant';

/** An item and when it is due. */
export interface DueItem<Item> {
  readonly dueAt: Instant;
  readonly item: Item;
}

/** Items by the instant at which they are due, earliest first: a binary heap. */
export interface DueQueue<Item> {
  push(item: DueItem<Item>): void;
  peek(): DueItem<Item> | undefined;
  pop(): DueItem<Item> | undefined;
}

/** An empty queue. */
export function createDueQueue<Item>(): DueQueue<Item> {
  const heap: DueItem<Item>[] = [];
  const isEarlier = (a: number, b: number): boolean => {
    const [first, second] = [heap[a], heap[b]];
    return first !== undefined && (second === undefined || first.dueAt < second.dueAt);
  };
  const swap = (a: number, b: number): void => {
    const [first, second] = [heap[a], heap[b]];
    if (first === undefined || second === undefined) return;
    heap[a] = second;
    heap[b] = first;
  };

  return {
    push(item) {
      heap.push(item);
      for (let child = heap.length - 1; child > 0; ) {
        const parent = (child - 1) >> 1;
        if (!isEarlier(child, parent)) break;
        swap(child, parent);
        child = parent;
      }
    },
    peek: () => heap[0],
    pop() {
      swap(0, heap.length - 1);
      const first = heap.pop();
      for (let parent = 0; ; ) {
        const left = 2 * parent + 1;
        const smaller = isEarlier(left + 1, left) ? left + 1 : left;
        if (!isEarlier(smaller, parent)) break;
        swap(smaller, parent);
        parent = smaller;
      }
      return first;
    },
  };
}
