import {
  AcxError,
  type Clock,
  type HealthCheckOptions,
  type HealthFinding,
  type HealthReport,
  toHealthReport,
} from '@acx/core/provider';
import { checkIpassanPlaces } from './ipassan-health-places';
import { describeIpassanSites } from './ipassan-health-sites';
import { checkIpassanVisitors } from './ipassan-health-visitors';
import type { IpassanClient } from './wire/ipassan-client';
import type { IpassanCallOptions } from './wire/ipassan-session';

/** What health is looked at with. */
export interface IpassanHealthCheck {
  readonly providerId: string;
  readonly siteUuid: string;
  readonly client: IpassanClient;
  readonly clock: Clock;
  /** Stands for visits in the directory. */
  readonly visitPlace: string;
  /** Longest booking by our options. */
  readonly maximumMinutes?: number;
}

/** Clocks further apart than this make bookings open noticeably early or late. */
const CLOCK_TOLERANCE_MS = 30_000;

/**
 * Reading one person proves the connection, the credentials and the site at once; then one call per asset, and one for visitors where
 * visits are asked for. Never throws.
 */
export async function checkIpassanHealth(
  check: IpassanHealthCheck,
  options: HealthCheckOptions,
): Promise<HealthReport> {
  const { providerId, client, clock, visitPlace, maximumMinutes } = check;
  const expectedPlaces = options.expected?.places ?? [];
  let clockDifferenceMs: number | undefined;
  const callOptions: IpassanCallOptions = {
    signal: options.signal,
    takeTurn: options.takeTurn,
    onAnswer({ headers }) {
      const vendorMs = Date.parse(headers.get('date') ?? '');
      if (!Number.isNaN(vendorMs)) clockDifferenceMs = vendorMs - clock.nowMs();
    },
  };
  const findings: HealthFinding[] = [];
  try {
    for await (const _person of client.persons.list({ ...callOptions, pageSize: 1 })) break;
    findings.push(
      { area: 'connection', status: 'ok', message: 'iPassan answers.' },
      { area: 'credentials', status: 'ok', message: 'The API user is let in.' },
      { area: 'site', status: 'ok', message: 'The site can be read.' },
      ...(await checkIpassanPlaces({ client, maximumMinutes, expectedPlaces }, callOptions)),
      ...(expectedPlaces.includes(visitPlace) ? [await checkIpassanVisitors(client, callOptions)] : []),
    );
  } catch (failure) {
    findings.push(...(await failureToFindings(check, failure, callOptions)));
  }
  if (clockDifferenceMs !== undefined) findings.push(clockToFinding(clockDifferenceMs));
  return toHealthReport({ providerId, findings, clockDifferenceMs });
}

async function failureToFindings(
  check: IpassanHealthCheck,
  failure: unknown,
  options: IpassanCallOptions,
): Promise<HealthFinding[]> {
  if (!AcxError.isInstance(failure))
    return [
      { area: 'connection', status: 'failed', message: 'The check itself failed. Report this to its maintainer.' },
    ];
  const { message } = failure;
  const connected: HealthFinding = { area: 'connection', status: 'ok', message: 'iPassan answers.' };
  if (failure.code === 'authentication') return [connected, { area: 'credentials', status: 'failed', message }];
  if (!isAboutSite(failure)) return [{ area: 'connection', status: 'failed', message }];
  const sites = await describeIpassanSites(check.client, check.siteUuid, options);
  return [
    connected,
    { area: 'credentials', status: 'ok', message: 'The API user is let in.' },
    { area: 'site', status: 'failed', message: `${message} ${sites}`.trim() },
  ];
}

function isAboutSite(failure: AcxError): boolean {
  return 'vendorCode' in failure && ['wrong_site', 'forbidden', 'not_found'].includes(String(failure.vendorCode));
}

function clockToFinding(differenceMs: number): HealthFinding {
  const seconds = Math.round(Math.abs(differenceMs) / 1000);
  if (Math.abs(differenceMs) <= CLOCK_TOLERANCE_MS)
    return { area: 'clock', status: 'ok', message: 'The clocks agree within 30 seconds.' };
  const direction = differenceMs > 0 ? 'ahead of' : 'behind';
  return {
    area: 'clock',
    status: 'warning',
    message: `The clock of iPassan is ${seconds} seconds ${direction} the clock of this machine. Set both by a time server.`,
  };
}
