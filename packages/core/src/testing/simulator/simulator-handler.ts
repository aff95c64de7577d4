/** A simulated vendor: a Web-standard request in, a Web-standard answer out. */
export type SimulatorHandler = (request: Request) => Promise<Response>;

/** Thrown by a handler to break the connection instead of answering. */
export class DroppedConnection extends Error {
  constructor() {
    super('The simulator dropped the connection.');
    this.name = 'DroppedConnection';
  }
}
