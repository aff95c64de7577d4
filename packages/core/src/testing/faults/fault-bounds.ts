const SECOND_MS = 1_000;

/** How long a worker may hold a lane in the fault world: shorter than by default, so that leases run out while calls are under way. */
export const LEASE_MS = 60 * SECOND_MS;

/** How far the clock of a process may be from the truth, either way. Two processes differ by twice as much, which a lease has room for. */
export const SKEW_MS = 3 * SECOND_MS;

/** Longest time that a slow vendor takes to get a request or to answer it: longer than four fifths of a lease. */
export const LONGEST_TRAVEL_MS = 55 * SECOND_MS;

/** Longest time that a slow ledger takes before or after a transaction. */
export const SLOWEST_LEDGER_MS = 8 * SECOND_MS;

/** Longest pause that a vendor asks for. */
export const LONGEST_RETRY_AFTER_MS = 60 * SECOND_MS;

/**
 * How old the knowledge of a worker may be when its call leaves: it reads its lane after it has claimed it, and gives up before the lease
 * is over. What was cancelled longer ago must not be written by it any more.
 */
export const KNOWLEDGE_MS = LEASE_MS + 2 * SLOWEST_LEDGER_MS;

/**
 * How long after the last trouble the doors may still differ from the bookings. The lease of a worker that died has to run out (60 s), the
 * longest pause of an installation is five minutes, another process looks at the ledger once a minute, and calls take their time.
 */
export const RECOVERY_MS = LEASE_MS + 300 * SECOND_MS + 60 * SECOND_MS + 60 * SECOND_MS;

/** How long after a change the doors may differ from the bookings when there is no trouble: a few calls, one after the other. */
export const PROMPT_MS = 60 * SECOND_MS;

/** How far from a window's end a door is not asked: clocks differ, and the call that opens or closes it takes its time. */
export const EDGE_MS = 15 * SECOND_MS;

/**
 * How long somebody may stand at a closed door before the host knows. The engine looks once a minute, what is expected counts as late after
 * a minute, what the host did not take is offered again after half a minute, and clocks differ.
 */
export const NOTICE_WITHIN_MS = 180 * SECOND_MS;
