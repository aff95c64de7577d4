import type { Instant } from '../model/instant';

/** An item and when it is due. */
export interface DueItem<Item> {
  readonly dueAt: Instant;
  readonly item: Item;
}

/** Items in the order of their keys: a binary heap. */
export interface DueQueue<Item> {
  push(item: DueItem<Item>): void;
  peek(): DueItem<Item> | undefined;
  pop(): DueItem<Item> | undefined;
}

const SMALLEST_SWEEP = 64;

/**
 * An empty queue.
 * @param isCurrent Items for which it says no are passed over and let go: cheaper than to take them out of the middle when they change.
 * @param keyOf By what they are in order; default: by the instant at which they are due.
 */
export function createDueQueue<Item>(
  isCurrent: (item: Item) => boolean = () => true,
  keyOf: (item: DueItem<Item>) => string = ({ dueAt }) => dueAt,
): DueQueue<Item> {
  let heap: DueItem<Item>[] = [];
  let sweepAt = SMALLEST_SWEEP;
  const isEarlier = (a: number, b: number): boolean => {
    const [first, second] = [heap[a], heap[b]];
    return first !== undefined && (second === undefined || keyOf(first) < keyOf(second));
  };
  const swap = (a: number, b: number): void => {
    const [first, second] = [heap[a], heap[b]];
    if (first === undefined || second === undefined) return;
    heap[a] = second;
    heap[b] = first;
  };
  const takeFirst = (): DueItem<Item> | undefined => {
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
  };
  /** Without this, items that were replaced would stay until their time has come. */
  const sweep = (): void => {
    // A sorted list is a heap.
    heap = heap.filter(({ item }) => isCurrent(item)).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    sweepAt = Math.max(SMALLEST_SWEEP, 2 * heap.length);
  };
  const peek = (): DueItem<Item> | undefined => {
    for (let first = heap[0]; first !== undefined; first = heap[0]) {
      if (isCurrent(first.item)) return first;
      takeFirst();
    }
    return undefined;
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
      if (heap.length > sweepAt) sweep();
    },
    peek,
    pop: () => (peek() === undefined ? undefined : takeFirst()),
  };
}
