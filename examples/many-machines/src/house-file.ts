import { readFile } from 'node:fs/promises';
import type { DirectoryDocument } from '@acx/core';
import type { IpassanOptions } from '@acx/ipassan';
import type { IpeviaOptions } from '@acx/ipevia';
import type { SaltoOptions } from '@acx/salto';
import * as z from 'zod/mini';

/** One house: where its three installations are, and what the words of its bookings mean there. */
export interface House {
  readonly ipassan: IpassanOptions;
  readonly salto: SaltoOptions;
  readonly ipevia: IpeviaOptions;
  readonly directory: DirectoryDocument;
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
/** Whoever takes them reads them strictly. */
const optionsOf = <Options>() => z.custom<Options>(isObject, 'must be an object');

const houseSchema = z.strictObject({
  ipassan: optionsOf<IpassanOptions>(),
  salto: optionsOf<SaltoOptions>(),
  ipevia: optionsOf<IpeviaOptions>(),
  directory: optionsOf<DirectoryDocument>(),
});

/** Reads a house from a file of JSON. @throws when it is not there, is not JSON, or lacks a part. */
export async function readHouse(path: string): Promise<House> {
  return houseSchema.parse(JSON.parse(await readFile(path, 'utf8')));
}
