import {
  type Attributes,
  context,
  createNoopMeter,
  INVALID_SPAN_CONTEXT,
  type Meter,
  metrics,
  type Span,
  type SpanOptions,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { afterEach, describe, expect, it } from 'vitest';
import { createTelemetry } from './open-telemetry';

interface RecordedSpan {
  readonly scope: string;
  readonly name: string;
  readonly attributes: Attributes | undefined;
  status: { readonly code: SpanStatusCode; readonly message?: string };
  isEnded: boolean;
}

/** Spans and measurements as a collector would receive them. */
function recordAll() {
  const spans: RecordedSpan[] = [];
  const measurements: { name: string; value: number; attributes: Attributes | undefined; unit?: string }[] = [];

  class RecordingTracer implements Tracer {
    readonly #scope: string;
    constructor(scope: string) {
      this.#scope = scope;
    }
    startSpan(name: string, options?: SpanOptions): Span {
      const record: RecordedSpan = {
        scope: this.#scope,
        name,
        attributes: options?.attributes,
        status: { code: SpanStatusCode.UNSET },
        isEnded: false,
      };
      spans.push(record);
      const span = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);
      span.setStatus = (status) => {
        record.status = status;
        return span;
      };
      span.end = () => {
        record.isEnded = true;
      };
      return span;
    }
    startActiveSpan<Work extends (span: Span) => unknown>(name: string, ...rest: unknown[]): ReturnType<Work> {
      const work = rest.at(-1) as Work;
      const span = this.startSpan(name, rest.length > 1 ? (rest[0] as SpanOptions) : undefined);
      return context.with(trace.setSpan(context.active(), span), () => work(span)) as ReturnType<Work>;
    }
  }

  // An object of its own on top: the meter that measures nothing is shared by everybody.
  const meter: Meter = Object.assign(Object.create(createNoopMeter()), {
    createCounter: (name: string) => ({
      add: (value: number, attributes?: Attributes) => void measurements.push({ name, value, attributes }),
    }),
    createHistogram: (name: string, options?: { unit?: string }) => ({
      record: (value: number, attributes?: Attributes) =>
        void measurements.push({ name, value, attributes, unit: options?.unit }),
    }),
  });
  const registerMeter = () => metrics.setGlobalMeterProvider({ getMeter: () => meter });
  const registerTracer = () => trace.setGlobalTracerProvider({ getTracer: (scope) => new RecordingTracer(scope) });
  return { spans, measurements, registerMeter, registerTracer };
}

afterEach(() => {
  trace.disable();
  metrics.disable();
});

/** Telemetry that has found `@opentelemetry/api`. */
async function createFoundTelemetry() {
  const telemetry = createTelemetry();
  await telemetry.span('found', {}, async () => {});
  return telemetry;
}

describe('telemetry', () => {
  it('wraps work in a span with its attributes and gives back what the work gives', async () => {
    const { spans, registerTracer } = recordAll();
    registerTracer();
    const telemetry = createTelemetry();
    const result = telemetry.span('acx.lane', { provider: 'site-1' }, async () => {
      expect(spans.map(({ isEnded }) => isEnded)).toEqual([false]);
      return 7;
    });
    expect(await result).toBe(7);
    expect(spans).toEqual([
      {
        scope: '@acx/core',
        name: 'acx.lane',
        attributes: { provider: 'site-1' },
        status: { code: SpanStatusCode.UNSET },
        isEnded: true,
      },
    ]);
  });

  it('marks a span whose work failed with the class of the failure alone, and throws it on', async () => {
    const { spans, registerTracer } = recordAll();
    registerTracer();
    const failure = new RangeError('Card 4711 of Greta Garbo');
    const telemetry = createTelemetry();
    await expect(telemetry.span('acx.lane', {}, () => Promise.reject(failure))).rejects.toBe(failure);
    await expect(telemetry.span('acx.lane', {}, () => Promise.reject('Greta'))).rejects.toBe('Greta');
    await expect(
      telemetry.span('acx.lane', {}, () => {
        throw failure;
      }),
    ).rejects.toBe(failure);
    expect(spans.map(({ status, isEnded }) => [status, isEnded])).toEqual([
      [{ code: SpanStatusCode.ERROR, message: 'RangeError' }, true],
      [{ code: SpanStatusCode.ERROR, message: 'failure' }, true],
      [{ code: SpanStatusCode.ERROR, message: 'RangeError' }, true],
    ]);
    expect(JSON.stringify(spans)).not.toMatch(/4711|Greta/);
  });

  it('counts, and measures durations in milliseconds', async () => {
    const { measurements, registerMeter } = recordAll();
    registerMeter();
    const telemetry = await createFoundTelemetry();
    telemetry.count('acx.changes', 2, { kind: 'create' });
    telemetry.count('acx.changes', 1, { kind: 'revoke' });
    telemetry.duration('acx.lane.duration', 12.5, { provider: 'site-1' });
    expect(measurements).toEqual([
      { name: 'acx.changes', value: 2, attributes: { kind: 'create' } },
      { name: 'acx.changes', value: 1, attributes: { kind: 'revoke' } },
      { name: 'acx.lane.duration', value: 12.5, attributes: { provider: 'site-1' }, unit: 'ms' },
    ]);
  });

  it('reaches providers that the host registers after the first measurement', async () => {
    const { measurements, spans, registerMeter, registerTracer } = recordAll();
    const telemetry = await createFoundTelemetry();
    telemetry.count('acx.changes', 1, {});
    telemetry.duration('acx.lane.duration', 1, {});
    registerMeter();
    registerTracer();
    telemetry.count('acx.changes', 2, {});
    telemetry.duration('acx.lane.duration', 2, {});
    await telemetry.span('acx.lane', {}, async () => {});
    expect(measurements.map(({ value }) => value)).toEqual([2, 2]);
    expect(spans).toHaveLength(1);
  });

  it('measures nothing and does the work all the same where OpenTelemetry is not installed', async () => {
    const { measurements, spans, registerMeter, registerTracer } = recordAll();
    registerMeter();
    registerTracer();
    const telemetry = createTelemetry(() => Promise.reject(new Error('Cannot find package')));
    expect(await telemetry.span('acx.lane', {}, async () => 7)).toBe(7);
    await expect(telemetry.span('acx.lane', {}, () => Promise.reject(new RangeError('x')))).rejects.toThrow(RangeError);
    telemetry.count('acx.changes', 1, {});
    telemetry.duration('acx.lane.duration', 1, {});
    expect([measurements, spans]).toEqual([[], []]);
  });

  it('does nothing and harms nobody where no provider is registered', async () => {
    const telemetry = await createFoundTelemetry();
    telemetry.count('acx.changes', 1, {});
    telemetry.duration('acx.lane.duration', 1, {});
    expect(await telemetry.span('acx.lane', {}, async () => 7)).toBe(7);
  });

  it('looks for OpenTelemetry once', async () => {
    let looks = 0;
    const telemetry = createTelemetry(() => {
      looks += 1;
      return import('@opentelemetry/api');
    });
    await Promise.all([1, 2, 3].map((value) => telemetry.span('acx.lane', {}, async () => value)));
    expect(looks).toBe(1);
  });
});
