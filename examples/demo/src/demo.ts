import { tellFacilitiesStory } from './facilities-story';
import { tellParkingStory } from './parking-story';
import { tellSaltoStory } from './salto-story';
import { createStoryteller } from './storyteller';
import { tellVisitorsStory } from './visitors-story';

const write = (line: string): void => console.log(line);
console.log('Doors follow bookings. Lines with a bar are read from the simulated access-control system, not from us.');
console.log('\niPassan: a booking opens, moves and closes a door');
await tellFacilitiesStory(createStoryteller(write));
console.log('\niPassan again: a visitor is invited, and a PIN opens the lobby');
await tellVisitorsStory(createStoryteller(write));
console.log('\nSalto: two bookings of one apartment where there is room for one');
await tellSaltoStory(createStoryteller(write));
console.log('\niPevia: a parking booking opens the barrier, and the barrier checks it in');
await tellParkingStory(createStoryteller(write));
console.log('\nThe end. Nothing of it was real, except the code and the HTTP.');
