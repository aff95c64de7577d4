import { AcxError } from '@acx/core';
import type { DemoWorld } from '../../contract/demo-world';
import type { Host } from '../create-host';

/**
 * Sets up what an administrator would have typed in. The simulators have forgotten everything since the last start and have other addresses, so
 * both are told anew; names, activation and check-ins stay as somebody has set them.
 */
export async function seedDemo(host: Host, demo: DemoWorld): Promise<void> {
  const { integrationDesk, integrations, mapping, database } = host;
  for (const { id, input, isActive } of demo.integrations) {
    const former = integrations.find(id);
    if (former === undefined) await integrationDesk.add(input, { id, isActive });
    else {
      const { name, settings, checkIns } = former;
      const kept = { ...input, name, settings: { ...settings, ...input.settings } };
      await integrationDesk.change(id, { ...kept, ...(checkIns && { checkIns: { ...input.checkIns, ...checkIns } }) });
    }
  }
  // What somebody has mapped stays, as long as the simulated world is the same.
  const seed = JSON.stringify(demo.mapping);
  if (!mapping.isEmpty && (await database.rows.find('demo', 'mapping')) === seed) return;
  for (const { resource, holder } of demo.mapping) {
    if (resource !== undefined) await mapping.savePlaces(resource.resourceId, resource.places);
    if (holder !== undefined) await mapping.saveSubjects(holder.holderId, holder.subjects);
  }
  await database.rows.put('demo', 'mapping', seed);
}

/** After a restart the simulators are empty: a healing check writes again what they should hold. */
export async function healDemo({ engine }: Host, demo: DemoWorld): Promise<void> {
  await engine.access.remap({ allowMassRevocation: true });
  for (const { id, isActive } of demo.integrations) {
    if (!isActive) continue;
    try {
      await engine.access.check({ providerId: id, mode: 'heal', allowMassRevocation: true });
    } catch (failure) {
      // Not every integration holds rights that could be listed.
      if (!AcxError.isInstance(failure)) throw failure;
    }
  }
}
