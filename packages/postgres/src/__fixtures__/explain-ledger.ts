import type { LedgerTransaction } from '@acx/core';
import type { PostgresPool } from '../driver/postgres-pool';
import type { PostgresLedger } from '../postgres-ledger';
import { filled, minuteOfYear } from './fill-tables';
import { bookingOf, grantOf } from './ledger-rows';

/** A question or a change, as the engine asks it again and again. */
export interface LedgerTask {
  readonly name: string;
  readonly run: (transaction: LedgerTransaction) => Promise<unknown>;
}

/** What must not become slower with the number of permissions. They are about rows of `fillTables`. */
export function ledgerTasks(permissions: number): LedgerTask[] {
  const now = minuteOfYear(30);
  const later = minuteOfYear(permissions);
  const lane = { providerId: 'site-7', lane: 'lane-7' };
  const window = { startsAt: minuteOfYear(100), endsAt: minuteOfYear(160) };
  const asked = {
    now,
    expiresAt: minuteOfYear(40),
    limit: 64,
    room: new Map<string, number>(),
    defaultRoomOf: () => 4,
  };
  const last = permissions / filled.permissionsPerBooking;
  return [
    { name: 'claim lanes that are due', run: ({ lanes }) => lanes.claimDue(asked) },
    { name: 'when the next lane is due', run: ({ lanes }) => lanes.nextDueAt({ except: new Set(['site-1']) }) },
    { name: 'wake a lane', run: ({ lanes }) => lanes.wake(lane, minuteOfYear(-10)) },
    { name: 'permissions of a lane', run: ({ permissions }) => permissions.listOfLane(lane) },
    { name: 'grants of a lane', run: ({ grants }) => grants.listOfLane(lane) },
    { name: 'permissions of a booking', run: ({ permissions }) => permissions.listOfBooking('b50') },
    {
      name: 'permissions of a subject at a place',
      run: ({ permissions }) => permissions.listOfSubject({ providerId: 'site-7', place: 'door-7', subject: 'card-7' }),
    },
    {
      name: 'rights that are not in place',
      run: ({ permissions }) => permissions.listNotInPlace({ now, startsBefore: minuteOfYear(200), limit: 100 }),
    },
    { name: 'a booking', run: ({ bookings }) => bookings.find('b50') },
    {
      name: 'bookings at a time',
      run: ({ bookings }) =>
        bookings.listOverlapping(`room-${last % 500}`, { startsAt: later, endsAt: minuteOfYear(permissions + 60) }),
    },
    { name: 'bookings of a holder', run: ({ bookings }) => bookings.listOfHolder('holder-7') },
    {
      name: 'store a booking',
      run: ({ bookings }) => bookings.save(bookingOf('b50', { resourceId: 'room-50', ...window })),
    },
    { name: 'store a grant', run: ({ grants }) => grants.save(grantOf('grant-new')) },
    { name: 'journal of a booking', run: ({ journal }) => journal.listOfBooking('b50', 20) },
    { name: 'notices that wait', run: ({ notices }) => notices.listUndelivered(100) },
    { name: 'a known notice', run: ({ notices }) => notices.markDelivered('n50') },
    { name: 'door events that wait', run: ({ events }) => events.listUndelivered({ limit: 100 }) },
    { name: 'a known door event', run: ({ events }) => events.markDelivered({ providerId: 'site-1', id: 'e51' }, now) },
  ];
}

/** What PostgreSQL has done for a task. */
export interface ExplainedTask {
  readonly name: string;
  /** Pages of 8 KiB that were looked at, over all statements. */
  readonly pages: number;
  /** Tables that were read from end to end, and have more rows than that is good for. */
  readonly scans: readonly string[];
  readonly milliseconds: number;
}

/** Up to here an index is no faster. */
const MOST_SCANNED_ROWS = 6_000;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

/** Runs each task with every statement explained, and takes back what it did. @param open Opens a ledger on a pool. */
export async function explainTasks(
  pool: PostgresPool,
  open: (pool: PostgresPool) => Promise<PostgresLedger>,
  tasks: readonly LedgerTask[],
): Promise<ExplainedTask[]> {
  const plans: { Plan: PlanNode; 'Execution Time': number; 'Planning Time': number }[] = [];
  let isExplaining = false;
  const ledger = await open({
    async connect() {
      const client = await pool.connect();
      return {
        async query(text, values) {
          if (
            isExplaining &&
            /^\s*(?:SELECT|WITH|INSERT|UPDATE|DELETE)/.test(text) &&
            !text.includes('advisory_xact_lock($1')
          ) {
            await client.query('SAVEPOINT explained');
            const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values);
            await client.query('ROLLBACK TO SAVEPOINT explained');
            plans.push(...readPlans(rows));
          }
          return client.query(text, values);
        },
        on: client.on.bind(client),
        removeListener: client.removeListener.bind(client),
        release: client.release.bind(client),
      };
    },
  });
  const explained: ExplainedTask[] = [];
  const undone = new Error('undone');
  for (const { name, run } of tasks) {
    plans.length = 0;
    isExplaining = true;
    await ledger
      .transaction(async (transaction) => {
        await run(transaction);
        throw undone;
      })
      .catch((failure: unknown) => {
        if (failure !== undone) throw failure;
      });
    isExplaining = false;
    explained.push({
      name,
      pages: sum(plans.map(({ Plan }) => Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'])),
      scans: plans.flatMap(({ Plan }) => scansOf(Plan)),
      milliseconds: sum(plans.map((plan) => plan['Execution Time'] + plan['Planning Time'])),
    });
  }
  await ledger.close();
  return explained;
}

function readPlans(rows: readonly unknown[]) {
  const [row] = rows as readonly {
    'QUERY PLAN': readonly { Plan: PlanNode; 'Execution Time': number; 'Planning Time': number }[];
  }[];
  return row?.['QUERY PLAN'] ?? [];
}

function scansOf(node: PlanNode): string[] {
  const rows = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0);
  const own = node['Node Type'] === 'Seq Scan' && rows > MOST_SCANNED_ROWS ? [node['Relation Name'] ?? ''] : [];
  return [...own, ...(node.Plans ?? []).flatMap(scansOf)];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
