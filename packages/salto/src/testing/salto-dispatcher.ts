import { saltoAccessLevelRequests } from './salto-access-level-requests';
import { saltoAuditTrailRequests } from './salto-audit-trail-requests';
import type { SaltoCall } from './salto-call';
import type { SaltoCodeArrangements } from './salto-code-levers';
import type { SaltoContext } from './salto-context';
import { saltoDoorRequests } from './salto-door-requests';
import { SaltoFault, saltoCodes } from './salto-fault';
import { saltoInfoRequests } from './salto-info-requests';
import { leaf, type SaltoNode, tree } from './salto-node';
import { saltoOnlineDoorRequests } from './salto-online-door-requests';
import type { SaltoRequest } from './salto-request';
import { saltoTimetableRequests } from './salto-timetable-requests';
import { saltoUserRequests } from './salto-user-requests';
import { writeSaltoXml } from './salto-xml-output';
import { saltoZoneRequests } from './salto-zone-requests';

const BYTE_ORDER_MARK = '\uFEFF';

/** SHIP itself: a call in, XML out, whatever the transport. */
export interface SaltoDispatcher {
  answer(call: SaltoCall): string;
  /** False for an unknown request. */
  isWrite(requestName: string): boolean;
}

export function createSaltoDispatcher(context: SaltoContext, codes: SaltoCodeArrangements): SaltoDispatcher {
  const { switches, profile } = context;
  const { envelope } = profile;
  const requests = new Map<string, SaltoRequest>(
    [
      ...saltoInfoRequests(context),
      ...saltoAccessLevelRequests(context),
      ...saltoZoneRequests(context),
      ...saltoTimetableRequests(context),
      ...saltoUserRequests(context),
      ...saltoDoorRequests(context),
      ...saltoAuditTrailRequests(context),
      ...saltoOnlineDoorRequests(context),
    ].map((request) => [request.name, request]),
  );
  const isWrite = (requestName: string): boolean => requests.get(requestName)?.isWrite ?? false;

  const perform = ({ name, params }: SaltoCall): readonly SaltoNode[] => {
    codes.use({ name, isWrite: isWrite(name) });
    if (params instanceof SaltoFault) throw params;
    if (!switches.licensed) throw new SaltoFault(saltoCodes.notLicensed, 'The option SHIP is not licensed.');
    const request = requests.get(name);
    if (request === undefined) throw new SaltoFault(saltoCodes.unknownRequest, `Unknown request ${name}.`);
    return request.answer(params);
  };
  const outcomeOf = (call: SaltoCall): SaltoNode => {
    try {
      return tree(envelope.params, perform(call));
    } catch (failure) {
      if (!(failure instanceof SaltoFault)) throw failure;
      return tree(envelope.exception, [leaf(envelope.code, failure.code), leaf(envelope.message, failure.message)]);
    }
  };
  return {
    isWrite,
    answer(call) {
      const response = tree(envelope.response, [leaf(envelope.requestName, call.name), outcomeOf(call)]);
      return (switches.sendsBom ? BYTE_ORDER_MARK : '') + writeSaltoXml(response, { isAwkward: switches.awkward });
    },
  };
}
