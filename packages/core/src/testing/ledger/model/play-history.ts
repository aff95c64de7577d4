import assert from 'node:assert/strict';
import { createLedgerStage } from '../ledger-stage';
import type { LedgerWorld } from '../ledger-world';
import { askEverything } from './ask-everything';
import { createHistoryPlayer } from './history-player';
import { createLedgerModel } from './ledger-model';
import type { RandomTransaction } from './random-history';
import type { Step } from './step';

/** Plays a history on the ledger and on the model, and compares every answer, of each step and after each transaction. */
export async function playHistory(world: LedgerWorld, history: readonly RandomTransaction[]): Promise<void> {
  const stage = createLedgerStage(world);
  const model = createHistoryPlayer(createLedgerModel().transaction);
  const ledger = createHistoryPlayer(stage.run);
  const played: string[] = [];
  for (const transaction of history) {
    const { steps, isUndone, isReopenedAfter, isLookedAtAfter } = transaction;
    played.push(`transaction${isUndone ? ' (undone)' : ''}:`, ...steps.map(({ text }) => `  ${text}`));
    const expected = await model.play(steps, isUndone);
    const actual = await ledger.play(steps, isUndone);
    if (isReopenedAfter) {
      await stage.reopen();
      played.push('reopened');
    }
    assertSame(withNames(actual, steps), withNames(expected, steps), played);
    if (isLookedAtAfter) assertSame(await stage.run(askEverything), await model.run(askEverything), played);
  }
}

/** Answers by the number and the text of their step. */
function withNames(answers: readonly unknown[], steps: readonly Step[]): object {
  return Object.fromEntries(answers.map((answer, index) => [`step ${index + 1}, ${steps[index]?.text}`, answer]));
}

/** Compares answer by answer, so that a failure shows only what differs. */
function assertSame(actual: object, expected: object, played: readonly string[]): void {
  const answers = new Map(Object.entries(actual));
  for (const [question, answer] of Object.entries(expected))
    try {
      assert.deepEqual(answers.get(question), answer);
    } catch (failure) {
      const difference = failure instanceof Error ? failure.message : String(failure);
      const what = `The ledger (+ actual) answers otherwise than the model (- expected): ${question}`;
      throw new Error([what, difference, 'After:', ...played].join('\n'));
    }
}
