import { AcxError } from '../../errors/acx-error';
import { fingerprint } from '../../model/fingerprint';
import type { AccessEventFeed } from '../../ports/access-event-feed';
import { type AccessProvider, type HealthReport, SPECIFICATION_VERSION } from '../../ports/access-provider';
import type { CallOptions } from '../../ports/call-options';
import { applyFakeChanges } from './fake-apply-changes';
import { callFakeVendor } from './fake-call';
import { fakeCapabilities } from './fake-capabilities';
import { composeFakeGrant } from './fake-compose';
import { createFakeEventFeed } from './fake-event-feed';
import { createFakeEventInlet } from './fake-event-inlet';
import { type FakeManifest, type FakeProviderOptions, toFakeManifest } from './fake-provider-options';
import { type FakeReader, listFakeGrants, readFakeGrants } from './fake-read-grants';
import type { FakeWire } from './fake-wire';

/**
 * A provider for the fake vendor. One grant per place and subject: the windows of all its permissions are merged, the earliest go to the
 * vendor, the others are handed over. The options choose what kind of vendor it is.
 */
export function createFakeProvider(options: FakeProviderOptions): AccessProvider {
  const manifest = toFakeManifest(options);
  const { wire } = options.vendor;
  const { id, laneBy, changesPerCall } = manifest;
  const keyOf = (kind: string, text: string): string => `${encodeURIComponent(id)}/${kind}/${fingerprint(text)}`;
  const normalise = (subject: string): string =>
    manifest.subjectSpelling === 'exact' ? subject : subject.toLowerCase();
  const laneOf: FakeReader['laneOf'] = ({ place, subject }) =>
    keyOf(laneBy, laneBy === 'place' ? place : normalise(subject));
  const reader: FakeReader = { wire, manifest, laneOf };

  return {
    specificationVersion: SPECIFICATION_VERSION,
    id,
    capabilities: fakeCapabilities(manifest),
    ...(manifest.subjectSpelling !== 'exact' && { normaliseSubject: normalise }),
    laneOf,
    grantKeyOf: ({ place, subject }) => keyOf('grant', JSON.stringify([place, normalise(subject)])),
    compose: (permissions, context) => composeFakeGrant(permissions, context, manifest),
    estimateCalls: (changes) => Math.ceil(changes.length / changesPerCall),
    applyChanges: ({ changes }, callOptions) => applyFakeChanges({ wire, manifest }, changes, callOptions),
    ...(manifest.readBack && {
      readGrants: ({ grants }, callOptions) => readFakeGrants(reader, grants, callOptions),
    }),
    ...(manifest.listing && { listGrants: (_request, callOptions) => listFakeGrants(reader, callOptions) }),
    ...(manifest.events && { events: createFakeEvents(wire, manifest) }),
    checkHealth: (callOptions) => checkFakeHealth(wire, id, callOptions),
    close: async () => {},
  } satisfies AccessProvider;
}

function createFakeEvents(
  wire: FakeWire,
  { id: providerId, eventsBy, deliverySecret: secret }: FakeManifest,
): AccessEventFeed {
  return {
    ...(eventsBy !== 'push' && createFakeEventFeed({ wire, providerId })),
    ...(eventsBy !== 'pull' && createFakeEventInlet({ wire, providerId, secret })),
  };
}

async function checkFakeHealth(
  wire: FakeWire,
  providerId: string,
  { signal, takeTurn }: CallOptions,
): Promise<HealthReport> {
  try {
    await callFakeVendor({ providerId, operation: 'ping', signal, takeTurn }, () => wire.ping());
    const message = 'The fake vendor answers.';
    return { providerId, status: 'ok', findings: [{ area: 'connection', status: 'ok', message }] };
  } catch (failure) {
    if (!AcxError.isInstance(failure)) throw failure;
    const { message } = failure;
    return { providerId, status: 'failed', findings: [{ area: 'connection', status: 'failed', message }] };
  }
}
