import type { SaltoProfile } from '../wire/salto-profile';
import { SaltoFault, saltoCodes } from './salto-fault';
import { readFields } from './salto-fields';
import type { SaltoNode } from './salto-node';
import { readSaltoXml } from './salto-xml-input';

/** What arrived: a call, or why it is none. */
export interface SaltoCall {
  /** Empty when it cannot be read. */
  readonly name: string;
  readonly params: SaltoNode | SaltoFault;
}

/** Reads the envelope. Never throws for what was sent. */
export function readSaltoCall(bytes: Uint8Array, profile: SaltoProfile): SaltoCall {
  const { call, requestName, params } = profile.envelope;
  let name = '';
  try {
    const root = readSaltoXml(bytes);
    if (root.name !== call) throw new SaltoFault(saltoCodes.unexpectedNodes, `Unexpected root ${root.name}.`);
    const fields = readFields(root, [requestName, params]);
    name = fields.text(requestName) ?? '';
    const found = fields.element(params);
    if (name === '' || found === undefined)
      throw new SaltoFault(saltoCodes.unexpectedNodes, `${requestName} or ${params} is missing.`);
    return { name, params: found };
  } catch (failure) {
    if (failure instanceof SaltoFault) return { name, params: failure };
    throw failure;
  }
}
