import type { ProviderPlace, ProviderSubject } from '@acx/core/provider';
import type { IpassanAsset } from '../wire/ipassan-asset';
import type { IpassanPerson } from '../wire/ipassan-person';

/** An asset to choose as a place; without a name it is shown by its uuid. */
export function assetToPlace({ uuid, name, slotMinutes, maximumMinutes }: IpassanAsset): ProviderPlace {
  return {
    place: uuid,
    name: name ?? uuid,
    settings: {
      ...(slotMinutes === undefined ? {} : { slotMinutes }),
      ...(maximumMinutes === undefined ? {} : { maximumMinutes }),
    },
  };
}

/** A person to link a holder to, shown as `lastname firstname`; without a name by uuid. */
export function personToSubject({ uuid, lastname, firstname }: IpassanPerson): ProviderSubject {
  const name = [lastname, firstname].filter((part) => part !== undefined && part !== '').join(' ');
  return { subject: uuid, name: name === '' ? uuid : name };
}
