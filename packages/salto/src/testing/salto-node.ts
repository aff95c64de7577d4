/** One XML element. What has children has no text. */
export interface SaltoNode {
  readonly name: string;
  readonly text: string;
  readonly children: readonly SaltoNode[];
}

/** An element that holds text. */
export function leaf(name: string, text: string | number): SaltoNode {
  return { name, text: String(text), children: [] };
}

/** An element that holds elements. */
export function tree(name: string, children: readonly SaltoNode[]): SaltoNode {
  return { name, text: '', children };
}
