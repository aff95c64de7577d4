import type { DemoPerson } from '../contract/demo-world';

/** Somebody in the demo, with what they are known by at the vendors. */
export interface Cards {
  /** EXT ID of the apartment's access level at Salto, and the number in the key card. */
  readonly salto?: { readonly accessLevel: string; readonly card: string };
  /** As printed on the parking card, and as the reader reads it. */
  readonly parking?: { readonly printed: string; readonly read: string };
  /** As printed on the office card. */
  readonly office: string;
}

export const ada = {
  id: 'ada',
  name: 'Ada Archer',
  role: 'resident',
  email: 'ada@riverside.example',
  password: 'ada-lives-in-501',
  salto: { accessLevel: 'APT-501', card: '04A1B2C3' },
  parking: { printed: '0000987654', read: '00000F1206' },
  office: '0100 2001',
} as const satisfies DemoPerson & Cards;

export const ben = {
  id: 'ben',
  name: 'Ben Brook',
  role: 'resident',
  email: 'ben@riverside.example',
  password: 'ben-lives-in-502',
  salto: { accessLevel: 'APT-502', card: '04B5C6D7' },
  parking: { printed: '1000001', read: '00000F4241' },
  office: '0100 2002',
} as const satisfies DemoPerson & Cards;

export const mia = {
  id: 'mia',
  name: 'Mia Marsh',
  role: 'manager',
  email: 'mia@riverside.example',
  password: 'mia-runs-the-house',
  parking: { printed: '1000002', read: '00000F4242' },
  office: '0100 2003',
} as const satisfies DemoPerson & Cards;

/** Mia's key opens the gym at all times, by a right that somebody made by hand long ago. */
export const miasKey = { accessLevel: 'MANAGEMENT', card: '04D0E1F2' };

/** Comes for repairs, with a card that somebody put on the list of the car park by hand. */
export const technician = { name: 'a technician', parking: { read: '0000ABCDEF' } };

/** Nobody knows this card anywhere. */
export const stranger = { salto: '04FFFFFF', parking: '0000123456', office: '0999 9999' };
