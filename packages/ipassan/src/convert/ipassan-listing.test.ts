import { describe, expect, it } from 'vitest';
import { assetToPlace, personToSubject } from './ipassan-listing';

describe('assetToPlace', () => {
  it('tells name, slot and longest booking where iPassan does', () => {
    expect(assetToPlace({ uuid: 'a', name: 'Gym', slotMinutes: 30, maximumMinutes: 120 })).toEqual({
      place: 'a',
      name: 'Gym',
      settings: { slotMinutes: 30, maximumMinutes: 120 },
    });
    expect(assetToPlace({ uuid: 'a' })).toEqual({ place: 'a', name: 'a', settings: {} });
  });
});

describe('personToSubject', () => {
  it.each([
    [{ lastname: 'Archer', firstname: 'Ada' }, 'Archer Ada'],
    [{ lastname: 'Archer' }, 'Archer'],
    [{ lastname: '', firstname: 'Ada' }, 'Ada'],
    [{}, 'p'],
  ])('shows %j as %s', (names, name) => {
    expect(personToSubject({ uuid: 'p', ...names })).toEqual({ subject: 'p', name });
  });
});
