import { describe, expect, it } from 'vitest';
import { createDoorLog, type DoorLog } from './door-log';

function createFilledLog(...cards: string[]): DoorLog {
  const log = createDoorLog({ providerId: 'doors', size: 4 });
  for (const card of cards)
    log.add({ isGranted: true, place: 'north', card, atMs: 0, reason: 'booked', isEntry: true });
  return log;
}
const cardsOf = (log: DoorLog): unknown[] => log.after(0, 100).map(({ card }) => card);

describe('a door log', () => {
  it('holds nothing of what was forgotten, from whichever number one asks', () => {
    const log = createFilledLog('1', '2', '3');
    log.forget(2);
    expect(cardsOf(log)).toEqual(['3']);
    log.forget(100);
    expect([cardsOf(log), log.last, log.droppedTo]).toEqual([[], 3, 0]);
  });

  it('holds nothing of a card that was forgotten, and keeps the numbers of the others', () => {
    const log = createFilledLog('1', '2', '1', '3');
    log.forgetCard('1');
    expect(log.after(0, 100).map(({ card, number }) => [card, number])).toEqual([
      ['2', 2],
      ['3', 4],
    ]);
  });

  it('counts what was dropped, and not what was forgotten before', () => {
    const log = createFilledLog('1', '2', '3', '4', '5');
    expect([cardsOf(log), log.droppedTo]).toEqual([['2', '3', '4', '5'], 1]);
    log.forget(4);
    for (const card of ['6', '7', '8'])
      log.add({ isGranted: true, place: 'north', card, atMs: 0, reason: 'booked', isEntry: true });
    expect([cardsOf(log), log.droppedTo]).toEqual([['5', '6', '7', '8'], 1]);
  });
});
