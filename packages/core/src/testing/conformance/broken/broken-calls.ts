import { ProviderCallError } from '../../../errors/provider-call-error';
import type { Outcome } from '../../../model/change';
import type { AccessProvider } from '../../../ports/access-provider';
import type { AlterProvider } from '../fake-world';
import type { BrokenProvider } from './broken-provider';

const alterOutcomes =
  (alter: (outcome: Outcome, provider: AccessProvider) => Outcome): AlterProvider =>
  (provider) => ({
    applyChanges: async (request, options) =>
      (await provider.applyChanges(request, options)).map((outcome) => alter(outcome, provider)),
  });

const withFinalError: AlterProvider = alterOutcomes((outcome, { id }) => {
  if (outcome.error === undefined) return outcome;
  const error = new ProviderCallError({ providerId: id, operation: 'write', message: 'The vendor said no.' });
  return { ...outcome, effect: 'none', error };
});

/** Faults in the members of a provider that reach the vendor. */
export const brokenCalls: readonly BrokenProvider[] = [
  {
    name: 'removes foreign rights with its own',
    alter: ({ applyChanges }, vendor) => ({
      async applyChanges(request, options) {
        const outcomes = await applyChanges(request, options);
        if (request.changes.some(({ kind }) => kind === 'revoke'))
          for (const { vendorReference } of vendor.held()) vendor.remove(vendorReference);
        return outcomes;
      },
    }),
    caughtBy: [
      'foreign rights > stay through create, update and revoke beside them',
      'foreign rights > stay through a revoke of what is not there',
      'foreign rights > stay when we give and take the same right',
    ],
  },
  {
    name: 'takes foreign rights for ours',
    alter: ({ listGrants }) => ({
      async *listGrants(request, options) {
        for await (const grant of listGrants?.(request, options) ?? [])
          yield { ...grant, origin: 'ours' as const, grantKey: grant.grantKey ?? 'adopted' };
      },
    }),
    caughtBy: ['listing > shows what others made as foreign'],
  },
  {
    name: 'makes a second right of a repeated create',
    alter: ({ applyChanges }, vendor) => ({
      async applyChanges(request, options) {
        const before = vendor.held();
        const outcomes = await applyChanges(request, options);
        const [known] = before;
        if (request.changes[0]?.kind === 'create' && known !== undefined) vendor.addForeign(known);
        return outcomes;
      },
    }),
    caughtBy: [
      'applying changes > makes one right of a create that is repeated',
      'lost answers > end in one right when the create is repeated',
    ],
  },
  {
    name: 'throws what should be outcomes',
    alter: ({ applyChanges }) => ({
      async applyChanges(request, options) {
        const outcomes = await applyChanges(request, options);
        for (const { error } of outcomes) if (error !== undefined) throw error;
        return outcomes;
      },
    }),
    caughtBy: [
      'failures > are outcomes, not exceptions',
      'failures > keep a final refusal to the one change that is refused',
      'lost answers > have an unknown effect and are not thrown',
      'applying changes > changes nothing when it was called off before it began',
    ],
  },
  {
    name: 'tells of no effect after a lost answer',
    alter: alterOutcomes((outcome) => (outcome.effect === 'unknown' ? { ...outcome, effect: 'none' } : outcome)),
    caughtBy: ['lost answers > have an unknown effect and are not thrown'],
  },
  {
    name: 'reports success whatever happens',
    alter: alterOutcomes(({ grantKey }) => ({ grantKey, effect: 'applied' })),
    caughtBy: [
      'failures > tell of a subject or place that the vendor does not know',
      'failures > are outcomes, not exceptions',
      'failures > of an outage do not lose a right that is to be taken away',
      'failures > are told as passing when the vendor is rate limited',
      'lost answers > have an unknown effect and are not thrown',
    ],
  },
  {
    name: 'calls every failure final',
    alter: withFinalError,
    caughtBy: [
      'failures > are outcomes, not exceptions',
      'failures > are told as passing when the vendor is unavailable',
      'failures > carry the time to wait when the vendor names one',
    ],
  },
  {
    name: 'lets one refused change spoil the whole call',
    options: { changesPerCall: 10 },
    alter: ({ applyChanges }, vendor) => ({
      async applyChanges(request, options) {
        const outcomes = await applyChanges(request, options);
        const refused = outcomes.find(({ error }) => error?.isRetryable === false);
        if (refused === undefined) return outcomes;
        for (const { vendorReference } of vendor.held()) vendor.remove(vendorReference);
        return outcomes.map(({ grantKey }) => ({ ...refused, grantKey }));
      },
    }),
    caughtBy: ['failures > keep a final refusal to the one change that is refused'],
  },
  {
    name: 'repeats the subject in its errors',
    alter: ({ applyChanges, id }) => ({
      async applyChanges(request, options) {
        const outcomes = await applyChanges(request, options);
        const message = `Not written: ${JSON.stringify(request.changes)}`;
        const error = new ProviderCallError({ providerId: id, operation: 'write', message, isRetryable: true });
        return outcomes.map((outcome) => (outcome.error === undefined ? outcome : { ...outcome, error }));
      },
    }),
    caughtBy: [
      'privacy > errors tell of no subject when the vendor says refused',
      'privacy > errors tell of no subject in an outage',
    ],
  },
  {
    name: 'answers in another order',
    alter: ({ applyChanges }) => ({
      applyChanges: async (request, options) => [...(await applyChanges(request, options))].reverse(),
    }),
    caughtBy: ['applying changes > gives one outcome per change, in the same order'],
  },
  {
    name: 'writes twice to be sure',
    alter: ({ applyChanges }) => ({
      async applyChanges(request, options) {
        await applyChanges(request, options);
        return applyChanges(request, options);
      },
    }),
    caughtBy: ['applying changes > makes exactly the vendor calls that it estimated'],
  },
  {
    name: 'fails to revoke what is not there',
    alter: ({ applyChanges, id }, vendor) => ({
      async applyChanges(request, options) {
        const isEmpty = vendor.held().length === 0;
        const outcomes = await applyChanges(request, options);
        const error = new ProviderCallError({ providerId: id, operation: 'write', message: 'It is not there.' });
        const isLate = isEmpty && request.changes[0]?.kind === 'revoke';
        return isLate ? outcomes.map(({ grantKey }) => ({ grantKey, effect: 'none', error })) : outcomes;
      },
    }),
    caughtBy: ['applying changes > counts a revoke of what is not there as applied'],
  },
  {
    name: 'forgets to revoke',
    alter: ({ applyChanges }) => ({
      async applyChanges({ lane, changes }, options) {
        const outcomes = await applyChanges(
          { lane, changes: changes.filter(({ kind }) => kind !== 'revoke') },
          options,
        );
        return changes.map(
          ({ grantKey }) =>
            outcomes.find((outcome) => outcome.grantKey === grantKey) ?? { grantKey, effect: 'applied' },
        );
      },
    }),
    caughtBy: [
      'rights at the vendor > go when their booking is cancelled',
      'applying changes > counts a revoke of what is not there as applied',
    ],
  },
  {
    name: 'finds a grant only by its vendor reference',
    alter: ({ readGrants }) => ({
      readGrants: async (request, options) => {
        const grants = request.grants.filter(({ vendorReference }) => vendorReference !== undefined);
        return (await readGrants?.({ ...request, grants }, options)) ?? [];
      },
    }),
    caughtBy: ['lost answers > are cleared up by reading back, without a vendor reference'],
  },
  {
    name: 'lists every page twice',
    alter: ({ listGrants }) => ({
      async *listGrants(request, options) {
        for await (const _grant of listGrants?.(request, options) ?? []);
        yield* listGrants?.(request, options) ?? [];
      },
    }),
    caughtBy: ['listing > costs no more calls than the world says'],
  },
  {
    name: 'throws when its health is asked for in an outage',
    alter: ({ checkHealth }) => ({
      async checkHealth(options) {
        const report = await checkHealth(options);
        if (report.status === 'failed') throw new Error('The vendor cannot be reached.');
        return report;
      },
    }),
    caughtBy: ['health and closing > says what is wrong in an outage, without throwing'],
  },
  {
    name: 'writes when its health is asked for, and when there is nothing to do',
    alter: ({ checkHealth, applyChanges }, vendor) => ({
      async checkHealth(options) {
        await vendor.wire.write([]);
        return checkHealth(options);
      },
      async applyChanges(request, options) {
        if (request.changes.length === 0) await vendor.wire.write([]);
        return applyChanges(request, options);
      },
    }),
    caughtBy: ['health and closing > looks without writing', 'applying changes > does nothing for no changes'],
  },
  {
    name: 'never feels well',
    alter: ({ id }) => ({
      checkHealth: async () => ({
        providerId: id,
        status: 'failed',
        findings: [{ area: 'connection', status: 'warning', message: 'It could be better.' }],
      }),
    }),
    caughtBy: ['health and closing > says that all is well when it is'],
  },
  {
    name: 'is always in the best of health',
    alter: ({ id }) => ({
      checkHealth: async () => ({
        providerId: id,
        status: 'ok',
        findings: [{ area: 'connection', status: 'ok', message: 'All is well.' }],
      }),
    }),
    caughtBy: ['health and closing > says what is wrong in an outage, without throwing'],
  },
  {
    name: 'names the subjects that it was asked about',
    alter: ({ id }) => ({
      checkHealth: async ({ expected }) => {
        const message = `These may be unknown: ${expected?.subjects.join(', ')}`;
        return { providerId: id, status: 'ok', findings: [{ area: 'subjects', status: 'ok', message }] };
      },
    }),
    caughtBy: ['health and closing > takes the identities that are expected'],
  },
  {
    name: 'cannot be closed twice',
    alter: () => {
      let isClosed = false;
      return {
        async close() {
          if (isClosed) throw new Error('It is closed.');
          isClosed = true;
        },
      };
    },
    caughtBy: ['health and closing > can be closed twice'],
  },
];
