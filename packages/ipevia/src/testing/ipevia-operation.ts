import type { IpeviaShape } from './ipevia-shape';
import type { IpeviaElement } from './ipevia-xml-element';
import type { IpeviaNode } from './ipevia-xml-node';

/** Where a request came in. */
export interface IpeviaArrival {
  /** Scheme, host and port that the caller used. */
  readonly origin: string;
  /** Last part of the path; empty unless it is below the subscriptions. */
  readonly subscription: string;
}

/** One thing that the controller can do. */
export interface IpeviaOperation {
  /** Name of the request; the answer has `Response` behind it. */
  readonly name: string;
  /** At which address it is. */
  readonly place: 'credential' | 'events' | 'subscription';
  /** What SOAP calls the action. */
  readonly action: string;
  /** Namespace of request and answer. */
  readonly namespace: string;
  /** Whether it changes who may pass. */
  readonly isWrite: boolean;
  readonly shape: IpeviaShape;
  /** Whether it exists, as capabilities and switches are now. */
  readonly isOffered: () => boolean;
  /** Request in, content of the answer out. Throws an `IpeviaFault` to refuse; then nothing was done. */
  answer(request: IpeviaNode, arrival: IpeviaArrival): readonly IpeviaElement[];
}
