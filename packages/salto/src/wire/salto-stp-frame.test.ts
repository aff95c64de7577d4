import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyToStpFrame, createStpFrameReader } from './salto-stp-frame';

const read = (bytes: Buffer, cuts: readonly number[] = [], maximumBytes = 1000): unknown => {
  const reader = createStpFrameReader('STP', maximumBytes);
  let state: unknown;
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    state = reader.push(bytes.subarray(from, to));
    from = to;
  }
  return state;
};

describe('an STP frame', () => {
  it('counts bytes, not characters', () => {
    expect(bodyToStpFrame('<é🏠>', { name: 'STP', version: '00' })).toBe('STP/00/8/<é🏠>');
  });

  it.each([
    ['two zeros', 'STP/00/3/abc'],
    ['a zero and a one', 'STP/01/3/abc'],
    ['any two digits', 'STP/97/3/abc'],
    ['a length with zeros before it', 'STP/00/0003/abc'],
  ])('with %s is read', (_what, frame) => {
    expect(read(Buffer.from(frame))).toEqual({ kind: 'complete', body: 'abc', hasMore: false });
  });

  it('may be empty, and is not mixed up with what comes behind', () => {
    expect(read(Buffer.from('STP/00/0/'))).toEqual({ kind: 'complete', body: '', hasMore: false });
    expect(read(Buffer.from('STP/00/3/abcSTP/00/1/d'))).toEqual({ kind: 'complete', body: 'abc', hasMore: true });
    expect(read(Buffer.from('STP/00/3/abc\n'), [3, 10])).toEqual({ kind: 'complete', body: 'abc', hasMore: true });
  });

  it.each(['', 'S', 'STP', 'STP/', 'STP/0', 'STP/00', 'STP/00/', 'STP/00/3', 'STP/00/3/', 'STP/00/3/ab'])(
    'is not complete as %j',
    (frame) => {
      expect(read(Buffer.from(frame))).toEqual({ kind: 'incomplete' });
    },
  );

  it.each([
    ...['HTTP/1.1 400', 'stp/00/3/abc', 'STQ', ' STP/00/3/abc', 'STP/0/3/abc', 'STP/000/3/abc', 'STP/ab/3/abc'],
    ...['STP/00//abc', 'STP/00/-3/abc', 'STP/00/ 3/abc', 'STP/00/3.0/abc', 'STP/00/0x3/abc', 'STP/00/12345678901/'],
    ...['<RequestResponse/>', '\ufeffSTP/00/3/abc'],
  ])('is garbled as %j, whatever the segments', (frame) => {
    const bytes = Buffer.from(frame);
    expect(read(bytes)).toEqual({ kind: 'garbled' });
    const reader = createStpFrameReader('STP', 1000);
    const states = [...bytes].map((byte) => reader.push(Buffer.from([byte])).kind);
    expect(states).toContain('garbled');
  });

  it('that is too long is refused as soon as its length is known', () => {
    expect(read(Buffer.from('STP/00/1000/'))).toEqual({ kind: 'incomplete' });
    expect(read(Buffer.from('STP/00/1001/'))).toEqual({ kind: 'too_large' });
    expect(read(Buffer.from('STP/00/9999999999/'))).toEqual({ kind: 'too_large' });
  });

  it('is read alike in any segments', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.nat(80)), fc.boolean(), (body, at, hasMore) => {
        const bytes = Buffer.from(bodyToStpFrame(body, { name: 'STP', version: '00' }));
        const cuts = at.filter((cut) => cut < bytes.length).sort((a, b) => a - b);
        const sent = hasMore ? Buffer.concat([bytes, Buffer.from('x')]) : bytes;
        expect(read(sent, cuts)).toEqual({ kind: 'complete', body: Buffer.from(body).toString(), hasMore });
      }),
      { numRuns: 1000, verbose: true },
    );
  });
});
