import { describe, expect, it } from 'vitest';
import { brokenHints } from './__fixtures__/broken-hints';
import { brokenJudgements } from './__fixtures__/broken-judgements';
import { brokenReadings } from './__fixtures__/broken-readings';
import { brokenSourceCalls } from './__fixtures__/broken-source-calls';
import { failingSourceTests } from './__fixtures__/failing-source-tests';
import { createFakeSourceWorld } from './__fixtures__/fake-source-world';

describe('the conformance suite of booking sources', () => {
  it('passes a source without faults', async () => {
    expect(await failingSourceTests(() => createFakeSourceWorld())).toEqual([]);
  });

  it.each([...brokenReadings, ...brokenJudgements, ...brokenSourceCalls, ...brokenHints])(
    'fails a source that $name',
    async ({ options, alter, caughtBy }) => {
      const failing = await failingSourceTests(() => createFakeSourceWorld(options, alter));
      for (const title of caughtBy) expect(failing).toContainEqual(expect.stringMatching(startOf(title)));
    },
  );

  it('demands of a world every lever, or a reason why not', async () => {
    const failing = await failingSourceTests(async () => {
      const world = await createFakeSourceWorld();
      return { ...world, vendor: { ...world.vendor, release: undefined, takeHints: undefined } };
    });
    for (const title of ['a change > takes a booking away that its people', 'a hint > may come twice'])
      expect(failing).toContainEqual(expect.stringMatching(startOf(title)));
  });

  it('takes a reason for what a world cannot show, and nothing blank for one', async () => {
    const createWorld = (reason: string) => async () => {
      const world = await createFakeSourceWorld();
      return { ...world, vendor: { ...world.vendor, release: undefined }, cannot: { release: reason } };
    };
    expect(await failingSourceTests(createWorld('nobody is missed here'))).toEqual([]);
    const failing = await failingSourceTests(createWorld(' '));
    expect(failing).toContainEqual(expect.stringMatching(startOf('manifest > is tested in a world')));
    expect(failing).toContainEqual(expect.stringMatching(startOf('a change > takes a booking away that its people')));
  });
});

function startOf(title: string): RegExp {
  return new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
