import { describe, expect, it } from 'vitest';
import { toDenyReason } from './ipevia-deny-reason';

describe('toDenyReason', () => {
  it.each([
    ['CredentialNotEnabled', 'disabled'],
    ['CredentialNotActive', 'not_yet_valid'],
    ['CredentialExpired', 'expired'],
    ['InvalidPIN', 'wrong_pin'],
    ['NotPermittedAtThisTime', 'out_of_time'],
    ['Unauthorized', 'not_allowed_here'],
    ['Other', 'other'],
    ['pt:CredentialExpired', 'expired'],
    [' credential expired ', 'expired'],
    ['Antipassback', 'Antipassback'],
    ['Zone 4: full', 'Zone 4: full'],
    ['', undefined],
    ['  ', undefined],
  ])('makes %j %j', (reason, word) => {
    expect(toDenyReason(reason)).toBe(word);
  });

  it('cuts what is long, without tearing a character apart', () => {
    expect(toDenyReason('😀'.repeat(500))).toBe('😀'.repeat(100));
  });
});
