import type { LiveEvent } from '../../contract/live-events';
import { sessionDoubtful } from './request';

/** The server's live events. */
export interface Live {
  /** @returns stops listening */
  readonly listen: (listener: (event: LiveEvent) => void) => () => void;
  /** Connects, and keeps one stream open, also through restarts of the server. @returns closes it */
  readonly open: (onConnected: (isConnected: boolean) => void) => () => void;
}

const firstRetryMs = 500;
const longestRetryMs = 15_000;

/** A stream that is not open yet, so that everybody can begin to listen before the first event comes. */
export function createLive(): Live {
  const listeners = new Set<(event: LiveEvent) => void>();

  const open = (onConnected: (isConnected: boolean) => void): (() => void) => {
    let retryMs = firstRetryMs;
    let isFirst = true;
    // In another tab of the browser somebody may have gone, or come; and a server that came back has forgotten us.
    const doubt = (): void => void window.dispatchEvent(new Event(sessionDoubtful));
    let source: EventSource | undefined;
    let timer: number | undefined;
    const connect = (): void => {
      source = new EventSource('/api/live');
      source.onopen = () => {
        retryMs = firstRetryMs;
        onConnected(true);
        if (!isFirst) doubt();
        isFirst = false;
      };
      source.onmessage = ({ data }: MessageEvent<string>) => {
        const event: LiveEvent = JSON.parse(data);
        for (const listener of listeners) listener(event);
      };
      source.onerror = () => {
        onConnected(false);
        // A browser tries again by itself, except where the answer was an error.
        if (source?.readyState !== EventSource.CLOSED) return;
        doubt();
        timer = window.setTimeout(connect, retryMs);
        retryMs = Math.min(retryMs * 2, longestRetryMs);
      };
    };
    connect();
    return () => {
      window.clearTimeout(timer);
      source?.close();
    };
  };

  return {
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open,
  };
}
