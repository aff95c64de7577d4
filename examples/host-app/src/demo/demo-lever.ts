import type { Levers, RequestFilter } from '@acx/core/testing';
import type { Lever, LeverInput } from '../contract/vendors';

/** A lever of the page, and what it does. */
export interface DemoLever extends Pick<Lever, 'id' | 'kind' | 'label' | 'hint'> {
  readonly isOn: boolean;
  /** @throws RangeError where nothing can be done as things stand. */
  pull(input: LeverInput): void;
}

/** Happens once per pull. */
export function button(lever: Pick<Lever, 'id' | 'label' | 'hint'> & { readonly act: () => void }): DemoLever {
  const { act, ...words } = lever;
  return { ...words, kind: 'button', isOn: false, pull: () => act() };
}

/** Stays until it is switched off. Without `isOn` in the input it is turned over. */
export function switchLever(
  lever: Pick<Lever, 'id' | 'label' | 'hint'> & { readonly set: (isOn: boolean) => void },
): DemoLever {
  const { set, ...words } = lever;
  let isOn = false;
  return {
    ...words,
    kind: 'switch',
    get isOn() {
      return isOn;
    },
    pull(input) {
      isOn = input.isOn ?? !isOn;
      set(isOn);
    },
  };
}

/** What goes wrong with every vendor that is reached over a network. */
export function networkLevers(name: string, levers: Levers, isWrite: RequestFilter): readonly DemoLever[] {
  return [
    switchLever({
      id: 'outage',
      label: 'Outage',
      hint: `${name} cannot be reached until you switch this off. Its doors go on by what it knows.`,
      set: (isOut) => levers.setOutage(isOut),
    }),
    button({
      id: 'lost-answer',
      label: 'Lose the next answer',
      hint: `${name} does the next change, and its answer is lost: we cannot know.`,
      act: () => levers.dropAnswer({ when: isWrite }),
    }),
  ];
}
