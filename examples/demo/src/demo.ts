import { tellFacilitiesStory } from './facilities-story';
import { createStoryteller } from './storyteller';

const storyteller = createStoryteller((line) => console.log(line));
console.log('Doors follow bookings. Lines with a bar are read from the simulated access-control system, not from us.');
await tellFacilitiesStory(storyteller);
console.log('\nThe end. Nothing of it was real, except the code and the HTTP.');
