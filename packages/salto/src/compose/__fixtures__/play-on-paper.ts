import { type Composition, type EffectiveWindow, instantFromMs, type Permission } from '@acx/core/provider';
import { composeSalto } from '../salto-compose';
import type { SaltoComposeRules } from '../salto-compose-rules';
import { createPaperDoor } from './paper-door';

/** A time in which a door was asked every minute. */
export interface PaperPlay {
  /** Minutes, by their first millisecond, in which it was open. */
  readonly openMs: ReadonlySet<number>;
  /** Stretches of which it was said openly that they may open besides. */
  readonly declared: readonly EffectiveWindow[];
  /** Keys of permissions that were refused. */
  readonly rejected: ReadonlySet<string>;
}

const MINUTE_MS = 60_000;

/** Lets a perfect engine compose whenever it is asked to look again, and asks the door at every minute. */
export function playOnPaper(
  permissions: readonly Permission[],
  rules: SaltoComposeRules,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
): PaperPlay {
  const openMs = new Set<number>();
  const declared: EffectiveWindow[] = [];
  const rejected = new Set<string>();
  let nowMs = fromMs;
  let last: Composition | undefined;
  while (nowMs < untilMs) {
    const now = instantFromMs(nowMs);
    const live = permissions.filter(({ window }) => window.endsAt > now);
    const composition: Composition = composeSalto(live, { now, held: last?.state }, rules);
    for (const { permissionKey } of composition.rejected) rejected.add(permissionKey);
    declared.push(
      ...composition.covered.flatMap(({ windows }) =>
        windows.filter(({ adjustments }) =>
          adjustments.some((name) => name === 'repeated_hour' || name === 'special_day'),
        ),
      ),
    );
    const nextMs = composition.nextAt === undefined ? untilMs : Date.parse(composition.nextAt);
    if (nextMs <= nowMs) throw new Error(`no later look than ${now}`);
    const isOpen = createPaperDoor(composition.state, { timeZone: rules.timeZone, holidays: new Set() });
    for (let ms = nowMs; ms < Math.min(nextMs, untilMs); ms += MINUTE_MS) if (isOpen(ms)) openMs.add(ms);
    last = composition;
    nowMs = nextMs;
  }
  return { openMs, declared, rejected };
}
