import { mergeWireProfile, parseOptions, silentLogger, systemClock } from '@acx/core/provider';
import { createSaltoAccessLevels, type SaltoAccessLevels } from './salto-access-levels';
import { createSaltoAuditTrail, type SaltoAuditTrail } from './salto-audit-trail';
import { type SaltoClientOptions, type SaltoClientSettings, saltoClientOptionsSchema } from './salto-client-options';
import { createSaltoDoors, type SaltoDoors } from './salto-doors';
import { createSaltoHttpTransport } from './salto-http-transport';
import { readSaltoInfo, type SaltoInfo } from './salto-info';
import { type SaltoProfile, saltoProfile } from './salto-profile';
import { createSaltoSession, type SaltoCallOptions } from './salto-session';
import { createSaltoStpTransport } from './salto-stp-transport';
import { createSaltoTimetables, type SaltoTimetables } from './salto-timetables';
import { createSaltoUsers, type SaltoUsers } from './salto-users';
import type { XmlElement } from './salto-xml-element';
import { createSaltoZones, type SaltoZones } from './salto-zones';

/**
 * SHIP with types, over HTTP or STP. Every call is sent once and never repeated, and throws an AcxError whose `effect` tells whether a write took
 * place. Lists are read page by page as they are consumed.
 */
export interface SaltoClient {
  /**
   * Any call of SHIP: its parameters as elements, and the element of the answer that holds its parameters. For what the other methods do not cover.
   * @param options.isWrite May it change something? Default true: a call whose answer is lost then has the effect `unknown`.
   */
  call(
    requestName: string,
    params: readonly XmlElement[],
    options?: SaltoCallOptions & { readonly isWrite?: boolean },
  ): Promise<XmlElement>;
  /** What Space says of itself. */
  getInfo(options?: SaltoCallOptions): Promise<SaltoInfo>;
  readonly accessLevels: SaltoAccessLevels;
  readonly zones: SaltoZones;
  readonly timetables: SaltoTimetables;
  readonly users: SaltoUsers;
  readonly doors: SaltoDoors;
  readonly auditTrail: SaltoAuditTrail;
  /** Ends every connection. Calls over STP that wait or are under way fail, and later ones too. */
  close(): Promise<void>;
}

/**
 * A client for one installation of ProAccess Space.
 * @throws ConfigurationError that lists every problem of the options.
 */
export function createSaltoClient(options: SaltoClientOptions): SaltoClient {
  return settingsToSaltoClient(parseOptions('Options of createSaltoClient', saltoClientOptionsSchema, options));
}

/** A client from options that have been read already. */
export function settingsToSaltoClient(settings: SaltoClientSettings): SaltoClient {
  const {
    id: providerId,
    timeoutMs,
    pageSize,
    maximumAnswerBytes,
    clock = systemClock,
    logger = silentLogger,
  } = settings;
  const profile = mergeWireProfile<SaltoProfile>(saltoProfile, settings.profile);
  const shared = { providerId, timeoutMs, maximumAnswerBytes, clock };
  const transport =
    settings.transport.kind === 'http'
      ? createSaltoHttpTransport({ ...settings.transport, ...shared, profile: profile.http })
      : createSaltoStpTransport({ ...settings.transport, ...shared, profile: profile.stp });
  const session = createSaltoSession({ providerId, profile, transport, logger });

  return {
    call: (requestName, params, { isWrite = true, ...options } = {}) =>
      session.send({ operation: requestName, requestName, params, isWrite }, options),
    getInfo: (options = {}) => readSaltoInfo(session, options),
    accessLevels: createSaltoAccessLevels(session, pageSize),
    zones: createSaltoZones(session, pageSize),
    timetables: createSaltoTimetables(session, pageSize),
    users: createSaltoUsers(session, pageSize),
    doors: createSaltoDoors(session, pageSize),
    auditTrail: createSaltoAuditTrail(session, pageSize),
    close: () => transport.close(),
  };
}
