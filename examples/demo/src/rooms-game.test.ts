import { createFixedClock } from '@acx/core/testing';
import { describe, expect, it } from 'vitest';
import { createRoomsGame } from './rooms-game';

describe('the game of rooms', () => {
  it('opens doors as its console says, and tells what is wrong with a line', async () => {
    const clock = createFixedClock('2026-11-23T09:00:00.000Z');
    const game = await createRoomsGame(clock);
    try {
      expect(game.welcome).toContain('book Boardroom');
      await game.run('look');
      const booked = await game.run('book Boardroom ada@harbour.example 09:30 11:00 ben@harbour.example');
      await game.run('look');
      expect(await game.run('door boardroom ben@harbour.example')).toBe('The boardroom opens.');
      expect(await game.run('door Boardroom cleo@harbour.example')).toBe('The Boardroom stays closed.');
      expect(await game.run('door boardroom otto@harbour.example')).toContain('has a card');

      await game.run(`noshow ${/\d{4}/.exec(booked)?.[0]}`);
      await game.run('look');
      expect(await game.run('door boardroom ben@harbour.example')).toBe('The boardroom stays closed.');

      const code = /V[0-9A-Z]{7}/.exec(await game.run('invite Grace - 09:00 12:00'))?.[0];
      expect(await game.run(`lobby ${code}`)).toBe('The lobby stays closed: not_checked_in.');
      await game.run(`arrive ${code}`);
      expect(await game.run(`lobby ${code}`)).toBe('The lobby opens: checked_in.');
      expect(await game.run('bok')).toContain('There is no word "bok".');
    } finally {
      await game.close();
    }
  });
});
