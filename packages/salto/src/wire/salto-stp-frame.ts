/** A header with a longer length is not believed. */
const MAXIMUM_LENGTH_DIGITS = 10;

const SLASH = 47;

/** What the bytes that have come so far are. */
export type StpFrameState =
  | { readonly kind: 'incomplete' }
  /** `hasMore`: bytes came behind the frame. */
  | { readonly kind: 'complete'; readonly body: string; readonly hasMore: boolean }
  | { readonly kind: 'garbled' }
  | { readonly kind: 'too_large' };

/** Takes one frame out of the segments of a TCP stream. */
export interface StpFrameReader {
  push(segment: Buffer): StpFrameState;
}

const incomplete: StpFrameState = { kind: 'incomplete' };

/** `STP/00/<bytes of the body>/<body>`. */
export function bodyToStpFrame(body: string, stp: { readonly name: string; readonly version: string }): string {
  return `${stp.name}/${stp.version}/${Buffer.byteLength(body, 'utf8')}/${body}`;
}

/**
 * A reader of one frame. Any two digits are taken for the version (known); everything else must be exact.
 * @param maximumBytes Longer bodies are refused as soon as their length has been read.
 */
export function createStpFrameReader(name: string, maximumBytes: number): StpFrameReader {
  const start = Buffer.from(`${name}/`, 'latin1');
  /** What came before the header was complete: a few bytes. */
  let early: Buffer = Buffer.alloc(0);
  let header: StpHeader | undefined;
  /** The whole frame, where it comes in several segments. */
  let frame: Buffer | undefined;
  let received = 0;

  return {
    push(segment) {
      let bytes = segment;
      if (header === undefined) {
        if (early.length > 0) bytes = Buffer.concat([early, segment]);
        const parsed = parseHeader(start, bytes);
        if (parsed === 'garbled') return { kind: 'garbled' };
        if (parsed === 'incomplete') {
          early = bytes;
          return incomplete;
        }
        if (parsed.bodyBytes > maximumBytes) return { kind: 'too_large' };
        header = parsed;
      }
      const end = header.bytes + header.bodyBytes;
      if (frame === undefined && bytes.length >= end) return complete(bytes, header, bytes.length);
      frame ??= Buffer.allocUnsafe(end);
      bytes.copy(frame, received);
      received += bytes.length;
      return received < end ? incomplete : complete(frame, header, received);
    },
  };
}

function complete(frame: Buffer, { bytes, bodyBytes }: StpHeader, received: number): StpFrameState {
  const end = bytes + bodyBytes;
  return { kind: 'complete', body: frame.toString('utf8', bytes, end), hasMore: received > end };
}

interface StpHeader {
  /** Length of the header itself. */
  readonly bytes: number;
  readonly bodyBytes: number;
}

function parseHeader(start: Buffer, bytes: Buffer): StpHeader | 'garbled' | 'incomplete' {
  const known = Math.min(bytes.length, start.length);
  if (bytes.compare(start, 0, known, 0, known) !== 0) return 'garbled';
  const slash = start.length + 2;
  for (let at = start.length; at < slash && at < bytes.length; at += 1) if (!isDigit(bytes[at])) return 'garbled';
  if (slash < bytes.length && bytes[slash] !== SLASH) return 'garbled';
  let bodyBytes = 0;
  for (let at = slash + 1; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    const digits = at - slash - 1;
    if (byte === SLASH) return digits === 0 ? 'garbled' : { bytes: at + 1, bodyBytes };
    if (!isDigit(byte) || digits >= MAXIMUM_LENGTH_DIGITS) return 'garbled';
    bodyBytes = bodyBytes * 10 + (byte - 48);
  }
  return 'incomplete';
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 48 && byte <= 57;
}
