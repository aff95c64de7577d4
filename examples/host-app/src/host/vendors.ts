import { AcxError, type CheckReport, type GrantRecord, type Ledger } from '@acx/core';
import type { CheckInput, CheckView, Difference, HealthView, HeldRow, Lever, VendorView } from '../contract/vendors';
import type { Engine } from './engine';
import type { FollowedSources } from './followed-sources';
import type { IntegrationBook } from './integrations/integration-book';
import type { IntegrationRow } from './integrations/integration-row';
import { allSystems } from './integrations/systems/all-systems';
import { Refused } from './refused';

/** A record, as the vendor's screens say it. */
export interface ShownRecord {
  readonly key: string;
  readonly place: string;
  readonly who: string;
  readonly words: string;
  readonly isOurs: boolean;
}

/** What only a demo can do: look past a vendor's interface, and break it. */
export interface VendorWindow {
  held(integrationId: string): readonly ShownRecord[];
  /** What we believe, in the words of `held`. */
  believed(integrationId: string, grants: readonly GrantRecord[]): readonly ShownRecord[];
  levers(integrationId: string): readonly Lever[];
  calls(integrationId: string): { readonly calls: number; readonly writes: number };
}

/** What each vendor holds beside what we believe. */
export async function listVendors(options: {
  integrations: IntegrationBook;
  ledger: Ledger;
  window: VendorWindow;
}): Promise<VendorView[]> {
  const { integrations, ledger, window } = options;
  const views = integrations.list().map(async ({ id, kind, name, isActive }): Promise<VendorView> => {
    const grants = await ledger.transaction((transaction) => transaction.grants.listOfProvider(id));
    // Who is asked for bookings, or decides, is not written to: what it holds is its own affair.
    const isWrittenTo = kind !== 'bookings_one' && kind !== 'visitors';
    const rows = compare(window.held(id), window.believed(id, grants), isWrittenTo);
    const system = allSystems[kind].description.name;
    return { id, name, system, isActive, rows, levers: window.levers(id), ...window.calls(id) };
  });
  return Promise.all(views);
}

function compare(held: readonly ShownRecord[], believed: readonly ShownRecord[], isWrittenTo: boolean): HeldRow[] {
  const beliefs = new Map(believed.map((record) => [record.key, record]));
  const rows = held.map(({ key, place, who, words, isOurs }): HeldRow => {
    const belief = beliefs.get(key);
    beliefs.delete(key);
    const difference = isWrittenTo ? differenceOf(words, belief?.words, isOurs) : 'none';
    return { key, place, who, held: words, ...(belief && { believed: belief.words }), difference };
  });
  const missing = [...beliefs.values()].map(({ key, place, who, words }): HeldRow => {
    return { key, place, who, believed: words, difference: 'missing' };
  });
  return [...rows, ...missing];
}

function differenceOf(held: string, believed: string | undefined, isOurs: boolean): Difference {
  if (believed !== undefined) return held === believed ? 'none' : 'altered';
  return isOurs ? 'extra' : 'foreign';
}

/** Compares the vendor with the ledger through its own interface, and repairs it when asked to. */
export async function checkVendor(engine: Engine, id: string, { mode }: CheckInput): Promise<CheckView> {
  try {
    const report = await engine.access.check({ providerId: id, mode });
    if (mode === 'heal') await engine.runDue();
    return toCheckView(report, mode);
  } catch (failure) {
    if (!AcxError.isInstance(failure)) throw failure;
    throw new Refused(failure.code === 'unsafe_plan' ? 409 : 502, failure.message);
  }
}

function toCheckView({ drift, foreign, held }: CheckReport, mode: CheckInput['mode']): CheckView {
  const count = (kind: string): number => drift.filter((item) => item.kind === kind).length;
  const [missing, altered, extra] = [count('missing'), count('altered'), count('extra')];
  const found = `${missing} missing, ${altered} altered, ${extra} too many`;
  const rest = `${held} of ours are there, ${foreign} of others are left alone.`;
  const words =
    drift.length === 0
      ? `It holds what it should. ${rest}`
      : mode === 'heal'
        ? `Found and being put right: ${found}. ${rest}`
        : `Found: ${found}. Nothing was changed. ${rest}`;
  return { missing, altered, extra, foreign, words };
}

const TEST_MS = 30_000;

/** In words an installer understands: also of one that is deactivated, which is when it is set up. */
export async function testIntegration(
  row: IntegrationRow,
  options: { engine: Engine; integrations: IntegrationBook; sources: FollowedSources },
): Promise<HealthView> {
  const { engine, integrations, sources } = options;
  if (allSystems[row.kind].createProvider === undefined) return sourceHealth(row, sources);
  if (row.isActive) return engine.access.health({ providerId: row.id }).then(toHealthView, toFailedHealth);
  const provider = integrations.connect(row.id);
  try {
    const report = await provider?.checkHealth({ signal: AbortSignal.timeout(TEST_MS) });
    return toHealthView(report ?? { status: 'failed', findings: [] });
  } catch (failure) {
    return toFailedHealth(failure);
  } finally {
    await provider?.close();
  }
}

function toHealthView({ status, findings }: HealthView): HealthView {
  return { status, findings };
}

function toFailedHealth(failure: unknown): HealthView {
  if (!AcxError.isInstance(failure)) throw failure;
  return { status: 'failed', findings: [{ area: 'connection', status: 'failed', message: failure.message }] };
}

/** A source is known by what it has told. */
function sourceHealth({ id, isActive }: IntegrationRow, sources: FollowedSources): HealthView {
  const report = sources.report(id);
  if (report === undefined) {
    const message = isActive
      ? 'No room is mapped to it, so nothing is read. Map a resource to one of its rooms.'
      : 'It is deactivated, so nothing is read.';
    return { status: 'warning', findings: [{ area: 'source', status: 'warning', message }] };
  }
  const findings: HealthView['findings'] = [
    ...report.resources.map(({ resourceId, readAt, failure }) =>
      failure === undefined
        ? {
            area: resourceId,
            status: 'ok' as const,
            message: readAt === undefined ? 'Not read yet.' : `Read at ${readAt}.`,
          }
        : { area: resourceId, status: 'failed' as const, message: failure.message },
    ),
    ...report.problems.map(({ message }) => ({ area: 'bookings', status: 'warning' as const, message })),
    ...report.unmappedResources.map((room) => ({
      ...{ area: 'mapping', status: 'warning' as const, message: `${room} has bookings and opens nothing: map it.` },
    })),
    ...(report.stopped ? [{ area: 'brake', status: 'failed' as const, message: report.stopped.message }] : []),
  ];
  const worst = (['failed', 'warning'] as const).find((status) =>
    findings.some((finding) => finding.status === status),
  );
  return { status: worst ?? 'ok', findings };
}
