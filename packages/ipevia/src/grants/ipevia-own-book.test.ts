import { describe, expect, it } from 'vitest';
import {
  type IpeviaOwnRecords,
  noteAttached,
  noteCovered,
  noteDetached,
  noteNeverAttached,
  noteNeverListed,
  noteToken,
  noteUncovered,
  noteUnlisted,
  noteWhitelisted,
  withoutOldRecords,
} from './ipevia-own-book';

const empty: IpeviaOwnRecords = { whitelisted: {}, attached: {}, covered: {}, tokens: {} };
const listing = (markId: string, hex = 'AA') => new Map([['g', { markId, hex, card: '1' }]]);
const attachment = (markId: string) => ({ markId, token: 'by-hand', profile: 'site', card: '1' });
const HOUR_MS = 3_600_000;

describe('marks of what is ours', () => {
  it('remember what was taken away from the first time on, and forget it in the end', () => {
    const listed = noteWhitelisted(empty, listing('one'));
    const once = noteUnlisted(listed, ['g'], { seen: listed, nowMs: 1000 });
    const twice = noteUnlisted(once, ['g'], { seen: once, nowMs: 9000 });
    expect(twice.whitelisted['g']?.removedAtMs).toBe(1000);
    expect(withoutOldRecords(twice, 601_000).whitelisted['g']).toBeDefined();
    expect(withoutOldRecords(twice, 601_001).whitelisted).toEqual({});
    expect(withoutOldRecords(listed, 100 * HOUR_MS)).toEqual(listed);
  });

  it('are not changed by a worker that saw those of another time', () => {
    const first = noteWhitelisted(empty, listing('one'));
    const second = noteWhitelisted(noteUnlisted(first, ['g'], { seen: first, nowMs: 1 }), listing('two'));
    expect(noteUnlisted(second, ['g'], { seen: first, nowMs: 2 })).toEqual(second);
    expect(noteNeverListed(second, ['g'], 'one')).toEqual(second);
    const attached = noteAttached(empty, 'g', attachment('two'));
    const seen = { attachment: attachment('one'), nowMs: 2 };
    expect(noteDetached(attached, 'g', seen)).toEqual(attached);
    expect(noteNeverAttached(attached, 'g', seen)).toEqual(attached);
  });

  it('stay whose they are when another worker makes the same again', () => {
    const listed = noteWhitelisted(noteWhitelisted(empty, listing('one')), listing('two'));
    expect(listed.whitelisted['g']?.markId).toBe('one');
    expect(noteWhitelisted(listed, listing('three', 'BB')).whitelisted['g']?.markId).toBe('three');
    const attached = noteAttached(noteAttached(empty, 'g', attachment('one')), 'g', attachment('two'));
    expect(attached.attached['g']?.markId).toBe('one');
  });

  it('leave nothing behind of what was certainly not written', () => {
    expect(noteNeverListed(noteWhitelisted(empty, listing('one')), ['g'], 'one').whitelisted).toEqual({});
    const attached = noteAttached(empty, 'g', attachment('one'));
    const never = noteNeverAttached(attached, 'g', { attachment: attachment('one'), nowMs: 0 });
    expect(never.attached).toEqual({});
    expect(withoutOldRecords(never, 200 * HOUR_MS).tokens).toEqual({});
  });

  it('tell the card of a token for a week after it opened nothing any more', () => {
    const covered = noteCovered(empty, 'g', { token: 'theirs', card: '1' });
    const gone = noteUncovered(covered, 'g', 0);
    expect(gone.covered).toEqual({});
    expect(withoutOldRecords(gone, 7 * 24 * HOUR_MS).tokens).toMatchObject({ theirs: { card: '1' } });
    expect(withoutOldRecords(gone, 7 * 24 * HOUR_MS + 1).tokens).toEqual({});
    expect(withoutOldRecords(noteToken(empty, 't', '2'), 999 * HOUR_MS).tokens).toEqual({ t: { card: '2' } });
  });
});
