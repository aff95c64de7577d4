import assert from 'node:assert/strict';
import type { SourceHint } from '../../ports/booking-source';
import type { SourceStage } from './source-stage';

/** Asks the source to have changes announced. */
export async function subscribe({ source }: SourceStage): Promise<void> {
  assert.ok(source.hints, 'There are no hints any more.');
  await source.hints.subscribe({});
}

/** The hints that wait for being delivered. */
export async function takeHints({ vendor }: SourceStage): Promise<readonly Request[]> {
  return (await vendor.takeHints?.()) ?? [];
}

/** The first hint that waits for being delivered; there must be one. */
export async function takeHint(stage: SourceStage): Promise<Request> {
  const [hint] = await takeHints(stage);
  assert.ok(hint, 'A change is not announced.');
  return hint;
}

/** Delivers a request. Fails when that is rejected, or answered with nothing that could be sent. */
export async function receiveHint({ source }: SourceStage, request: Request): Promise<SourceHint> {
  assert.ok(source.hints, 'There are no hints any more.');
  const hint = await source.hints.receive(request);
  assert.ok(hint.response instanceof Response, 'There is no answer to a hint.');
  assert.ok(hint.response.status < 500, 'The source is at fault for what it was sent.');
  for (const resourceId of hint.resourceIds)
    assert.ok(source.resourceIds.includes(resourceId), 'A hint names a resource that is not ours.');
  return hint;
}
