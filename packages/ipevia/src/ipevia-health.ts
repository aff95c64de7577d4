import {
  AcxError,
  type HealthCheckOptions,
  type HealthFinding,
  type HealthReport,
  toHealthReport,
} from '@acx/core/provider';
import { readIpeviaCardNumber } from './card/ipevia-card-number';
import type { IpeviaEventSettings } from './events/ipevia-event-options';
import { readIpeviaSubscription } from './events/ipevia-subscription-record';
import type { IpeviaKnownCapabilities } from './grants/ipevia-remember-capabilities';
import type { IpeviaWriter } from './grants/ipevia-writer';
import { chooseIpeviaStrategy } from './ipevia-strategy';
import type { IpeviaServiceCapabilities } from './wire/ipevia-capabilities';

/** Clocks further apart than this make bookings open noticeably early or late. */
const CLOCK_TOLERANCE_MS = 30_000;

/** What health is looked at with. */
export interface IpeviaHealthCheck extends IpeviaWriter {
  readonly strategy: 'credentials' | 'whitelist';
  readonly validity: 'instants' | 'none';
  readonly events: IpeviaEventSettings['events'];
  readonly refreshCapabilities: IpeviaKnownCapabilities['refresh'];
}

/**
 * Asks the service what it can do and compares that with the options; looks at the format of cards, the room that is left, and the
 * subscription. Never throws.
 */
export async function checkIpeviaHealth(check: IpeviaHealthCheck, options: HealthCheckOptions): Promise<HealthReport> {
  const { providerId } = check;
  const findings: HealthFinding[] = [];
  let clockDifferenceMs: number | undefined;
  try {
    const capabilities = await check.refreshCapabilities({
      signal: options.signal,
      takeTurn: options.takeTurn,
      onAnswer({ headers }) {
        const vendorMs = Date.parse(headers.get('date') ?? '');
        if (!Number.isNaN(vendorMs)) clockDifferenceMs = vendorMs - check.clock.nowMs();
      },
    });
    findings.push(
      { area: 'connection', status: 'ok', message: 'iPevia answers over SOAP.' },
      { area: 'credentials', status: 'ok', message: 'The API user is let in.' },
      ...strategyToFindings(check, capabilities),
      ...(await attempt('cards', () => checkFormats(check, capabilities, options))),
      ...(await attempt('capacity', () => checkCapacity(check, capabilities, options))),
    );
  } catch (failure) {
    return { providerId, status: 'failed', findings: [failureToFinding(failure)] };
  }
  findings.push(
    ...(await attempt('events', () => checkSubscription(check, options))),
    ...identitiesToFindings(check, options.expected),
    ...(clockDifferenceMs === undefined ? [] : [clockToFinding(clockDifferenceMs)]),
  );
  return toHealthReport({ providerId, findings, clockDifferenceMs });
}

/** A check that cannot be made is a finding like any other. */
async function attempt(area: string, look: () => Promise<readonly HealthFinding[]>): Promise<readonly HealthFinding[]> {
  try {
    return await look();
  } catch (failure) {
    const message = AcxError.isInstance(failure)
      ? failure.message
      : 'The check itself failed. Report this to its maintainer.';
    return [{ area, status: 'warning', message: `This could not be looked at: ${message}` }];
  }
}

function strategyToFindings(
  { strategy, validity }: IpeviaHealthCheck,
  capabilities: IpeviaServiceCapabilities,
): HealthFinding[] {
  const area = 'strategy';
  const { maximumCredentials, maximumWhitelisted } = capabilities;
  if (strategy === 'credentials' && maximumCredentials === 0)
    return [{ area, status: 'failed', message: "The service holds no credentials. Set strategy: 'whitelist'." }];
  if (strategy === 'whitelist' && maximumWhitelisted === 0)
    return [{ area, status: 'failed', message: "The service has no whitelist. Set strategy: 'credentials'." }];
  const best = chooseIpeviaStrategy(capabilities);
  if (strategy === 'credentials' && validity === 'instants' && best?.validity === 'none')
    return [
      {
        area,
        status: 'failed',
        message:
          "The service does not hold the time of a credential, so cards would open outside of their bookings. Set validity: 'none'.",
      },
    ];
  if (best?.strategy === 'credentials' && strategy === 'whitelist')
    return [
      {
        area,
        status: 'ok',
        message:
          "The whitelist is used. The service could hold credentials too: with strategy: 'credentials' rights are written ahead.",
      },
    ];
  return [{ area, status: 'ok', message: 'The service can do what the options ask for.' }];
}

async function checkFormats(
  { client, identifier }: IpeviaHealthCheck,
  { identifierTypes }: IpeviaServiceCapabilities,
  { signal, takeTurn }: HealthCheckOptions,
): Promise<HealthFinding[]> {
  const { typeName, formatType } = identifier;
  const area = 'cards';
  if (!identifierTypes.includes(typeName))
    return [
      {
        area,
        status: 'failed',
        message: `The service knows no identifier type ${typeName}. Enable the credential "Other (hex)" in the site wizard and map it to ${typeName} at the API user.`,
      },
    ];
  const formats = await client.getSupportedFormatTypes(typeName, { signal, takeTurn });
  if (formats.some((format) => format.formatType === formatType))
    return [{ area, status: 'ok', message: `Cards are spoken of as ${typeName}, ${formatType}.` }];
  return [
    {
      area,
      status: 'failed',
      message: `The identifier type ${typeName} has no format ${formatType}. Correct the credential mapping of the API user, or cards.layout.`,
    },
  ];
}

/** More than nine tenths full is told while there is still room. */
async function checkCapacity(
  { client, strategy }: IpeviaHealthCheck,
  { maximumCredentials, maximumWhitelisted }: IpeviaServiceCapabilities,
  { signal, takeTurn }: HealthCheckOptions,
): Promise<HealthFinding[]> {
  const isWhitelist = strategy === 'whitelist';
  const maximum = isWhitelist ? maximumWhitelisted : maximumCredentials;
  if (maximum === 0) return [];
  let count = 0;
  for await (const _record of isWhitelist
    ? client.whitelist.list({ signal, takeTurn })
    : client.credentials.listInfo({ signal, takeTurn }))
    count += 1;
  const what = isWhitelist ? 'numbers on the whitelist' : 'credentials';
  const status = count > maximum * 0.9 ? 'warning' : 'ok';
  const advice = status === 'warning' ? ' Remove what is not needed in iPevia before cards are refused.' : '';
  return [{ area: 'capacity', status, message: `${count} of ${maximum} ${what} are in use.${advice}` }];
}

async function checkSubscription(
  { events, clock }: IpeviaHealthCheck,
  { storage }: HealthCheckOptions,
): Promise<HealthFinding[]> {
  if (events.kind !== 'push' || events.subscribe === undefined || storage === undefined) return [];
  const area = 'events';
  const subscription = await readIpeviaSubscription(storage);
  if (subscription === undefined)
    return [
      {
        area,
        status: 'warning',
        message: 'Door events are not subscribed to yet. The engine does it when it runs; look again in a minute.',
      },
    ];
  if (Date.parse(subscription.terminationTime) > clock.nowMs())
    return [{ area, status: 'ok', message: `Door events are subscribed to until ${subscription.terminationTime}.` }];
  return [
    {
      area,
      status: 'failed',
      message: `The subscription to door events ended at ${subscription.terminationTime}: entries are not reported. The engine makes a new one when it runs and iPevia answers.`,
    },
  ];
}

/** Card numbers are counted and never named. */
function identitiesToFindings(
  { site, card }: IpeviaHealthCheck,
  expected: HealthCheckOptions['expected'],
): HealthFinding[] {
  if (expected === undefined) return [];
  const others = expected.places.filter((place) => place !== site);
  const unreadable = expected.subjects.filter((subject) => 'problem' in readIpeviaCardNumber(subject, card)).length;
  const places: HealthFinding =
    others.length === 0
      ? { area: 'places', status: 'ok', message: `Every right is asked for at ${site}.` }
      : {
          area: 'places',
          status: 'failed',
          message: `Rights are asked for at ${others.join(', ')}, but this installation opens ${site} only. Correct the directory.`,
        };
  const subjects: HealthFinding =
    unreadable === 0
      ? { area: 'subjects', status: 'ok', message: 'Every card number can be read.' }
      : {
          area: 'subjects',
          status: 'failed',
          message: `${unreadable} of ${expected.subjects.length} card numbers cannot be read. Correct them in the directory.`,
        };
  return [places, subjects];
}

/** Windows and events are told by the clock of the controller. */
function clockToFinding(differenceMs: number): HealthFinding {
  const area = 'clock';
  if (Math.abs(differenceMs) <= CLOCK_TOLERANCE_MS)
    return { area, status: 'ok', message: 'The clocks of iPevia and of this machine agree within half a minute.' };
  const seconds = Math.round(Math.abs(differenceMs) / 1000);
  const direction = differenceMs > 0 ? 'ahead of' : 'behind';
  return {
    area,
    status: 'warning',
    message: `The clock of iPevia is ${seconds} seconds ${direction} this machine: cards open that much early or late, and entries are told at another time. Set both by a time server.`,
  };
}

function failureToFinding(failure: unknown): HealthFinding {
  if (!AcxError.isInstance(failure))
    return { area: 'connection', status: 'failed', message: 'The check itself failed. Report this to its maintainer.' };
  return {
    area: failure.code === 'authentication' ? 'credentials' : 'connection',
    status: 'failed',
    message: failure.message,
  };
}
