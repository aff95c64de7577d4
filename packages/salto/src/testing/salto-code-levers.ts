import { SaltoFault, type saltoCodes } from './salto-fault';
import type { SaltoRequest } from './salto-request';

/** Refusals on purpose: SHIP answers with a code and does nothing. On both transports. */
export interface SaltoCodeLevers {
  /** Answers the next calls with this code; `times` is 1 and any request is hit unless said otherwise. */
  failNextWithCode(code: number, options?: { times?: number; request?: string }): void;
  /** Somebody works on the record: the next writes are answered 101 (door) or 201 (user). Default once. */
  lockNext(code: typeof saltoCodes.doorLocked | typeof saltoCodes.userLocked, times?: number): void;
}

interface Arrangement {
  left: number;
  readonly code: number;
  readonly isMeant: (name: string, isWrite: boolean) => boolean;
}

export interface SaltoCodeArrangements extends SaltoCodeLevers {
  /** @throws SaltoFault when a refusal was arranged for it. */
  use(request: Pick<SaltoRequest, 'name' | 'isWrite'>): void;
  reset(): void;
}

export function createSaltoCodeLevers(): SaltoCodeArrangements {
  let arrangements: Arrangement[] = [];
  return {
    failNextWithCode(code, { times = 1, request } = {}) {
      arrangements.push({ left: times, code, isMeant: (name) => request === undefined || request === name });
    },
    lockNext(code, times = 1) {
      arrangements.push({ left: times, code, isMeant: (_name, isWrite) => isWrite });
    },
    use({ name, isWrite }) {
      const arrangement = arrangements.find(({ left, isMeant }) => left > 0 && isMeant(name, isWrite));
      if (arrangement === undefined) return;
      arrangement.left -= 1;
      throw new SaltoFault(arrangement.code, `The code ${arrangement.code} was arranged for this call.`);
    },
    reset() {
      arrangements = [];
    },
  };
}
