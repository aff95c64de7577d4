import { describe, expect, it } from 'vitest';
import { createFakeWorld } from '../fake-world';
import { brokenCalls } from './broken-calls';
import { brokenCompositions } from './broken-compositions';
import { brokenDeliveries } from './broken-deliveries';
import { brokenEvents } from './broken-events';
import { brokenSpellings } from './broken-spellings';
import { failingProviderTests } from './failing-provider-tests';

describe('the conformance suite', () => {
  it('passes a provider without faults', async () => {
    expect(await failingProviderTests(() => createFakeWorld())).toEqual([]);
    expect(
      await failingProviderTests(() => createFakeWorld({ eventsBy: 'both', subjectSpelling: 'any_case' })),
    ).toEqual([]);
  });

  it.each([...brokenCompositions, ...brokenCalls, ...brokenEvents, ...brokenDeliveries, ...brokenSpellings])(
    'fails a provider that $name',
    async ({ options, alter, caughtBy }) => {
      const failing = await failingProviderTests(() => createFakeWorld(options, alter));
      for (const title of caughtBy) expect(failing).toContainEqual(expect.stringMatching(startOf(title)));
    },
  );

  it('demands of a world what shows that deliveries and spellings are taken, or a reason why not', async () => {
    const failing = await failingProviderTests(async () => {
      const world = await createFakeWorld({ eventsBy: 'push', subjectSpelling: 'any_case' });
      const probe = { ...world.probe, deliverEvent: undefined, endSubscriptions: undefined };
      return { ...world, probe, respell: undefined };
    });
    for (const title of ['are the same events', 'go on after the vendor has forgotten'])
      expect(failing).toContainEqual(expect.stringMatching(startOf(`door events that are sent > ${title}`)));
    expect(failing).toContainEqual(expect.stringMatching(startOf('spellings of a subject > of one subject')));
  });

  it('demands a reason for what a world cannot show', async () => {
    const failing = await failingProviderTests(async () => ({
      ...(await createFakeWorld()),
      cannot: { refused: ' ' },
    }));
    expect(failing).toContainEqual(
      expect.stringMatching(startOf('manifest > is tested in a world that is fit for it')),
    );
    expect(failing).toContainEqual(expect.stringMatching(startOf('failures > keep a final refusal')));
  });
});

function startOf(title: string): RegExp {
  return new RegExp(`^${title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}
