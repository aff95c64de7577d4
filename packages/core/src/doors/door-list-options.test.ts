import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../errors/configuration-error';
import { createDoorList } from './door-list';
import type { DoorListOptions } from './door-list-options';

const plain: DoorListOptions = { id: 'doors', doors: [{ place: 'north' }] };

function pathsOf(wrong: unknown): string[] {
  try {
    createDoorList(wrong as DoorListOptions);
  } catch (failure) {
    if (failure instanceof ConfigurationError) return failure.problems.map(({ path }) => path).sort();
    throw failure;
  }
  throw new Error('The options were accepted.');
}

describe('options of a door list', () => {
  it('may be an id and the doors', async () => {
    const list = createDoorList({ id: 'doors', doors: [{ place: 'north', name: 'North door' }, { place: 'south' }] });
    const places = [];
    for await (const place of list.listPlaces?.({}) ?? []) places.push(place);
    expect(places).toEqual([
      { place: 'north', name: 'North door', settings: {} },
      { place: 'south', name: 'south', settings: {} },
    ]);
  });

  it.each<[what: string, wrong: object, paths: string[]]>([
    ['no door', { doors: [] }, ['doors']],
    ['a door twice', { doors: [{ place: 'north' }, { place: 'north', name: 'again' }] }, ['doors[1].place']],
    ['a door without a place', { doors: [{ place: '' }] }, ['doors[0].place']],
    ['an unknown field', { timeoutMs: 5 }, ['timeoutMs']],
    ['an unknown field of a door', { doors: [{ place: 'north', zone: 1 }] }, ['doors[0].zone']],
    ['no limit', { freshness: { limitMinutes: 0, afterwards: 'keep' } }, ['freshness.limitMinutes']],
    ['no word for what comes after the limit', { freshness: { limitMinutes: 5 } }, ['freshness.afterwards']],
    [
      'a limit that many processes cannot keep',
      { sharedBy: 'many_processes', freshness: { limitMinutes: 1, afterwards: 'deny' } },
      ['freshness.limitMinutes'],
    ],
    ['a spelling that is no function', { normaliseCard: 'upper case' }, ['normaliseCard']],
    ['a log without room', { logSize: 0 }, ['logSize']],
    ['a clock that does not tell the time', { clock: {} }, ['clock']],
    ['a logger that does not log', { logger: { info: () => {} } }, ['logger']],
    ['an empty id', { id: '' }, ['id']],
  ])('refuse %s', (_what, more, paths) => {
    expect(pathsOf({ ...plain, ...more })).toEqual(paths);
  });

  it('accept a limit of one minute in one process', () => {
    expect(() => createDoorList({ ...plain, freshness: { limitMinutes: 1, afterwards: 'deny' } })).not.toThrow();
  });
});
