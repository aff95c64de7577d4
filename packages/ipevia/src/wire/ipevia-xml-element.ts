/** One element of an XML document, without namespaces and prefixes. */
export interface XmlElement {
  readonly name: string;
  /** The text in it, without white space around; absent when there is none. */
  readonly text?: string;
  readonly children?: readonly XmlElement[];
  /** Attributes by the name that was written, prefix included; declarations of namespaces are left out. */
  readonly attributes?: ReadonlyMap<string, string>;
}

/** The children of this name. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children?.filter((child) => child.name === name) ?? [];
}

/** The one child of this name; `undefined` where there is none or more than one, because of two answers none is believed. */
export function onlyChildOf(element: XmlElement, name: string): XmlElement | undefined {
  const [child, ...others] = childrenOf(element, name);
  return others.length === 0 ? child : undefined;
}
