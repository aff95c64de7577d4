import { createIpeviaAuthentication } from './ipevia-authentication';
import { ipeviaCapabilityOperations } from './ipevia-capability-operations';
import type { IpeviaContext } from './ipevia-context';
import { ipeviaCredentialReads } from './ipevia-credential-reads';
import { ipeviaCredentialWrites } from './ipevia-credential-writes';
import { type IpeviaMessage, mustBeUnderstood } from './ipevia-envelope';
import { writeEnvelope } from './ipevia-envelope-output';
import type { IpeviaEventOutlets } from './ipevia-event-outlets';
import { IpeviaFault, notSupported, wrongRequest } from './ipevia-fault';
import { faultResponse, SOAP_CONTENT_TYPE } from './ipevia-fault-output';
import { actionOf, type IpeviaPlace, placeOf, refuseHttp } from './ipevia-http-check';
import type { IpeviaLists } from './ipevia-list-page';
import { ipeviaNumberLists } from './ipevia-number-lists';
import type { IpeviaOperation } from './ipevia-operation';
import { createIpeviaOperationBasis } from './ipevia-operation-basis';
import { ipeviaProfileWrites } from './ipevia-profile-writes';
import { checkShape } from './ipevia-shape';
import { ipeviaSubscriptionOperations } from './ipevia-subscription-operations';
import type { IpeviaSubscriptions } from './ipevia-subscriptions';
import { isSecurityHeader } from './ipevia-username-token';
import { element } from './ipevia-xml-element';
import { IpeviaXmlError } from './ipevia-xml-text';

/** The service itself: a request whose envelope was opened, or could not be, in; an answer out. */
export interface IpeviaDispatcher {
  answer(request: Request, opened: IpeviaMessage | IpeviaFault | IpeviaXmlError): Response;
  /** False for an unknown operation. */
  isWrite(operation: string): boolean;
  expireNonces(): void;
}

export function createIpeviaDispatcher(options: {
  context: IpeviaContext;
  lists: IpeviaLists;
  subscriptions: IpeviaSubscriptions;
  outlets: IpeviaEventOutlets;
}): IpeviaDispatcher {
  const { context, lists, subscriptions, outlets } = options;
  const basis = createIpeviaOperationBasis(context);
  const authentication = createIpeviaAuthentication(context);
  const operations = new Map<string, IpeviaOperation>(
    [
      ...ipeviaCapabilityOperations(context, basis),
      ...ipeviaCredentialReads(context, basis, lists),
      ...ipeviaCredentialWrites(context, basis),
      ...ipeviaProfileWrites(context, basis),
      ...ipeviaNumberLists(context, basis, lists),
      ...ipeviaSubscriptionOperations(context, subscriptions, outlets),
    ].map((operation) => [operation.name, operation]),
  );

  const perform = (
    http: Request,
    { headers, request }: IpeviaMessage,
    { place, subscription }: IpeviaPlace,
  ): string => {
    authentication.checkMessage(http, headers);
    for (const header of headers)
      if (mustBeUnderstood(header) && !isUnderstood(context, header))
        throw new IpeviaFault('MustUnderstand', [], 'A header is not understood.');
    const operation = operations.get(request.name);
    if (operation?.place !== place || operation.namespace !== request.namespace || !operation.isOffered())
      throw notSupported(context, 'There is no such operation here.');
    if ((actionOf(http) ?? operation.action) !== operation.action)
      throw wrongRequest(context, 'The action is that of another operation.');
    checkShape(context, request, operation.shape);
    const content = operation.answer(request, { origin: new URL(http.url).origin, subscription });
    return writeEnvelope(context, element(operation.namespace, `${operation.name}Response`, content));
  };
  const answer: IpeviaDispatcher['answer'] = (request, opened) => {
    const place = placeOf(context.profile, new URL(request.url));
    const refusal = refuseHttp(request, place) ?? authentication.refuseHttp(request);
    if (refusal !== undefined || place === undefined) return refusal ?? new Response(null, { status: 404 });
    if (opened instanceof IpeviaXmlError) return new Response('Bad request', { status: 400 });
    try {
      if (opened instanceof IpeviaFault) throw opened;
      return new Response(perform(request, opened, place), { headers: { 'content-type': SOAP_CONTENT_TYPE } });
    } catch (failure) {
      if (!(failure instanceof IpeviaFault)) throw failure;
      return faultResponse(context, failure);
    }
  };
  return {
    expireNonces: authentication.expireNonces,
    isWrite: (name) => operations.get(name)?.isWrite ?? false,
    answer(request, opened) {
      const response = answer(request, opened);
      response.headers.set('date', new Date(context.clock.nowMs()).toUTCString());
      return response;
    },
  };
}

function isUnderstood(context: IpeviaContext, header: IpeviaMessage['request']): boolean {
  const { switches, profile } = context;
  if (isSecurityHeader(context, header)) return switches.auth === 'username-token' || switches.auth === 'none';
  return header.namespace === profile.namespaces.addressing;
}
