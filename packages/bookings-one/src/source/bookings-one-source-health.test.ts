import { AuthenticationError, ConnectionError } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { createSourceWorld, secret } from './__fixtures__/source-world';

async function healthOf(changes: Parameters<typeof createSourceWorld>[0] = {}, failure?: Error) {
  const { source, client } = createSourceWorld(changes);
  client.onCall = () => {
    if (failure !== undefined) throw failure;
  };
  const report = await source.checkHealth({});
  expect(client.calls).toEqual(['information']);
  expect(JSON.stringify(report)).not.toContain('canary');
  return { ...report, found: report.findings.map(({ area, status }) => `${area} ${status}`) };
}

describe('the health of a source', () => {
  it('is fine when the server answers and takes the token', async () => {
    const { providerId, status, found, findings } = await healthOf();
    expect([providerId, status]).toEqual(['hq', 'ok']);
    expect(found).toEqual(['connection ok', 'credentials ok', 'subscription ok']);
    expect(findings[2]?.message).toContain('https://host.example.');
  });

  it('says where a new token is made when the old one is refused', async () => {
    const failure = new AuthenticationError({ providerId: 'hq', operation: 'information', status: 401 });
    const { status, found, findings } = await healthOf({}, failure);
    expect(status).toBe('failed');
    expect(found).toEqual(['connection ok', 'credentials failed', 'subscription ok']);
    expect(findings[1]?.message).toContain('API authentication');
  });

  it('fails without an answer, and says nothing of the token then', async () => {
    const options = { providerId: 'hq', operation: 'information', reason: 'refused', effect: 'none' } as const;
    const { status, found } = await healthOf({}, new ConnectionError(options));
    expect([status, found]).toEqual(['failed', ['connection failed', 'subscription ok']]);
  });

  it('never throws, and repeats nothing of an error that is not ours', async () => {
    const { status, found } = await healthOf({}, new Error('canary'));
    expect([status, found[0]]).toEqual(['failed', 'connection failed']);
  });

  it('says that without a callback changes are found by reading', async () => {
    const { status, findings } = await healthOf({ callback: undefined });
    expect(status).toBe('ok');
    expect(findings[2]?.message).toContain('no callback');
  });

  it('warns of a callback that only this machine can reach', async () => {
    const { status, found } = await healthOf({ callback: { url: 'http://localhost:8080/hooks', secret } });
    expect([status, found[2]]).toEqual(['warning', 'subscription warning']);
  });
});
