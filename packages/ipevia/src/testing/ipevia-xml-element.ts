/** An element to write. Prefixes are the writer's business. */
export interface IpeviaElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: readonly IpeviaElementAttribute[];
  readonly content: string | QualifiedText | readonly IpeviaElement[];
}

export interface IpeviaElementAttribute {
  /** Empty for none. */
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

/** Text that starts with a prefix, such as the code of a fault or a topic. */
export interface QualifiedText {
  readonly namespace: string;
  readonly text: string;
}

/** An element of one namespace; attributes are in none. */
export function element(
  namespace: string,
  name: string,
  content: IpeviaElement['content'] = [],
  attributes: Readonly<Record<string, string>> = {},
): IpeviaElement {
  const list = Object.entries(attributes).map(([key, value]) => ({ namespace: '', name: key, value }));
  return { namespace, name, content, attributes: list };
}

/** An element when there is something to write, nothing otherwise. */
export function optional(namespace: string, name: string, text: string | null | undefined): IpeviaElement[] {
  return text === null || text === undefined ? [] : [element(namespace, name, text)];
}

export function isQualified(content: IpeviaElement['content']): content is QualifiedText {
  return typeof content === 'object' && 'namespace' in content;
}
