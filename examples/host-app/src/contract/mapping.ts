/** Something to choose: a place or a subject as the vendor lists it. */
export interface Choice {
  readonly value: string;
  readonly name: string;
}

/** `GET /api/mapping/choices?integration=<id>`, asked of the vendor itself. */
export interface Choices {
  readonly places: readonly Choice[];
  readonly subjects: readonly Choice[];
  /** Why there is no list, where there is none. */
  readonly words?: string;
}

/** One of our resources, and what opens for it. */
export interface ResourceMapping {
  readonly resourceId: string;
  readonly resourceName: string;
  readonly places: readonly { readonly integrationId: string; readonly place: string; readonly placeName: string }[];
}

/** One of our people or apartments, and who that is at the vendors. */
export interface HolderMapping {
  readonly holderId: string;
  readonly holderName: string;
  readonly subjects: readonly {
    readonly integrationId: string;
    readonly subject: string;
    readonly subjectName: string;
  }[];
}

/** `GET /api/mapping`; `PUT /api/mapping` takes it without the names. */
export interface Mapping {
  readonly resources: readonly ResourceMapping[];
  readonly holders: readonly HolderMapping[];
}

/** Sets one row anew. Bookings that are there already are mapped again at once. */
export interface MappingInput {
  readonly resource?: {
    readonly resourceId: string;
    readonly places: readonly { readonly integrationId: string; readonly place: string }[];
  };
  readonly holder?: {
    readonly holderId: string;
    readonly subjects: readonly { readonly integrationId: string; readonly subject: string }[];
  };
}

/** What a change came to. */
export interface MappingChange {
  readonly mapping: Mapping;
  readonly words: string;
}
