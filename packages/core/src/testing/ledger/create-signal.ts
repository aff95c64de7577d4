/** Waits for the other transaction, but not for long: a ledger may let one of the two wait until the other is over. */
export function createSignal(): { give: () => void; orSoon: () => Promise<void> } {
  let give = (): void => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return {
    give: () => give(),
    async orSoon() {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const soon = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, 15);
      });
      await Promise.race([given, soon]);
      clearTimeout(timer);
    },
  };
}
