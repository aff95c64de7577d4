import { describe, expect, it } from 'vitest';
import { ConnectionError } from '../errors/connection-error';
import { createHttpClient } from './http-client';

/** A server that answers at once and notes what reaches it. */
function createWorld(timeoutMs = 15_000) {
  const seen: string[] = [];
  const client = createHttpClient({
    providerId: 'site-1',
    baseUrl: 'https://vendor.example',
    timeoutMs,
    fetch: async () => {
      seen.push('request');
      return new Response('ok');
    },
  });
  const write = (parts: Partial<Parameters<typeof client.request>[0]>) =>
    client.request({ operation: 'write', method: 'POST', path: 'x', ...parts });
  return { seen, write };
}

describe('a request under a limit of calls', () => {
  it('leaves when its turn has come, and not before', async () => {
    const { seen, write } = createWorld();
    let go = (): void => {};
    const turn = new Promise<void>((resolve) => {
      go = resolve;
    });
    const answer = write({
      takeTurn: async ({ operation }) => {
        seen.push(`turn for ${operation}`);
        await turn;
      },
    });
    await new Promise((resolve) => void setImmediate(resolve));
    expect(seen).toEqual(['turn for write']);
    go();
    expect((await answer).status).toBe(200);
    expect(seen).toEqual(['turn for write', 'request']);
  });

  it('has all of its time after the wait', async () => {
    const { write } = createWorld(5);
    const takeTurn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 20));
    expect((await write({ takeTurn })).status).toBe(200);
  });

  it('never leaves without a turn, and tells that nothing was sent', async () => {
    const { seen, write } = createWorld();
    const failure = new ConnectionError({
      ...{ providerId: 'site-1', operation: 'write', reason: 'no_turn', effect: 'none' },
    });
    await expect(write({ takeTurn: () => Promise.reject(failure) })).rejects.toBe(failure);
    expect(failure.toJSON()).toMatchObject({ effect: 'none', isRetryable: true });
    expect(failure.message).toContain('nothing was sent');
    expect(seen).toEqual([]);
  });

  it('never leaves when it was given up in the moment in which its turn came', async () => {
    const { seen, write } = createWorld();
    const controller = new AbortController();
    const takeTurn = async (): Promise<void> => controller.abort();
    const failing = write({ takeTurn, signal: controller.signal });
    await expect(failing).rejects.toMatchObject({ reason: 'aborted', effect: 'none' });
    expect(seen).toEqual([]);
  });

  it('takes no turn when it was given up before', async () => {
    const { write } = createWorld();
    const takeTurn = (): Promise<void> => Promise.reject(new Error('was asked'));
    await expect(write({ takeTurn, signal: AbortSignal.abort() })).rejects.toMatchObject({ reason: 'aborted' });
  });
});
