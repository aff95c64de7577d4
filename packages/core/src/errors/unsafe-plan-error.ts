import { AcxError } from './acx-error';

/** A run would take away so many rights that its input is more likely broken than true. Nothing was changed. */
export class UnsafePlanError extends AcxError {
  readonly scope: string;
  readonly held: number;
  readonly revoked: number;

  constructor(options: { scope: string; held: number; revoked: number; message: string }) {
    super({ code: 'unsafe_plan', message: options.message });
    this.scope = options.scope;
    this.held = options.held;
    this.revoked = options.revoked;
  }

  protected override details() {
    return { scope: this.scope, held: this.held, revoked: this.revoked };
  }
}
