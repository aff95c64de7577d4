import type { Attributes, Counter, Histogram, Meter } from '@opentelemetry/api';
import { noTelemetry, type Telemetry } from '../ports/telemetry';

type OpenTelemetryApi = typeof import('@opentelemetry/api');

const INSTRUMENTATION_NAME = '@acx/core';

/** Spans and metrics through `@opentelemetry/api`. */
function createOpenTelemetry(api: OpenTelemetryApi): Telemetry {
  const counters = new Map<string, Counter<Attributes>>();
  const histograms = new Map<string, Histogram<Attributes>>();
  let knownMeter: Meter | undefined;
  /** A host may register its meter provider after the first measurement; instruments of the meter before it measure nothing. */
  const currentMeter = (): Meter => {
    const meter = api.metrics.getMeter(INSTRUMENTATION_NAME);
    if (meter !== knownMeter) {
      counters.clear();
      histograms.clear();
      knownMeter = meter;
    }
    return meter;
  };
  return {
    span: (name, attributes, work) =>
      api.trace.getTracer(INSTRUMENTATION_NAME).startActiveSpan(name, { attributes }, async (span) => {
        try {
          return await work();
        } catch (failure) {
          // The class only: a message of foreign origin could hold personal data.
          span.setStatus({
            code: api.SpanStatusCode.ERROR,
            message: failure instanceof Error ? failure.name : 'failure',
          });
          throw failure;
        } finally {
          span.end();
        }
      }),
    count(name, value, attributes) {
      const meter = currentMeter();
      let counter = counters.get(name);
      if (counter === undefined) {
        counter = meter.createCounter(name);
        counters.set(name, counter);
      }
      counter.add(value, attributes);
    },
    duration(name, valueMs, attributes) {
      const meter = currentMeter();
      let histogram = histograms.get(name);
      if (histogram === undefined) {
        histogram = meter.createHistogram(name, { unit: 'ms' });
        histograms.set(name, histogram);
      }
      histogram.record(valueMs, attributes);
    },
  };
}

/**
 * Spans and metrics when the host has installed `@opentelemetry/api`, nothing when it has not. It is looked for once; until it has been found,
 * and when it is not there, nothing is measured.
 */
export function createTelemetry(load: () => Promise<OpenTelemetryApi> = () => import('@opentelemetry/api')): Telemetry {
  let current = noTelemetry;
  const found = load().then(
    (api) => {
      current = createOpenTelemetry(api);
    },
    () => {},
  );
  return {
    span: async (name, attributes, work) => {
      await found;
      return current.span(name, attributes, work);
    },
    count: (name, value, attributes) => current.count(name, value, attributes),
    duration: (name, valueMs, attributes) => current.duration(name, valueMs, attributes),
  };
}
