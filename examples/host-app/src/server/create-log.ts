import type { LogFields, Logger } from '@acx/core';
import { pino } from 'pino';

/**
 * Log lines of this host and of the SDK, as JSON.
 * @param to A file, so that the terminal is left to people; or whatever takes lines.
 */
export function createLog(level: string, to: string | { write(line: string): void }): Logger {
  const destination = typeof to === 'string' ? pino.destination({ dest: to, mkdir: true, sync: true }) : to;
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  return {
    debug: (message: string, fields: LogFields = {}) => log.debug(fields, message),
    info: (message: string, fields: LogFields = {}) => log.info(fields, message),
    warn: (message: string, fields: LogFields = {}) => log.warn(fields, message),
    error: (message: string, fields: LogFields = {}) => log.error(fields, message),
  };
}
