import { describe, expect, it } from 'vitest';
import { createFakeWorld } from '../fake-world';
import { brokenCalls } from './broken-calls';
import { brokenCompositions } from './broken-compositions';
import { brokenEvents } from './broken-events';
import { failingTests } from './failing-tests';

describe('the conformance suite', () => {
  it('passes a provider without faults', async () => {
    expect(await failingTests(() => createFakeWorld())).toEqual([]);
  });

  it.each([...brokenCompositions, ...brokenCalls, ...brokenEvents])(
    'fails a provider that $name',
    async ({ options, alter, caughtBy }) => {
      const failing = await failingTests(() => createFakeWorld(options, alter));
      for (const title of caughtBy) expect(failing).toContainEqual(expect.stringMatching(startOf(title)));
    },
  );

  it('demands a reason for what a world cannot show', async () => {
    const failing = await failingTests(async () => ({ ...(await createFakeWorld()), cannot: { refused: ' ' } }));
    expect(failing).toContainEqual(
      expect.stringMatching(startOf('manifest > is tested in a world that is fit for it')),
    );
    expect(failing).toContainEqual(expect.stringMatching(startOf('failures > keep a final refusal')));
  });
});

function startOf(title: string): RegExp {
  return new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
