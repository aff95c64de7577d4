import { describe, expect, it } from 'vitest';
import { formatFaultReport } from './fault-report';
import { memoryLedgerStore } from './memory-ledger-store';
import { type FaultHistoryOptions, playFaultHistory } from './play-fault-history';

/** Ways in which an engine, a ledger or a provider could be wrong. */
const mistakes: readonly (readonly [string, Omit<FaultHistoryOptions, 'seed' | 'createLedger'>, RegExp])[] = [
  [
    'a ledger whose fence never refuses',
    {
      tamperLedger: (ledger) => ({
        ...ledger,
        transaction: (work) =>
          ledger.transaction(({ lanes, ...others }) =>
            work({
              ...others,
              lanes: {
                ...lanes,
                fence: async () => {},
                release: (claim, next) => lanes.release(claim, next).catch(() => {}),
              },
            }),
          ),
      }),
    },
    /fencing/,
  ],
  [
    'a ledger that gives a lane to two workers',
    {
      tamperLedger: (ledger) => ({
        ...ledger,
        transaction: (work) =>
          ledger.transaction(({ lanes, ...others }) =>
            work({
              ...others,
              lanes: {
                ...lanes,
                async claimDue(options) {
                  const claims = await lanes.claimDue({ ...options, expiresAt: options.now });
                  return claims.map((claim) => ({ ...claim, expiresAt: options.expiresAt }));
                },
              },
            }),
          ),
      }),
    },
    /one writer per lane|fencing/,
  ],
  [
    'a ledger that forgets what is in doubt',
    {
      tamperLedger: (ledger) => ({
        ...ledger,
        transaction: (work) =>
          ledger.transaction(({ grants, ...others }) =>
            work({
              ...others,
              grants: { ...grants, save: (record) => grants.save({ ...record, certainty: 'known' }) },
            }),
          ),
      }),
    },
    /./,
  ],
  [
    'an engine whose notices are swallowed',
    {
      tamperLedger: (ledger) => ({
        ...ledger,
        transaction: (work) =>
          ledger.transaction(({ notices, ...others }) =>
            work({ ...others, notices: { ...notices, add: async () => {} } }),
          ),
      }),
    },
    /no silent failure/,
  ],
  [
    'an engine that finds nothing when it reads before it tries again',
    {
      tamperProvider: ({ readGrants, ...provider }) => ({
        ...provider,
        ...(readGrants && { readGrants: async () => [] }),
      }),
    },
    /one right per grant|vendor and ledger agree|nobody|check heals/,
  ],
  [
    'a provider that says "applied" whatever happens',
    {
      tamperProvider: (provider) => ({
        ...provider,
        async applyChanges(request, options) {
          const outcomes = await provider.applyChanges(request, options);
          return outcomes.map(({ grantKey }) => ({ grantKey, effect: 'applied' as const }));
        },
      }),
    },
    /./,
  ],
  [
    'a provider that never takes anything away',
    {
      tamperProvider: (provider) => ({
        ...provider,
        async applyChanges({ lane, changes }, options) {
          const kept = changes.filter(({ kind }) => kind !== 'revoke');
          const outcomes = await provider.applyChanges({ lane, changes: kept }, options);
          const gone = changes.filter(({ kind }) => kind === 'revoke');
          return [...outcomes, ...gone.map(({ grantKey }) => ({ grantKey, effect: 'applied' as const }))];
        },
      }),
    },
    /nobody in without a booking|vendor and ledger agree|check heals/,
  ],
  [
    'a provider that opens longer than was asked for',
    {
      tamperProvider: (provider) => ({
        ...provider,
        compose: (permissions, context) =>
          provider.compose(
            permissions.map((permission) => ({
              ...permission,
              bufferedWindow: {
                ...permission.bufferedWindow,
                endsAt: permission.bufferedWindow.endsAt.replace(/T(..):(.)/, 'T$1:5'),
              },
            })),
            context,
          ),
      }),
    },
    /nobody in without a booking/,
  ],
  [
    'a provider that takes foreign records for its own',
    {
      tamperProvider: (provider) => ({
        ...provider,
        async *listGrants(request, options) {
          if (provider.listGrants === undefined) return;
          for await (const grant of provider.listGrants(request, options))
            yield {
              ...grant,
              origin: 'ours' as const,
              grantKey: grant.grantKey ?? `fake/grant/${grant.vendorReference}`,
            };
        },
      }),
    },
    /./,
  ],
];

const MOST_HISTORIES = 60;

describe('the judge of the fault world', () => {
  it.each(mistakes)(`notices within ${MOST_HISTORIES} histories %s`, async (_title, mistake, law) => {
    for (let seed = 1; seed <= MOST_HISTORIES; seed += 1) {
      const report = await playFaultHistory({ seed, createLedger: memoryLedgerStore, ...mistake });
      if (report.violation === undefined) continue;
      expect(report.violation.law).toMatch(law);
      expect(formatFaultReport(report)).toContain(`ACX_SEED=${seed}`);
      return;
    }
    expect.unreachable('No history has shown the mistake.');
  });
});
