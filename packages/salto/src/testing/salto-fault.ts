/**
 * SHIP's error codes that the simulator answers by itself, by our names (all known). Which of them a request on access levels, timetables or
 * periods meets is inferred.
 */
export const saltoCodes = {
  businessRule: 7,
  alreadyExists: 10,
  notFound: 11,
  invalidParameter: 12,
  notLicensed: 13,
  doorNotFound: 100,
  doorLocked: 101,
  userLocked: 201,
  notWellFormed: 500,
  unexpectedNodes: 501,
  unknownRequest: 502,
  wrongDataType: 503,
} as const;

/** Why SHIP refuses a request. Nothing of the request was done. */
export class SaltoFault extends Error {
  readonly code: number;

  /** @param message For people; as the vendor's own, it may hold names. */
  constructor(code: number, message: string) {
    super(message);
    this.name = 'SaltoFault';
    this.code = code;
  }
}
