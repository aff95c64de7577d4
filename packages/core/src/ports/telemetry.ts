/** Attributes of a span or a measurement. Never personal data. */
export type TelemetryAttributes = Readonly<Record<string, string | number | boolean>>;

/** Where spans and metrics go. */
export interface Telemetry {
  /** Runs the work inside a span; a thrown error marks the span and is thrown on. */
  span<T>(name: string, attributes: TelemetryAttributes, work: () => Promise<T>): Promise<T>;
  /** Adds to a counter. */
  count(name: string, value: number, attributes: TelemetryAttributes): void;
  /** Records one value of a histogram, in milliseconds. */
  duration(name: string, valueMs: number, attributes: TelemetryAttributes): void;
}

/** Measures nothing. */
export const noTelemetry: Telemetry = {
  span: (_name, _attributes, work) => work(),
  count: () => {},
  duration: () => {},
};
