import { describeIssues, parseWithMessages } from '@acx/core/provider';
import { describe, expect, it } from 'vitest';
import { type IpeviaEventOptions, ipeviaEventOptionsSchema } from './ipevia-event-options';

const authentication = { kind: 'basic', email: 'desk@example.org', password: 'x' } as const;

function problemsOf(options: unknown): readonly string[] {
  const result = parseWithMessages(ipeviaEventOptionsSchema, options);
  return result.success ? [] : describeIssues(result.error).map(({ path }) => path);
}

describe('options of door events', () => {
  it('fill in what is left out', () => {
    expect(ipeviaEventOptionsSchema.parse({})).toEqual({ events: { kind: 'none' }, entrance: 'either', exits: [] });
    const subscribe = { consumerUrl: 'https://host.example/hook' };
    expect(ipeviaEventOptionsSchema.parse({ events: { kind: 'push', authentication, subscribe } }).events).toEqual({
      kind: 'push',
      authentication,
      subscribe: { ...subscribe, minutes: 60, allowPlainHttp: false },
      maximumBytes: 262_144,
    });
    expect(ipeviaEventOptionsSchema.parse({ events: { kind: 'pull' } }).events).toEqual({ kind: 'pull', minutes: 60 });
  });

  it.each<[string, unknown, string]>([
    ['an unknown way', { events: { kind: 'poll' } }, 'events.kind'],
    ['an unknown field', { events: { kind: 'none', minutes: 5 } }, 'events.minutes'],
    ['a push that anybody may send', { events: { kind: 'push' } }, 'events.authentication'],
    [
      'a short secret',
      { events: { kind: 'push', authentication: { kind: 'path', secret: 'short' } } },
      'events.authentication.secret',
    ],
    [
      'an empty password',
      { events: { kind: 'push', authentication: { ...authentication, password: '' } } },
      'events.authentication.password',
    ],
    [
      'an e-mail that ends early in HTTP Basic',
      { events: { kind: 'push', authentication: { ...authentication, email: 'a:b' } } },
      'events.authentication.email',
    ],
    [
      'an address that can be overheard',
      { events: { kind: 'push', authentication, subscribe: { consumerUrl: 'http://host.example/hook' } } },
      'events.subscribe.consumerUrl',
    ],
    [
      'a term too short to be renewed',
      { events: { kind: 'push', authentication, subscribe: { consumerUrl: 'https://host.example', minutes: 1 } } },
      'events.subscribe.minutes',
    ],
    ['a tiny limit', { events: { kind: 'push', authentication, maximumBytes: 10 } }, 'events.maximumBytes'],
    ['a site without doors', { accessPoints: [] }, 'accessPoints'],
    ['a door without a name', { exits: [''] }, 'exits[0]'],
    ['an unknown entrance', { entrance: 'denied' }, 'entrance'],
  ])('refuse %s', (_, options, path) => {
    expect(problemsOf(options)).toEqual([path]);
  });

  it('allow plain HTTP on this machine, and elsewhere when it is named as wanted', () => {
    const withUrl = (consumerUrl: string, allowPlainHttp?: boolean): IpeviaEventOptions => ({
      events: { kind: 'push', authentication, subscribe: { consumerUrl, allowPlainHttp } },
    });
    expect(problemsOf(withUrl('http://127.0.0.1:8080/hook'))).toEqual([]);
    expect(problemsOf(withUrl('http://host.lan/hook', true))).toEqual([]);
  });
});
