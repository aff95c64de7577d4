import { describe, expect, it } from 'vitest';
import { fieldAt, idField, objectWithFields, plainTextOf } from './bookings-one-field';

describe('a field', () => {
  const record = { id: 7, user: { email: 'a', 'x.y': 1 }, list: [{ id: 1 }], none: null };

  it.each([
    ['id', 7],
    ['user.email', 'a'],
    ['list.0.id', 1],
    ['none', null],
    ['user.x.y', undefined],
    ['user.email.length', undefined],
    ['none.id', undefined],
    ['missing.id', undefined],
    ['constructor', undefined],
    ['user.__proto__', undefined],
    ['user.toString.name', undefined],
  ])('named %j is found by its path alone', (path, value) => {
    expect(fieldAt(record, path)).toEqual(value);
  });

  it.each([undefined, null, 'text', 7])('is not there in %j', (value) => {
    expect(fieldAt(value, 'length')).toBeUndefined();
  });

  it('is written where its path says', () => {
    const written = objectWithFields([
      ['visit.code', 'c'],
      ['type', 'arrival'],
      ['visit.at.door', 'd'],
    ]);
    expect(written).toEqual({ visit: { code: 'c', at: { door: 'd' } }, type: 'arrival' });
  });
});

describe('an id', () => {
  it.each([
    [7, '7'],
    [0, '0'],
    ['7', '7'],
    ['room/A 1', 'room/A 1'],
  ])('%j is the text %j', (value, text) => {
    expect(idField.parse(value)).toBe(text);
  });

  it.each([undefined, null, '', ' ', 1.5, 2 ** 53, Number.NaN, true, {}, ['7']])('is never %j', (value) => {
    expect(idField.safeParse(value).success).toBe(false);
  });
});

describe('a text', () => {
  it.each([
    [' Ada@Example.com ', 'Ada@Example.com'],
    ['', undefined],
    [' ', undefined],
    [null, undefined],
    [7, undefined],
    [{ address: 'a' }, undefined],
  ])('of %j is %j', (value, text) => {
    expect(plainTextOf(value)).toBe(text);
  });
});
