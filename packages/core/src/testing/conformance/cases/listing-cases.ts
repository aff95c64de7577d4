import assert from 'node:assert/strict';
import type { VendorGrant } from '../../../model/grant';
import { isSameJson } from '../../../model/json';
import type { Permission } from '../../../model/permission';
import type { ConformanceSuite } from '../conformance-suite';
import type { Stage } from '../stage';

/** The list of everything that the vendor holds, where it has one. */
export function listingCases({ section, check, checkWith, checkIf, capabilities }: ConformanceSuite): void {
  const { listing, marker } = capabilities;

  section('listing', () => {
    if (!listing.supported)
      return check(`is absent [${listing.reason}]`, async (stage) =>
        assert.equal(stage.provider.listGrants, undefined),
      );

    checkIf(
      marker,
      {
        title: 'knows every grant of ours again: key, lane and state',
        test: async (stage) => {
          const permissions = await settleEverywhere(stage);
          const grants = await list(stage, permissions);
          assert.equal(grants.length, permissions.length);
          for (const permission of permissions) {
            const grant = grants.find(({ grantKey }) => grantKey === stage.provider.grantKeyOf(permission));
            assert.equal(grant?.origin, 'ours');
            assert.equal(grant.lane, stage.provider.laneOf(permission));
            assert.ok(isSameJson(grant.state, stage.compose([permission]).state), 'It is listed in another state.');
          }
        },
      },
      {
        title: 'has every record, though not all may be known as ours',
        test: async (stage) => {
          const permissions = await settleEverywhere(stage);
          const grants = await list(stage, permissions);
          for (const permission of permissions)
            assert.ok(
              grants.some(({ state }) => isSameJson(state, stage.compose([permission]).state)),
              'A record is not in the list.',
            );
        },
      },
    );

    checkWith('addForeign', 'shows what others made as foreign, without a grant key', async (stage) => {
      const { subject, place } = stage.elsewhere;
      await stage.probe.addForeign({ subject, place, window: stage.slot(7) });
      const permission = stage.permission();
      await stage.untilWritten([permission]);
      await stage.settle([permission]);
      const grants = await list(stage, [permission, stage.permission({ subject, place })]);
      const foreign = grants.filter(({ origin }) => origin === 'foreign');
      assert.ok(foreign.length >= 1, 'A foreign right is not in the list.');
      for (const { grantKey } of foreign) assert.equal(grantKey, undefined, 'A foreign right has a grant key.');
      for (const { origin, grantKey } of grants) assert.equal(origin === 'ours', grantKey !== undefined);
      if (marker.supported) assert.equal(grants.length - foreign.length, 1, 'Not exactly one grant is ours.');
    });

    check('costs no more calls than the world says, and no write', async (stage) => {
      const permissions = await settleEverywhere(stage);
      assert.ok(stage.world.listingCalls, 'The world does not say what a list may cost.');
      await stage.provider.checkHealth(stage.callOptions); // a first sign-in is no part of the work
      const [calls, writes] = [stage.probe.callCount(), stage.probe.writeCount()];
      const grants = await list(stage, permissions);
      const most = stage.world.listingCalls(grants.length);
      assert.ok(stage.probe.callCount() - calls <= most, `Listing cost more than ${most} calls.`);
      assert.equal(stage.probe.writeCount(), writes);
    });
  });
}

/** A right for every subject on every place. */
async function settleEverywhere(stage: Stage): Promise<Permission[]> {
  const { subjects, places } = stage.world;
  const permissions = subjects.flatMap((subject) => places.map((place) => stage.permission({ subject, place })));
  for (const permission of permissions) await stage.untilWritten([permission]);
  await stage.settle(permissions);
  return permissions;
}

async function list({ provider, callOptions }: Stage, permissions: readonly Permission[]): Promise<VendorGrant[]> {
  const grants: VendorGrant[] = [];
  const lanes = [...new Set(permissions.map((permission) => provider.laneOf(permission)))];
  for await (const grant of provider.listGrants?.({ lanes }, callOptions) ?? []) grants.push(grant);
  return grants;
}
