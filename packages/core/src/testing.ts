// Entry `@acx/core/testing`: conformance suites, simulators' kit, fixed clock.
export { createFixedClock, type FixedClock } from './testing/clock/fixed-clock';
export { type ArrangedFailure, type Levers, type RequestFilter, withLevers } from './testing/simulator/levers';
export { type LoopbackServer, serveOnLoopback } from './testing/simulator/serve-on-loopback';
export { DroppedConnection, type SimulatorHandler } from './testing/simulator/simulator-handler';
export { type MswHttp, toMswHandlers } from './testing/simulator/to-msw-handlers';
