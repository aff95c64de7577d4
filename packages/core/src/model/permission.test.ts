import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../testing/laws/seeded';
import { fingerprint } from './fingerprint';
import { type PermissionIdentity, permissionKey } from './permission';

const identity: PermissionIdentity = {
  bookingId: 'b1',
  providerId: 'site-1',
  place: 'gym-door',
  subject: 'CARD-4711-0815',
  credential: 'linked',
};

describe('permissionKey', () => {
  // Written down once: every ledger in the field holds such keys, so another algorithm would lose them.
  it.each<[what: string, identity: PermissionIdentity, key: string]>([
    ['a card', identity, 'site-1/b1/071597d050db093fea2d'],
    ['a PIN', { ...identity, credential: 'pin' }, 'site-1/b1/4746d7313e0bceaa229b'],
    ['another place', { ...identity, place: 'lobby' }, 'site-1/b1/216da56bc15a4b937a4a'],
    [
      'identifiers with slashes, spaces and other scripts',
      { ...identity, bookingId: 'a/b c%', providerId: 'Büro 1', subject: 'Zoë', place: '門' },
      'B%C3%BCro%201/a%2Fb%20c%25/5ade23583367ffdab915',
    ],
  ])('is the same as ever for %s', (_what, parts, key) => {
    expect(permissionKey(parts)).toBe(key);
  });

  it('does not depend on what else the object carries', () => {
    expect(permissionKey({ ...identity, window: 1 } as PermissionIdentity)).toBe(permissionKey(identity));
  });

  it('is another one as soon as one part is another one', () => {
    const text = fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom('a', '/', ',', '"', ' ', '%') });
    const parts = fc.record({
      bookingId: text,
      providerId: text,
      place: text,
      subject: text,
      credential: fc.constantFrom('linked', 'pin', 'card', 'qr'),
    });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(permissionKey(a) === permissionKey(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
      seeded(500),
    );
  });

  it('shows nothing of the subject and the place', () => {
    const canary = 'CANARY';
    const key = permissionKey({ ...identity, subject: `${canary}-1`, place: `${canary}-2` });
    expect(key).not.toContain(canary);
    expect(key).toMatch(/^site-1\/b1\/[0-9a-f]{20}$/);
  });
});

describe('fingerprint', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afb'],
    ['CARD-4711-0815', '03c8ab8f974575041690'],
    ['Zoë', 'c6a12698582fc1104ea2'],
  ])('of %j is the same as ever', (text, digits) => {
    expect(fingerprint(text)).toBe(digits);
  });
});
