import { describe, expect, it } from 'vitest';
import { duplicateGrantKey, isOurReference, permissionToGrantKey, splitGrantKey } from './ipassan-grant-key';

describe('the grant key', () => {
  const grantKey = permissionToGrantKey({ key: 'house/b1/0123456789' });

  it('is the same on every machine and after every restart', () => {
    expect(grantKey).toBe('acx:aacc0df9f0e4713bd831');
  });

  it('fits into 32 characters and tells nothing of the permission', () => {
    const long = permissionToGrantKey({ key: `house/${'x'.repeat(500)}` });
    expect(long).toMatch(/^acx:[0-9a-f]{20}$/);
  });

  it('is known as ours, and other references are not', () => {
    expect(isOurReference(grantKey)).toBe(true);
    for (const reference of ['Birthday party', 'ACX:1', '', null, undefined])
      expect(isOurReference(reference)).toBe(false);
  });

  it('of a duplicate names the mark and the record', () => {
    expect(splitGrantKey(duplicateGrantKey(grantKey, 'u-1'))).toEqual({ reference: grantKey, duplicateUuid: 'u-1' });
    expect(splitGrantKey(grantKey)).toEqual({ reference: grantKey });
  });
});
