import type { AcxErrorJson } from '@acx/core';

const WORDS: Readonly<Partial<Record<AcxErrorJson['code'], string>>> = {
  connection: 'The door system does not answer at the moment.',
  authentication: 'The door system refuses our login. The manager has to correct it under Integrations.',
  response_validation: 'The door system gave an answer that we do not understand.',
};

/** Why a right is not as it should be, for whoever has booked. What the SDK says beyond that is for the manager. */
export function failureWords(error: AcxErrorJson | undefined): string {
  return error === undefined ? '' : (WORDS[error.code] ?? error.message);
}
