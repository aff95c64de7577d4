/** A credential that the vendor made for a grant. Never logged, never in an error or in the journal. */
export interface IssuedCredential {
  readonly kind: 'pin' | 'card' | 'qr';
  readonly value: string;
}
