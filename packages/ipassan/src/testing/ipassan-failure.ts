import type { IpassanRefusal } from '../wire/ipassan-profile';

/** What a failure is about. `invalid` is a refusal whose text nobody knows; the rest never reached a rule. */
export type IpassanFailureKind =
  | IpassanRefusal
  | 'invalid'
  | 'unauthorized'
  | 'bad_token_request'
  | 'unknown_path'
  | 'wrong_method'
  | 'not_a_form';

/** Thrown inside the simulator: becomes the vendor's error answer. Nothing has been stored. */
export class IpassanFailure extends Error {
  readonly kind: IpassanFailureKind;

  constructor(kind: IpassanFailureKind, text: string) {
    super(text);
    this.name = 'IpassanFailure';
    this.kind = kind;
  }
}
