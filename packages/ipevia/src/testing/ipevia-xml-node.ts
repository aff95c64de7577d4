/** An element that was read. Namespaces are resolved, so that prefixes do not matter. */
export interface IpeviaNode {
  /** Empty when the element is in none. */
  readonly namespace: string;
  readonly name: string;
  readonly attributes: readonly IpeviaAttribute[];
  readonly children: readonly IpeviaNode[];
  /** All text directly inside, untrimmed. */
  readonly text: string;
  /** Namespace of a prefix inside of text, such as the one of a topic. */
  readonly namespaceOf: (prefix: string) => string | undefined;
}

/** Declarations of namespaces are none. */
export interface IpeviaAttribute {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

/** The value of an attribute without namespace. */
export function attributeOf(node: IpeviaNode, name: string): string | undefined {
  return node.attributes.find((attribute) => attribute.name === name && attribute.namespace === '')?.value;
}

/** The children of this name, by default in the namespace of their parent. */
export function childrenOf(node: IpeviaNode, name: string, namespace = node.namespace): IpeviaNode[] {
  return node.children.filter((child) => child.name === name && child.namespace === namespace);
}

export function childOf(node: IpeviaNode, name: string, namespace?: string): IpeviaNode | undefined {
  return childrenOf(node, name, namespace)[0];
}

/** The text of a child; nothing when there is no such child. */
export function textOf(node: IpeviaNode, name: string): string | undefined {
  return childOf(node, name)?.text;
}
