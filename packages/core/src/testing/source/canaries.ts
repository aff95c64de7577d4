import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import type { SourceWorld } from './source-world';

/** Fails when an address or a secret of the world is to be seen in any way in which this may be written down. */
export function assertSilent({ people, secrets }: SourceWorld, told: unknown): void {
  assert.notEqual(told, undefined, 'There was nothing to look at.');
  const texts = [String(told), JSON.stringify(told) ?? '', inspect(told, { depth: 10, showHidden: true })];
  for (const text of texts) {
    const plain = text.toLowerCase();
    assert.ok(!people.some((email) => plain.includes(email)), 'An address of somebody is told.');
    assert.ok(!secrets.some((secret) => plain.includes(secret.toLowerCase())), 'A secret is told.');
  }
}
