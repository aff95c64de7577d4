/** An element of a schema: its wire name, its type, and how often it may come. */
export interface SchemaElement {
  readonly name: string;
  /** `xs:string` and its like, or `namespace key:type name` as the schema declares it. */
  readonly type: string;
  /** Default: exactly once. */
  readonly occurs?: 'optional' | 'many';
}

/** A complex type: its elements in the order in which they must be sent, and the names of its attributes. */
export interface SchemaType {
  readonly elements: readonly SchemaElement[];
  readonly attributes?: readonly string[];
}

const occurrences = {
  once: '',
  optional: ' minOccurs="0"',
  many: ' minOccurs="0" maxOccurs="unbounded"',
} as const;

/** Schema of a type, `<xs:complexType>`. */
export function typeToSchema(type: SchemaType, name?: string): string {
  const elements = type.elements.map(
    (element) => `<xs:element name="${element.name}" type="${element.type}"${occurrences[element.occurs ?? 'once']}/>`,
  );
  const attributes = (type.attributes ?? []).map((attribute) => `<xs:attribute name="${attribute}" type="xs:string"/>`);
  const named = name === undefined ? '' : ` name="${name}"`;
  return `<xs:complexType${named}><xs:sequence>${elements.join('')}</xs:sequence>${attributes.join('')}</xs:complexType>`;
}

/** Schema of a message, `<xs:element>`. */
export function messageToSchema(name: string, elements: readonly SchemaElement[]): string {
  return `<xs:element name="${name}">${typeToSchema({ elements })}</xs:element>`;
}
