/** One element of an XML document, without attributes and namespace prefixes. */
export interface XmlElement {
  readonly name: string;
  /** The text in it, without white space around; absent when there is none. */
  readonly text?: string;
  readonly children?: readonly XmlElement[];
}

const none: readonly XmlElement[] = [];

/** The children of an element; an element that holds only text, or nothing, has none. */
export function childrenOf(element: XmlElement): readonly XmlElement[] {
  return element.children ?? none;
}

/** The first child of this name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children?.find((child) => child.name === name);
}

/** How many children have this name. */
export function countOf(element: XmlElement, name: string): number {
  return childrenOf(element).filter((child) => child.name === name).length;
}

/** An element with text. */
export function textElement(name: string, text: string | number): XmlElement {
  return { name, text: String(text) };
}

/** An element with `1` or `0` in it. */
export function flagElement(name: string, flag: boolean): XmlElement {
  return { name, text: flag ? '1' : '0' };
}
