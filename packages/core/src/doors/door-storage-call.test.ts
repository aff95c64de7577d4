import { describe, expect, it } from 'vitest';
import type { Effect } from '../errors/acx-error';
import { ConflictError } from '../errors/conflict-error';
import { type DoorStorageCall, guardDoorStorage } from './door-storage-call';

/** The storage fails with this; answers what comes of a read and of a write. */
async function failWith(failure: unknown, more: Partial<DoorStorageCall> = {}) {
  const broken = { read: () => Promise.reject(failure), compareAndSet: () => Promise.reject(failure) };
  const storage = guardDoorStorage(broken, { providerId: 'doors', what: 'the door list', ...more });
  const keep = (error: unknown): unknown => error;
  return {
    read: await storage.read('key').catch(keep),
    write: await storage.compareAndSet('key', { expectedVersion: undefined, value: 1 }).catch(keep),
  };
}
const conflict = (effect: Effect): ConflictError => new ConflictError({ what: 'lane', message: 'Taken.', effect });

describe('an error of the storage', () => {
  it('of somebody else is told without its text, with the effect that the call can have had', async () => {
    const { read, write } = await failWith(new Error('CARD4711'));
    expect(read).toMatchObject({ code: 'connection', effect: 'none', isRetryable: true });
    expect(write).toMatchObject({ code: 'connection', effect: 'unknown', isRetryable: true });
    expect(`${read}${write}`).not.toContain('4711');
    expect(`${read}`).toContain('read the door list');
    expect((await failWith(new Error('lost'), { writeEffect: 'none' })).write).toMatchObject({ effect: 'none' });
  });

  it.each<[effect: Effect, read: string, write: string]>([
    ['none', 'conflict', 'conflict'],
    ['unknown', 'connection', 'conflict'],
    ['applied', 'connection', 'connection'],
  ])('of ours with the effect %s is passed on where that can be true', async (effect, read, write) => {
    const failed = await failWith(conflict(effect));
    expect(failed.read).toMatchObject({ code: read, effect: 'none' });
    expect(failed.write).toMatchObject({ code: write, effect: effect === 'none' ? 'none' : 'unknown' });
  });

  it('is that nothing was sent after an abort', async () => {
    const { read, write } = await failWith(new Error('sent'), { signal: AbortSignal.abort() });
    for (const failure of [read, write]) expect(failure).toMatchObject({ reason: 'aborted', effect: 'none' });
  });
});
