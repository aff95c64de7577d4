import { inspect } from 'node:util';
import { AcxError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../__fixtures__/ipassan-test-vendor';
import { createPeopleHost } from './__fixtures__/ipassan-people-host';
import { createPeopleWorld } from './__fixtures__/ipassan-people-world';

const CANARIES = ['Canaria', 'Birdsong', 'canary@', '+353871234567', 'Sings at night', 'number-4711'];
const words = 'Canaria Birdsong <canary@riverside.example> +353871234567 number-4711';

describe('what people are kept in step with tells no personal data', () => {
  const shownIn = (value: unknown): string =>
    [String(value), JSON.stringify(value), inspect(value, { depth: 9, showHidden: true })].join('\n');
  const isPersonCall =
    (method: string) =>
    ({ method: asked, url }: Request) =>
      asked === method && !url.endsWith('/token');

  it.each<[what: string, method: string, status: number, body: string]>([
    ['a taken address', 'POST', 400, JSON.stringify({ error: `mail is already used by ${words}` })],
    ['a refusal', 'POST', 400, words],
    ['a broken server', 'POST', 500, words],
    ['an unknown shape', 'POST', 200, JSON.stringify({ [words]: words })],
    ['a refused list', 'GET', 403, JSON.stringify({ error_description: words })],
    ['a list of an unknown shape', 'GET', 200, JSON.stringify({ data: [{ uuid: '', [words]: words }] })],
    ['a wrong profile', 'none', 200, ''],
  ])('when iPassan answers with %s', async (_what, method, status, body) => {
    const world = createPeopleWorld();
    const person = {
      lastname: 'Birdsong',
      firstname: 'Canaria',
      mail: 'canary@riverside.example',
      phone: '+353871234567',
      number: 'number-4711',
      other: 'Sings at night',
      accessType: { doorPermanent: 'no-such-profile' },
    };
    const host = createPeopleHost({
      first: { ...person, type: 1 },
      second: { ...person, type: 2 },
      third: { ...person, other: words.repeat(9), type: 1 },
    });
    const arrange = (): void =>
      world.simulator.levers.failNext({ status, body }, { times: 1, when: isPersonCall(method) });
    arrange();
    const result = await world.people.backfill(host.request());
    arrange();
    const sync = { person: { ...person, type: 1 as const }, mayExist: true };
    const failures = [...host.errors, result.stoppedBy?.error, await failureOf(world.people.syncPerson(sync))];
    expect(failures.filter((failure) => AcxError.isInstance(failure)).length).toBeGreaterThan(1);
    const shown = shownIn([failures, result, host.progress, world.lines]) + failures.map(shownIn).join('\n');
    for (const canary of CANARIES) expect(shown).not.toContain(canary);
    expect(world.lines.length).toBeGreaterThan(0);
  });
});
