import assert from 'node:assert/strict';
import type { ConformanceSuite } from '../conformance-suite';
import type { ForeignRight } from '../conformance-world';
import type { Stage } from '../stage';

/** What others made at the vendor is theirs. */
export function foreignRightCases({ section, checkWith }: ConformanceSuite): void {
  section('foreign rights', () => {
    checkWith('addForeign', 'stay through create, update and revoke beside them', async (stage) => {
      const foreign = await foreignNeighbours(stage);
      await createMoveRevoke(stage, () => assertStillThere(foreign));
    });

    checkWith('addForeign', 'stay through a revoke of what is not there', async (stage) => {
      const foreign = await foreignNeighbours(stage);
      const permission = stage.permission();
      await stage.untilWritten([permission]);
      const requests = stage.plan([permission]);
      await stage.settle([permission]);
      await stage.settle([]);
      for (const { lane, changes } of requests)
        for (const { grantKey, ...created } of changes)
          if (created.kind === 'create') {
            const { after: before, reason } = created;
            const revoke = { kind: 'revoke', grantKey, before, reason, revokeReason: 'extra' } as const;
            await stage.provider.applyChanges({ lane, changes: [revoke] }, stage.callOptions);
          }
      await assertStillThere(foreign);
    });

    checkWith(
      ['addForeign', 'foreignOnSamePair'],
      'stay when we give and take the same right for the same subject and place',
      async (stage) => {
        const { subject, place, window } = stage.permission();
        const foreign = await stage.probe.addForeign({ subject, place, window });
        const permission = stage.permission();
        await stage.untilWritten([permission]);
        for (const request of stage.plan([permission])) await stage.apply(request);
        await assertStillThere([foreign]);
        for (const request of stage.plan([])) await stage.apply(request);
        await assertStillThere([foreign]);
        assert.equal(await stage.opens(permission, window.startsAt), true, 'The foreign right opens no more.');
      },
    );
  });
}

/** Rights of the same subject elsewhere, where there is an elsewhere, and of others at the same place, in our window and in another. */
async function foreignNeighbours({ world, probe, slot }: Stage): Promise<ForeignRight[]> {
  const [subject = '', otherSubject = ''] = world.subjects;
  const [place = '', otherPlace] = world.places;
  const rights = [await probe.addForeign({ subject: otherSubject, place, window: slot(1) })];
  if (otherPlace === undefined) return rights;
  return [
    ...rights,
    await probe.addForeign({ subject, place: otherPlace, window: slot(1) }),
    await probe.addForeign({ subject: otherSubject, place: otherPlace, window: slot(7) }),
  ];
}

async function createMoveRevoke(stage: Stage, look: () => Promise<void>): Promise<void> {
  for (const slot of [1, 3]) {
    const permission = stage.permission({ window: stage.slot(slot) });
    await stage.untilWritten([permission]);
    await stage.settle([permission]);
    assert.equal(await stage.opens(permission, permission.window.startsAt), true);
    await look();
  }
  await stage.settle([]);
  await look();
}

async function assertStillThere(rights: readonly ForeignRight[]): Promise<void> {
  for (const right of rights) assert.ok(await right.stillThere(), 'A foreign right was changed or removed.');
}
