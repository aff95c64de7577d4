import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createBookingsOneOffice } from '../bookings-one-office';
import { createBookingsOneSimulator } from '../bookings-one-simulator';
import { createBookingsOneConsole } from './bookings-one-console';

describe('the console of the Bookings ONE simulator', () => {
  const setUp = (now = '2026-11-21T08:00:00Z') => {
    const clock = createFixedClock(now);
    const simulator = createBookingsOneSimulator({ clock, timeZone: 'Europe/Paris' });
    const office = createBookingsOneOffice(simulator);
    const { run } = createBookingsOneConsole(simulator);
    return { clock, simulator, office, run };
  };
  const numberIn = (text: string): string => /#(\d+)/.exec(text)?.[1] ?? '';
  const codeIn = (text: string): string => /^V\w+/.exec(text)?.[0] ?? '';

  it('lists its words', () => {
    const words = setUp()
      .run('help')
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(words.join(' ')).toBe(
      'help rooms people list visitors book approve reject noshow checkin checkout extend move cancel invite arrive leave blacklist',
    );
  });

  it('shows rooms with their rules, and people with or without e-mail', () => {
    const { run } = setUp();
    expect(run('rooms')).toMatch(/Boardroom +room +Harbour House, First floor +Europe\/Paris$/m);
    expect(run('rooms')).toMatch(/Studio .* needs approval$/m);
    expect(run('rooms')).toMatch(/Huddle .* check-in within 15 minutes$/m);
    expect(run('people')).toMatch(/Ada Archer +ada@harbour.example\n/);
    expect(run('people')).toMatch(/Otto Outside +\(no e-mail\)$/);
    const empty = createBookingsOneConsole(createBookingsOneSimulator());
    expect([empty.run('rooms'), empty.run('people'), empty.run('visitors')]).toEqual([
      'There are no rooms.',
      'There are no people.',
      'There are no visitors.',
    ]);
  });

  it('books in the time of the room, by name or by number', () => {
    const { simulator, office, run } = setUp();
    const answer = run('book boardroom ADA@harbour.example 9:30 11:00 ben@harbour.example cleo@harbour.example');
    expect(answer).toMatch(
      /^Boardroom {2}#\d+ {2}2026-11-21 09:30 to 11:00 {2}approved {2}ada@harbour.example with ben@.*, cleo@/,
    );
    expect(simulator.bookingsOf(office.boardroom.id)).toMatchObject([{ startsAt: '2026-11-21T08:30:00.000Z' }]);
    run('BOOK "desk 7" ben@harbour.example 18:00 19:00');
    expect(simulator.bookingsOf(office.desk.id)).toMatchObject([{ startsAt: '2026-11-21T10:00:00.000Z' }]);
    run(`book ${office.huddle.id} ben@harbour.example 2026-11-22T09:00 2026-11-22T09:00:00Z`);
    expect(simulator.bookingsOf(office.huddle.id)).toMatchObject([
      { startsAt: '2026-11-22T08:00:00.000Z', endsAt: '2026-11-22T09:00:00.000Z' },
    ]);
  });

  it('takes today from the zone of the room', () => {
    const { simulator, office, run } = setUp('2026-11-21T18:00:00Z');
    run('book "Desk 7" ada@harbour.example 09:00 10:00');
    expect(simulator.bookingsOf(office.desk.id)).toMatchObject([{ startsAt: '2026-11-22T01:00:00.000Z' }]);
    expect(run('list "Desk 7"')).toContain('2026-11-22 09:00 to 10:00');
    expect(run('list "Desk 7" 2026-11-21')).toBe('Nothing is booked in Desk 7 on 2026-11-21.');
  });

  it('takes a booking through its life', async () => {
    const { clock, simulator, office, run } = setUp();
    const first = numberIn(run('book Studio ada@harbour.example 09:00 10:00'));
    expect(run(`approve ${first}`)).toContain('approved');
    expect(run(`checkin #${first}`)).toContain('checked_in');
    expect(run(`extend ${first} 10:30`)).toContain('09:00 to 10:30');
    await clock.advanceTo('2026-11-21T08:30:00Z');
    expect(run(`checkout ${first}`)).toContain('checked_out');
    const second = numberIn(run('book Boardroom ada@harbour.example 13:00 14:00'));
    expect(run(`move ${second} 15:00 16:00 Huddle`)).toMatch(/^Huddle .* 15:00 to 16:00 {2}approved/);
    expect(run(`move ${second} 16:00 17:00`)).toMatch(/^Huddle .* 16:00 to 17:00/);
    expect(run(`noshow ${second}`)).toContain('no_show');
    expect(run(`reject ${numberIn(run('book Studio ben@harbour.example 13:00 14:00'))}`)).toContain('rejected');
    expect(run(`cancel ${numberIn(run('book Studio ben@harbour.example 13:00 14:00'))}`)).toContain('cancelled');
    expect(simulator.bookingsOf(office.studio.id)).toHaveLength(3);
    expect(run('list Studio').split('\n')).toHaveLength(3);
  });

  it('takes a visitor through a visit', () => {
    const { simulator, run } = setUp();
    const invited = run('invite "Vera Vale" - 09:00 17:00');
    expect(invited).toMatch(/^V\w+ {2}2026-11-21 09:00 to 17:00 {2}expected {2}Vera Vale {2}\(no e-mail\)$/);
    const code = codeIn(invited);
    expect(run(`arrive ${code.toLowerCase()}`)).toContain('checked_in');
    expect(run(`blacklist ${code}`)).toContain('checked_in, blacklisted');
    expect(run(`leave ${code}`)).toContain('checked_out');
    expect(run('visitors')).toContain('checked_out, blacklisted');
    expect(simulator.visitor(code)).toMatchObject({ status: 'checked_out', isBlacklisted: true });
  });

  it.each([
    ['', 'The line is empty.'],
    ['dance', 'There is no word "dance".'],
    ['book Boardroom', 'Write: book <room> <email> <from> <to> [attendee ...]'],
    ['cancel', 'Write: cancel <booking>'],
    ['list Boardroom 2026-11-21 more', 'Write: list <room> [date]'],
    ['rooms all', 'Write: rooms'],
    ['book "Boardroom ada@harbour.example 09:00 10:00', 'A quotation mark is opened and not closed.'],
    ['book Attic ada@harbour.example 09:00 10:00', 'There is no room "Attic"; the word "rooms" lists them.'],
    ['book Boardroom x@harbour.example 09:00 10:00', 'Nobody has the e-mail "x@harbour.example"; the word "people"'],
    ['book Boardroom ada@harbour.example 09:00 10:00 who', 'Nobody has the e-mail "who"'],
    ['book Boardroom ada@harbour.example nine 10:00', '"nine" is no time: write HH:mm for today in Europe/Paris'],
    ['book Boardroom ada@harbour.example 09:00 25:00', '"25:00" does not exist in Europe/Paris, or is no time at all.'],
    ['book Boardroom ada@harbour.example 2026-03-29T02:30 10:00', '"2026-03-29T02:30" does not exist in Europe/Paris'],
    ['book Boardroom ada@harbour.example 10:00 09:00', 'It ends at 2026-11-21T08:00:00.000Z, which is not after'],
    ['cancel 77', 'There is no booking "77"; "list <room>" shows their numbers.'],
    ['list Boardroom tomorrow', '"tomorrow" is no date: write yyyy-MM-dd.'],
    ['arrive V1', 'No visitor has the code "V1"; the word "visitors" lists them.'],
  ])('answers "%s" with what is wrong and an example, and changes nothing', (line, text) => {
    const { simulator, run } = setUp();
    const [wrong, example] = run(line).split('\n');
    expect(wrong).toContain(text);
    expect(example).toMatch(/^Example: \w+/);
    expect([simulator.state.bookings.size, simulator.state.visitors.size]).toEqual([0, 0]);
  });

  it('says what is not possible as things stand', () => {
    const { run } = setUp();
    const number = numberIn(run('book Boardroom ada@harbour.example 09:00 10:00'));
    expect(run(`approve ${number}`)).toMatch(
      `The booking ${number} is approved: it cannot be approved.\nExample: approve`,
    );
    expect(run('book Boardroom ben@harbour.example 09:30 10:30')).toContain(
      `taken at this time by the booking ${number}`,
    );
  });

  it('asks for the number of a room whose name is not its own', () => {
    const { simulator, run } = setUp();
    const { id } = simulator.addResource({ name: 'boardroom', timeZone: 'UTC' });
    expect(run('list Boardroom')).toContain('Several rooms are called "Boardroom": take one of');
    expect(run(`list ${id}`)).toBe('Nothing is booked in boardroom on 2026-11-21.');
  });

  it('gives examples that work', () => {
    const { run } = setUp();
    run('book Boardroom ada@harbour.example 07:00 08:00');
    for (const word of ['book', 'list', 'invite']) {
      const example = /Example: (.*)/.exec(run(word))?.[1] ?? '';
      expect(run(example)).not.toContain('Example');
    }
  });
});
