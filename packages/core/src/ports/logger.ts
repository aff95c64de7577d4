/** Fields beside a log line. Never a PIN, card number, token, password, name or e-mail. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where log lines go: `console`, pino and most loggers fit after a one-line adapter. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

const ignore = (): void => {};

/** Says nothing: the default. */
export const silentLogger: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
