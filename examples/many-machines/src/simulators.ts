import { writeFile } from 'node:fs/promises';
import { createSimulatedHouse } from './simulated-house';

const LOOK_EVERY_MS = 500;

/** Starts the three simulated installations, writes the file that workers read, and tells what the installations hold when it changes. */
const path = process.argv[2] ?? 'house.json';
const house = createSimulatedHouse();
const servers = [await house.ipassan.listen(), await house.salto.listen(), await house.ipevia.listen()] as const;
const [ipassan, salto, ipevia] = servers;
await writeFile(
  path,
  JSON.stringify(house.at({ ipassan: ipassan.url, salto: salto.url, ipevia: ipevia.url }), null, 2),
);
console.log(`iPassan ${ipassan.url}, Salto ${salto.url}, iPevia ${ipevia.url}; written to ${path}`);

let told = '';
const look = setInterval(() => {
  const zones = [...house.salto.state.accessLevels.values()].flatMap(({ zonePermissions }) => zonePermissions);
  const held = [
    `iPassan: ${house.ipassan.state.assetBookings.size} asset bookings, ${house.ipassan.state.visitors.size} visitors`,
    `Salto: ${zones.filter(({ timetable }) => timetable > 0).length} rights with a timetable`,
    `iPevia: ${house.ipevia.state.credentials.size} credentials`,
  ].join('; ');
  if (held !== told) console.log(held);
  told = held;
}, LOOK_EVERY_MS);

process.once('SIGINT', async () => {
  clearInterval(look);
  for (const server of servers) await server.close();
});
