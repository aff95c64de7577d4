import { describe, expect, it } from 'vitest';
import { createIpassanMark, duplicateGrantKey, splitGrantKey } from './ipassan-grant-key';

describe('the grant key', () => {
  const mark = createIpassanMark('house');
  const grantKey = mark.grantKeyOf({ key: 'house/b1/0123456789' });

  it('is the same on every machine and after every restart', () => {
    expect(grantKey).toBe('acx:d6e212:aacc0df9f0e4713bd831');
  });

  it('fits into 32 characters and tells nothing of the permission', () => {
    const long = mark.grantKeyOf({ key: `house/${'x'.repeat(500)}` });
    expect(long).toMatch(/^acx:[0-9a-f]{6}:[0-9a-f]{20}$/);
  });

  it('is known as ours, and other references are not', () => {
    expect(mark.isOurs(grantKey)).toBe(true);
    const others = createIpassanMark('another host').grantKeyOf({ key: 'house/b1/0123456789' });
    for (const reference of [others, 'Birthday party', 'ACX:1', '', null, undefined])
      expect(mark.isOurs(reference)).toBe(false);
  });

  it('of a duplicate names the mark and the record', () => {
    expect(splitGrantKey(duplicateGrantKey(grantKey, 'u-1'))).toEqual({ reference: grantKey, duplicateUuid: 'u-1' });
    expect(splitGrantKey(grantKey)).toEqual({ reference: grantKey });
  });
});
