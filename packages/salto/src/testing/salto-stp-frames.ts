/** Most digits of a length: more is absurd whatever the limit. */
const MOST_LENGTH_DIGITS = 10;
const LONGEST_HEADER = 32;

/** Frames `STP/00/<bytes>/<body>` out of segments that may split or join them (known); any two digits will do (known). */
export interface StpFrameReader {
  /**
   * The bodies that are complete with this segment. Once `isGarbled`, what followed them is no frame or one over the limit, and nothing that comes
   * later can be understood.
   */
  push(segment: Uint8Array): { bodies: readonly Buffer[]; isGarbled: boolean };
}

export function createStpFrameReader(options: { name: string; maximumBytes: number }): StpFrameReader {
  const { name, maximumBytes } = options;
  let rest: Buffer = Buffer.alloc(0);
  let isGarbled = false;
  return {
    push(segment) {
      const bodies: Buffer[] = [];
      rest = Buffer.concat([rest, segment]);
      while (!isGarbled) {
        const header = readHeader(rest, name);
        isGarbled = header === 'garbled' || (header !== 'incomplete' && header.bodyBytes > maximumBytes);
        if (header === 'garbled' || header === 'incomplete' || isGarbled) break;
        const end = header.bytes + header.bodyBytes;
        if (rest.length < end) break;
        bodies.push(rest.subarray(header.bytes, end));
        rest = rest.subarray(end);
      }
      if (isGarbled) rest = Buffer.alloc(0);
      return { bodies, isGarbled };
    },
  };
}

function readHeader(bytes: Buffer, name: string): { bytes: number; bodyBytes: number } | 'incomplete' | 'garbled' {
  const start = bytes.toString('latin1', 0, LONGEST_HEADER);
  const prefix = `${name}/`;
  if (!start.startsWith(prefix.slice(0, start.length))) return 'garbled';
  const numbers = start.slice(prefix.length);
  const [header, length = ''] = /^\d\d\/(0|[1-9]\d*)\//.exec(numbers) ?? [];
  if (header !== undefined && length.length <= MOST_LENGTH_DIGITS)
    return { bytes: prefix.length + header.length, bodyBytes: Number(length) };
  return /^(?:\d{0,2}|\d\d\/(?:0|[1-9]\d{0,9})?)$/.test(numbers) ? 'incomplete' : 'garbled';
}

/** The length counts bytes (known). */
export function toStpFrame(options: { name: string; version: string; body: Uint8Array }): Buffer {
  const { name, version, body } = options;
  return Buffer.concat([Buffer.from(`${name}/${version}/${body.byteLength}/`, 'latin1'), body]);
}
