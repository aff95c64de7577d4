import { atMinute } from './law-world';

/** A booking of the gym, in minutes after the start of the play. */
export const gym = (id: string, startMinute: number, endMinute: number, holderId = 'ada') => ({
  id,
  resourceId: 'gym',
  startsAt: atMinute(startMinute),
  endsAt: atMinute(endMinute),
  holders: [{ holderId }],
});
/** The same for the hall, which has two doors. */
export const hall = (id: string, startMinute: number, endMinute: number) => ({
  ...gym(id, startMinute, endMinute),
  resourceId: 'hall',
});

/** Lets everything happen that can happen without the clock. */
export const breathe = async (): Promise<void> => {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
};
