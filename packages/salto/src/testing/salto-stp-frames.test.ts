import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStpFrameReader, toStpFrame } from './salto-stp-frames';

const reader = (maximumBytes = 1000) => createStpFrameReader({ name: 'STP', maximumBytes });
const read = (text: string) => {
  const { bodies, isGarbled } = reader().push(Buffer.from(text));
  return { bodies: bodies.map(String), isGarbled };
};

describe('STP frames', () => {
  it('are written with the length in bytes', () => {
    const frame = toStpFrame({ name: 'STP', version: '00', body: Buffer.from('é🏠') });
    expect(frame.toString()).toBe('STP/00/6/é🏠');
  });

  it.each([
    ['STP/00/3/abc', ['abc']],
    ['STP/01/3/abc', ['abc']],
    ['STP/99/0/', ['']],
    ['STP/00/3/abcSTP/00/2/deSTP/', ['abc', 'de']],
    ['STP/00/9/é🏠', []],
    ['', []],
    ['S', []],
    ['STP/0', []],
    ['STP/00/10', []],
    ['STP/00/6/é🏠', ['é🏠']],
    ['STP/00/12/STP/00/3/abc', ['STP/00/3/abc']],
    ['STP/00/4/abc', []],
  ])('are found in %s', (text, bodies) => {
    expect(read(text)).toEqual({ bodies, isGarbled: false });
  });

  it.each([
    'X',
    'SHIP/00/1/a',
    'stp/00/1/a',
    'STP/0a/1/a',
    'STP/0/1/a',
    'STP/000/1/a',
    'STP/00/x/a',
    'STP/00/-1/a',
    'STP/00/+1/a',
    'STP/00//a',
    'STP/00/01/a',
    'STP/00/ 1/a',
    'STP/00/1001/',
    'STP/00/99999999999',
    'STP/00/4/é🏠',
    'STP/00/3/abcX',
    'POST / HTTP/1.1\r\n',
  ])('are not found in %s', (text) => {
    expect(read(text).isGarbled).toBe(true);
  });

  it('are no more after what is none', () => {
    const { push } = reader();
    expect(push(Buffer.from('STP/00/1/aX'))).toEqual({ bodies: [Buffer.from('a')], isGarbled: true });
    expect(push(Buffer.from('STP/00/1/a'))).toEqual({ bodies: [], isGarbled: true });
  });

  it('are the same however they are split', () => {
    const frames = fc.array(fc.tuple(fc.stringMatching(/^\d\d$/), fc.uint8Array({ maxLength: 40 })), { maxLength: 5 });
    fc.assert(
      fc.property(frames, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sent, sizes) => {
        const bytes = Buffer.concat(sent.map(([version, body]) => toStpFrame({ name: 'STP', version, body })));
        const { push } = reader();
        const found: Buffer[] = [];
        for (let start = 0, turn = 0; start < bytes.length; turn += 1) {
          const end = start + (sizes[turn % sizes.length] ?? 1);
          found.push(...push(bytes.subarray(start, end)).bodies);
          start = end;
        }
        expect(found.map((body) => body.toString('hex'))).toEqual(
          sent.map(([, body]) => Buffer.from(body).toString('hex')),
        );
      }),
      { verbose: 1 },
    );
  });
});
