import { parseWithMessages } from '@acx/core/provider';
import { createIpassanMark } from '../src/convert/ipassan-grant-key';
import { instantToWireTime, wireTimeField } from '../src/convert/ipassan-time';
import { createIpassanClient, type IpassanClient } from '../src/wire/ipassan-client';
import type { IpassanClientOptions } from '../src/wire/ipassan-client-options';
import { ipassanProfile } from '../src/wire/ipassan-profile';
import type { IpassanVisitor } from '../src/wire/ipassan-visitor';
import { codeOf } from './describe-outcome';
import type { Observations } from './observe-contract';

/** Where and when visits are tried. */
export interface VisitObservation {
  readonly clientOptions: IpassanClientOptions;
  readonly mark: string;
  readonly timeZone: string;
  /** Uuid of a person who is visited by nobody else. */
  readonly host: string;
  /** Far enough ahead that the PIN opens nothing while it exists. */
  readonly startMs: number;
}

const NAME = 'acx contract';
const NOBODY = '00000000-0000-4000-8000-000000000000';
const HOUR_MS = 3_600_000;

/**
 * Goes through everything we rely on of visits, on the fenced host. Cancels what it made, whatever happens; the entries stay, as entries of
 * visits do. Of a PIN only its length is told.
 */
export async function observeVisits(observation: VisitObservation): Promise<Observations> {
  const client = createIpassanClient(observation.clientOptions);
  const reference = createIpassanMark(observation.mark).grantKeyOf({ key: 'contract/visit' });
  const seen: Record<string, unknown> = {};
  await cancelOurs(client, observation, reference);
  try {
    await observeVisit(client, observation, reference, seen);
  } finally {
    seen['left over after the clean-up'] = await cancelOurs(client, observation, reference);
  }
  return Object.fromEntries(Object.entries(seen).map(([step, value]) => [`visit: ${step}`, value]));
}

async function observeVisit(
  client: IpassanClient,
  { clientOptions, timeZone, host, startMs }: VisitObservation,
  reference: string,
  seen: Record<string, unknown>,
) {
  const { visitors } = client;
  const timeAt = (ms: number): string => instantToWireTime(new Date(ms).toISOString(), timeZone);
  const wanted = { name: NAME, startsAt: timeAt(startMs), endsAt: timeAt(startMs + HOUR_MS), reference };

  seen['one of nobody is created'] = await codeOf(() => visitors.create({ ...wanted, host: NOBODY }));
  let pin: string | undefined;
  let uuid: string | undefined;
  seen['it is created'] = await codeOf(async () => {
    ({ pin, uuid } = await visitors.create({ ...wanted, host }));
  });
  seen['digits of its PIN'] = pin?.length ?? 'no PIN';
  // An answer that was not understood may have made it all the same.
  uuid ??= (await ours(client, host, reference))[0]?.uuid;
  if (uuid === undefined) return;
  const visit = uuid;

  const read = await visitors.get(visit);
  const listed = (await all(client)).find((visitor) => visitor.uuid === visit);
  seen['it can be read'] = read !== undefined;
  seen['it is in the list'] = listed !== undefined;
  seen['a read tells its PIN again'] = comparePins(read, pin);
  seen['the list tells its PIN again'] = comparePins(listed, pin);
  seen['its host and name come back'] = read?.host === host && read.name === NAME;
  seen['our mark comes back'] = read?.reference === reference;
  seen['its times come back'] = timesOf(read);

  let answer: Pick<IpassanVisitor, 'pin'> = {};
  seen['its end is moved'] = await codeOf(async () => {
    answer = await visitors.update(visit, { endsAt: timeAt(startMs + 2 * HOUR_MS) });
  });
  seen['the answer to that tells its PIN'] = comparePins(answer, pin);
  const moved = await visitors.get(visit);
  seen['its times after that'] = timesOf(moved);
  seen['its PIN after that'] = comparePins(moved, pin);

  // Our client refuses to send another field. One that takes the name for the start does send it.
  const profile = { visitor: { startsAt: ipassanProfile.visitor.name, name: 'unused' } };
  const renaming = createIpassanClient({ ...clientOptions, profile });
  seen['another name'] = await codeOf(() => renaming.visitors.update(visit, { startsAt: timeAt(startMs) }));
  seen['its name after that'] = (await visitors.get(visit))?.name === NAME ? 'the same' : 'another one';

  seen['it is cancelled'] = await codeOf(() => visitors.cancel(visit));
  const cancelled = await visitors.get(visit);
  seen['its entry stays'] = cancelled !== undefined;
  seen['its entry shows a PIN'] = cancelled?.pin !== undefined;
  seen['it is cancelled again'] = await codeOf(() => visitors.cancel(visit));
  answer = {};
  seen['it is moved when it is cancelled'] = await codeOf(async () => {
    answer = await visitors.update(visit, { endsAt: timeAt(startMs + HOUR_MS) });
  });
  seen['the answer to that shows a PIN'] = answer.pin !== undefined;

  function timesOf(visitor: IpassanVisitor | undefined): string {
    const [startsAt, endsAt] = [visitor?.startsAt, visitor?.endsAt].map((text) =>
      parseWithMessages(wireTimeField, text),
    );
    if (startsAt?.success !== true || endsAt?.success !== true) return 'not exact';
    const hours = (instant: string): string => `${(Date.parse(instant) - startMs) / HOUR_MS} h`;
    return `${hours(startsAt.data)} to ${hours(endsAt.data)}`;
  }
}

function comparePins(visitor: Pick<IpassanVisitor, 'pin'> | undefined, issued: string | undefined): string {
  if (visitor?.pin === undefined) return 'none';
  return visitor.pin === issued ? 'the same' : 'another one';
}

async function all({ visitors }: IpassanClient): Promise<IpassanVisitor[]> {
  const found: IpassanVisitor[] = [];
  for await (const visitor of visitors.list()) found.push(visitor);
  return found;
}

/** By our mark; where none comes back, by host and name together. */
async function ours(client: IpassanClient, fenced: string, mark: string): Promise<IpassanVisitor[]> {
  return (await all(client)).filter(
    ({ host, name, reference }) =>
      reference === mark || (typeof reference !== 'string' && host === fenced && name === NAME),
  );
}

/** Cancels every visit of the contract. Resolves with how many of them may still open something. */
async function cancelOurs(client: IpassanClient, { host }: VisitObservation, reference: string): Promise<number> {
  const now = Date.now();
  const isOver = new Map<string, boolean>();
  // One without a PIN may be a live one where reads tell none, so it is cancelled again.
  for (const { uuid, endsAt } of await ours(client, host, reference)) {
    const answer = Date.parse(endsAt) < now ? 'done' : await codeOf(() => client.visitors.cancel(uuid));
    isOver.set(uuid, answer === 'done' || answer.endsWith(' not_found'));
  }
  const left = await ours(client, host, reference);
  return left.filter(({ uuid, pin }) => pin !== undefined || isOver.get(uuid) !== true).length;
}
