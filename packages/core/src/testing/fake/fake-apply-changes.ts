import { AcxError } from '../../errors/acx-error';
import { ConnectionError } from '../../errors/connection-error';
import type { Change, Outcome } from '../../model/change';
import type { CallOptions } from '../../ports/call-options';
import { callFakeVendor, type FakeCall, refusalError } from './fake-call';
import type { FakeManifest } from './fake-provider-options';
import type { FakeContent } from './fake-record';
import { stateToContent } from './fake-state';
import type { FakeWire, FakeWrite, FakeWriteResult } from './fake-wire';

interface Planned {
  readonly change: Change;
  readonly write: FakeWrite;
}

/** Carries out changes in as few write calls as the manifest allows. One outcome per change, in order. */
export async function applyFakeChanges(
  { wire, manifest }: { wire: FakeWire; manifest: FakeManifest },
  changes: readonly Change[],
  { signal, takeTurn }: CallOptions,
): Promise<readonly Outcome[]> {
  const call: FakeCall = { providerId: manifest.id, operation: 'write', signal, takeTurn };
  const outcomes = new Map<Change, Outcome>();
  const planned: Planned[] = [];
  for (const change of changes) {
    const write = changeToWrite(change, manifest);
    if (AcxError.isInstance(write)) outcomes.set(change, failed(change, write));
    else planned.push({ change, write });
  }

  let stoppedBy: AcxError | undefined;
  for (let start = 0; start < planned.length; start += manifest.changesPerCall) {
    const batch = planned.slice(start, start + manifest.changesPerCall);
    const answer = stoppedBy ?? (await writeBatch(wire, call, batch));
    if (AcxError.isInstance(answer)) {
      for (const { change } of batch) outcomes.set(change, failed(change, answer));
      // What comes after was not sent: going on would only add calls to a vendor in trouble.
      stoppedBy ??= notSent(answer, call);
    } else
      batch.forEach(({ change }, index) => {
        outcomes.set(change, answered(change, answer[index], call));
      });
  }
  return changes.flatMap((change) => outcomes.get(change) ?? []);
}

async function writeBatch(
  wire: FakeWire,
  call: FakeCall,
  batch: readonly Planned[],
): Promise<readonly FakeWriteResult[] | AcxError> {
  try {
    return await callFakeVendor(call, () => wire.write(batch.map(({ write }) => write)));
  } catch (failure) {
    if (AcxError.isInstance(failure)) return failure;
    throw failure;
  }
}

function changeToWrite(change: Change, { marker }: FakeManifest): FakeWrite | AcxError {
  const { grantKey, vendorReference } = change;
  const after = change.kind === 'revoke' ? undefined : stateToContent(change.after);
  const before = change.kind === 'create' ? undefined : stateToContent(change.before);
  if (AcxError.isInstance(after)) return after;
  if (AcxError.isInstance(before)) return before;
  const contents = [before, after].filter((content): content is FakeContent => content !== undefined);
  const locator = marker ? { marker: grantKey } : { vendorReference, contents };
  return after === undefined ? { operation: 'delete', locator } : { operation: 'put', locator, content: after };
}

function answered(change: Change, result: FakeWriteResult | undefined, call: FakeCall): Outcome {
  if (result?.status !== 'applied') return failed(change, refusalError(call));
  const { grantKey } = change;
  const { vendorReference } = result;
  return { grantKey, effect: 'applied', ...(vendorReference === undefined ? {} : { vendorReference }) };
}

function failed({ grantKey }: Change, error: AcxError): Outcome {
  return { grantKey, effect: error.effect, error };
}

function notSent(error: AcxError, { providerId, operation }: FakeCall): AcxError {
  if (error.effect === 'none') return error;
  const reason = error instanceof ConnectionError ? error.reason : 'network';
  return new ConnectionError({ providerId, operation, reason, effect: 'none' });
}
