import type { SaltoSimulator } from '../testing';

/** Somebody who looks at Space after every request and notes what must never happen. */
export interface SaltoWatch {
  readonly seen: readonly string[];
  look(): void;
  /** From now on the rights of these pairs, `APT-501 GYM`, must stay once they are there. */
  keep(pairs: ReadonlySet<string>): void;
}

/** Watches foreign rights, rights that are to stay, and timetables under a right. */
export function createWatch(simulator: SaltoSimulator): SaltoWatch {
  const seen: string[] = [];
  let kept: ReadonlySet<string> = new Set();
  const timetables = (): Map<number, string> =>
    new Map([...simulator.state.timetables].map(([slot, { intervals }]) => [slot, JSON.stringify(intervals)]));
  const rights = (): Map<string, number> =>
    new Map(
      [...simulator.state.accessLevels.values()].flatMap(({ id, zonePermissions }) =>
        zonePermissions.map(({ zone, timetable }) => [`${id} ${zone}`, timetable] as const),
      ),
    );
  const foreign = (): string =>
    JSON.stringify(
      [...simulator.state.accessLevels.values()].map(({ id, zonePermissions }) => [
        id,
        zonePermissions.filter(({ zone }) => zone === 'LOBBY'),
      ]),
    );
  const foreignAtFirst = foreign();
  let lines = timetables();
  let held = rights();
  return {
    seen,
    keep(pairs) {
      kept = pairs;
    },
    look() {
      const nextLines = timetables();
      const nextHeld = rights();
      if (foreign() !== foreignAtFirst) seen.push('a right of somebody else was changed');
      for (const [pair, slot] of held) {
        if (kept.has(pair) && !nextHeld.has(pair)) seen.push(`the right of ${pair} was lost`);
        if (slot > 0 && nextHeld.get(pair) === slot && nextLines.get(slot) !== lines.get(slot))
          seen.push(`timetable ${slot} was changed under the right of ${pair}`);
      }
      for (const [pair, slot] of nextHeld)
        if (slot > 0 && (nextLines.get(slot) ?? '[]') === '[]') seen.push(`${pair} has an empty timetable`);
      lines = nextLines;
      held = nextHeld;
    },
  };
}
