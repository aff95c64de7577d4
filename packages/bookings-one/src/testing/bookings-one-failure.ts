/** Thrown inside the simulator: becomes the vendor's error answer. Nothing has been changed. */
export class BookingsOneFailure extends Error {
  readonly status: number;

  constructor(status: number, text: string) {
    super(text);
    this.name = 'BookingsOneFailure';
    this.status = status;
  }
}
