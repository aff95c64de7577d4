import { type AccessProvider, ConfigurationError } from '@acx/core';

/**
 * An installation that an administrator has deactivated: everything that is thinking goes on, and nothing reaches the vendor. So bookings are
 * stored, mapped and planned as ever; their rights wait as `failed` with these words, and what the vendor holds stays as it is. Reactivating is
 * `forgetProvider` and a healing check, which tries everything again.
 */
export function createPausedProvider(provider: AccessProvider): AccessProvider {
  const refusal = (): ConfigurationError =>
    new ConfigurationError({
      subject: `Provider ${provider.id}`,
      problems: [{ path: '', message: 'is deactivated; nothing is written until it is activated again' }],
    });
  const refuse = async (): Promise<never> => {
    throw refusal();
  };
  const { specificationVersion, id, capabilities } = provider;
  return {
    ...{ specificationVersion, id, capabilities },
    ...(provider.normaliseSubject && {
      normaliseSubject: (subject) => provider.normaliseSubject?.(subject) ?? subject,
    }),
    laneOf: (permission) => provider.laneOf(permission),
    grantKeyOf: (permission) => provider.grantKeyOf(permission),
    compose: (permissions, context) => provider.compose(permissions, context),
    estimateCalls: (changes) => provider.estimateCalls(changes),
    applyChanges: async ({ changes }) =>
      changes.map(({ grantKey }) => ({ grantKey, effect: 'none', error: refusal() })),
    readGrants: refuse,
    listGrants: () => ({ [Symbol.asyncIterator]: () => ({ next: refuse }) }),
    listPlaces: () => ({ [Symbol.asyncIterator]: () => ({ next: refuse }) }),
    listSubjects: () => ({ [Symbol.asyncIterator]: () => ({ next: refuse }) }),
    decide: async () => ({ verdict: 'deny', reason: 'deactivated' }),
    // A vendor that sends events is asked to send them again later; nobody pulls.
    events: {
      receive: async () => ({
        events: [],
        response: new Response(null, { status: 503, headers: { 'retry-after': '60' } }),
      }),
    },
    checkHealth: async () => ({
      ...{ providerId: id, status: 'warning' },
      findings: [{ area: 'integration', status: 'warning', message: 'It is deactivated, so nobody was asked.' }],
    }),
    close: () => provider.close(),
  };
}
