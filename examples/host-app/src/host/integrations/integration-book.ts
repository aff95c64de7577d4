import type { AccessProvider } from '@acx/core';
import type { Sealer } from '@acx/core/ledger';
import type { HostRows } from '../store/host-rows';
import type { ConfiguredIntegration, Surroundings } from './configured-integration';
import { type IntegrationRow, integrationTable, WEBHOOK_PASSWORD } from './integration-row';
import { createPausedProvider } from './paused-provider';
import { allSystems } from './systems/all-systems';

/** The integrations that there are, in memory and in our rows; secrets are sealed in both. */
export interface IntegrationBook {
  list(): readonly IntegrationRow[];
  find(id: string): IntegrationRow | undefined;
  save(row: IntegrationRow): Promise<void>;
  remove(id: string): Promise<void>;
  seal(id: string, secrets: Readonly<Record<string, string>>): Record<string, string>;
  /** With its secrets opened: for making a provider or a source, and for nothing else. */
  open(row: IntegrationRow): ConfiguredIntegration;
  /** For `createAccessControl`. What is deactivated is made, too, and reaches nobody. */
  resolve(id: string): AccessProvider | undefined;
  /** For setting up: the installation itself, also while it is deactivated. Close it. */
  connect(id: string): AccessProvider | undefined;
}

export async function openIntegrationBook(options: {
  rows: HostRows;
  sealer: Sealer;
  surroundings: Surroundings;
}): Promise<IntegrationBook> {
  const { rows, sealer, surroundings } = options;
  const known = new Map((await integrationTable.list(rows)).map((row) => [row.id, row]));
  const contextOf = (id: string, name: string): string => JSON.stringify(['integration', id, name]);

  const open = ({ id, kind, settings, sealedSecrets, checkIns }: IntegrationRow): ConfiguredIntegration => {
    const opened = Object.entries(sealedSecrets).map(([name, sealed]) => [
      name,
      sealer.open(sealed, contextOf(id, name)),
    ]);
    const { [WEBHOOK_PASSWORD]: webhookPassword, ...secrets } = Object.fromEntries(opened);
    return { ...{ id, kind, settings, secrets }, ...(checkIns && { checkIns: { ...checkIns, webhookPassword } }) };
  };
  const connect = (id: string): AccessProvider | undefined => {
    const row = known.get(id);
    return row === undefined ? undefined : allSystems[row.kind].createProvider?.(open(row), surroundings);
  };
  return {
    list: () => [...known.values()],
    find: (id) => known.get(id),
    async save(row) {
      await integrationTable.put(rows, row);
      known.set(row.id, row);
    },
    async remove(id) {
      await integrationTable.remove(rows, id);
      known.delete(id);
    },
    seal: (id, secrets) =>
      Object.fromEntries(Object.entries(secrets).map(([name, text]) => [name, sealer.seal(text, contextOf(id, name))])),
    open,
    resolve(id) {
      const provider = connect(id);
      return provider === undefined || known.get(id)?.isActive ? provider : createPausedProvider(provider);
    },
    connect,
  };
}
