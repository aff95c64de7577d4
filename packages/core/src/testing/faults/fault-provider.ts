import type { Change } from '../../model/change';
import type { AccessProvider } from '../../ports/access-provider';
import { createFakeProvider } from '../fake/fake-provider';
import type { FakeProviderOptions } from '../fake/fake-provider-options';
import type { FakeVendor } from '../fake/fake-vendor';
import type { FakeWire } from '../fake/fake-wire';
import type { FaultNetwork } from './fault-network';
import type { FaultVendor } from './fault-vendor';
import type { LaneWatch } from './lane-watch';
import { never, type ProcessGate } from './process-gate';
import { pairKey } from './wanted-windows';

/** Where a provider in a world of faults lives. */
export interface FaultProviderSetting {
  readonly fake: FakeVendor;
  readonly vendor: FaultVendor;
  readonly network: FaultNetwork;
  readonly watch: LaneWatch;
  readonly manifest: Omit<FakeProviderOptions, 'vendor'>;
  readonly nowMs: () => number;
  /** Puts something in front of the provider. */
  readonly tamper: (provider: AccessProvider) => AccessProvider;
}

/** The provider of one process: its calls travel, and stop when the process does. */
export function createFaultProvider(gate: ProcessGate, setting: FaultProviderSetting): AccessProvider {
  const { fake, vendor, network, watch, manifest, nowMs, tamper } = setting;
  const reading: Omit<FakeWire, 'write'> = {
    read: (locators) => network.send({ gate, name: 'read', isWrite: false, land: () => fake.wire.read(locators) }),
    list: (page) => network.send({ gate, name: 'list', isWrite: false, land: () => fake.wire.list(page) }),
    events: (request) => fake.wire.events(request),
    subscribe: (request) => fake.wire.subscribe(request),
    ping: () => fake.wire.ping(),
  };
  const createProvider = (write: FakeWire['write']): AccessProvider =>
    tamper(createFakeProvider({ ...manifest, events: false, vendor: { ...fake, wire: { ...reading, write } } }));
  const plain = createProvider(never);
  const { readGrants } = plain;

  /** A provider that knows for which changes it writes. */
  const createWriter = (lane: string, changes: readonly Change[]): AccessProvider => {
    const token = watch.tokenOf(gate.name, lane);
    const pairs = changes.map(pairOfChange);
    const created = new Set(changes.flatMap((change) => (change.kind === 'create' ? pairOfChange(change) : [])));
    return createProvider((writes) => {
      const call = { gate, lane, token, leftMs: nowMs(), pairs: pairs.splice(0, writes.length), created };
      return network.send({ gate, name: 'write', isWrite: true, land: () => vendor.land(writes, call) });
    });
  };

  return {
    ...plain,
    async applyChanges({ lane, changes }, options) {
      if (!gate.passes()) return never();
      const grantKeys = changes.map(({ grantKey }) => grantKey);
      const end = watch.beginCall({ process: gate.name, lane, grantKeys });
      const outcomes = await createWriter(lane, changes).applyChanges({ lane, changes }, options);
      if (!gate.passes()) return never();
      end();
      noteRefusals(changes, outcomes);
      return outcomes;
    },
    ...(readGrants !== undefined && {
      async readGrants(request, options) {
        if (!gate.passes()) return never();
        const grants = await readGrants(request, options);
        return gate.passes() ? grants : never();
      },
    }),
  };

  function noteRefusals(
    changes: readonly Change[],
    outcomes: Awaited<ReturnType<AccessProvider['applyChanges']>>,
  ): void {
    changes.forEach((change, index) => {
      const error = outcomes[index]?.error;
      if (error !== undefined && !error.isRetryable && error.effect === 'none')
        vendor.surprise(pairOfChange(change), 'refused');
    });
  }
}

function pairOfChange(change: Change): string {
  const { subject, place } = change.kind === 'revoke' ? change.before : change.after;
  return pairKey({ subject: String(subject), place: String(place) });
}
