import type { RandomTransaction } from './random-history';

const MOST_ATTEMPTS = 150;

/**
 * Leaves out of a failing history what it fails without: whole transactions first, then steps. Gives up after many attempts, because each
 * plays the history in a fresh world.
 */
export async function shortenHistory(
  history: readonly RandomTransaction[],
  isFailing: (shorter: readonly RandomTransaction[]) => Promise<boolean>,
): Promise<readonly RandomTransaction[]> {
  let [shortest, attempts] = [history, 0];
  const attempt = async (shorter: readonly RandomTransaction[]): Promise<void> => {
    attempts += 1;
    if (attempts <= MOST_ATTEMPTS && (await isFailing(shorter))) shortest = shorter;
  };
  for (let index = history.length - 1; index >= 0; index -= 1)
    await attempt(shortest.filter((_, position) => position !== index));
  for (let index = shortest.length - 1; index >= 0; index -= 1)
    for (let number = (shortest[index]?.steps.length ?? 0) - 1; number >= 0; number -= 1)
      await attempt(
        shortest.map((transaction, position) =>
          position === index
            ? { ...transaction, steps: transaction.steps.filter((_, at) => at !== number) }
            : transaction,
        ),
      );
  return shortest;
}
