import { describe, expect, it } from 'vitest';
import { createCredentialVault } from './credential-vault';
import type { Sealer } from './sealer';

const pin = { kind: 'pin', value: '4711' } as const;
const owner = ['grants', 'site-1', 'grant-1'] as const;

/** Turns the text around, and knows whose it is. */
const reversing: Sealer = {
  seal: (text, context) => JSON.stringify([context, [...text].reverse().join('')]),
  open(sealed, context) {
    const [whose, text]: [string, string] = JSON.parse(sealed);
    if (whose !== context) throw new Error(`not of ${context}, but ${text}`);
    return [...text].reverse().join('');
  },
};

describe('the vault of credentials', () => {
  it('seals with the sealer of the host, for the row that they belong to', () => {
    const vault = createCredentialVault(reversing);
    const stored = vault.put(pin, owner);
    expect(stored).not.toContain('4711');
    expect(vault.take(stored, owner)).toEqual(pin);
  });

  it('opens nothing of another row, and repeats nothing of what the sealer says', () => {
    const vault = createCredentialVault(reversing);
    const stored = vault.put(pin, owner);
    for (const other of [
      ['notices', 'site-1', 'grant-1'],
      ['grants', 'site-1", "grant-1'],
    ] as const) {
      expect(() => vault.take(stored, other)).toThrow(/failed at a stored credential/);
      expect(() => vault.take(stored, other)).not.toThrow(/1174|4711/);
    }
  });

  it('without a sealer stores it as it is, and reads nothing that is sealed', () => {
    const vault = createCredentialVault(undefined);
    expect(vault.take(vault.put(pin, owner), owner)).toEqual(pin);
    expect(() => vault.take(createCredentialVault(reversing).put(pin, owner), owner)).toThrow(/are sealed/);
  });

  it('with a sealer still reads what was stored without one, and says that it should be sealed', () => {
    const vault = createCredentialVault(reversing);
    const plain = createCredentialVault(undefined).put(pin, owner);
    expect(vault.take(plain, owner)).toEqual(pin);
    expect([vault.isAsItShouldBe(plain), vault.isAsItShouldBe(vault.put(pin, owner))]).toEqual([false, true]);
  });
});
