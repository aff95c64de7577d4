import { createInterface } from 'node:readline/promises';
import { systemClock } from '@acx/core';
import { createRoomsGame } from './rooms-game';

// Bookings ONE to play with: `npm run play`.
const game = await createRoomsGame(systemClock);
console.log(`${game.welcome}\n`);
const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
terminal.prompt();
for await (const line of terminal) {
  if (/^\s*(?:exit|quit)\s*$/i.test(line)) break;
  if (line.trim() !== '') console.log(`${await game.run(line)}\n`);
  terminal.prompt();
}
terminal.close();
await game.close();
