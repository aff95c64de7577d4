import { checkCodeForm, checkNames } from './code-form';
import { checkCycles } from './cycles';
import { checkLayers } from './layers';
import { checkPackageImports, checkTransports, checkVendorsInCore } from './packages-law';
import type { Rule } from './repository';
import { checkLock, checkOutsidePaths } from './self-contained';
import { checkFileSizes, checkPackageSizes } from './sizes';

/** Title, as a sentence about the repository → rule. */
export const rules: Readonly<Record<string, Rule>> = {
  'imports point down through the layers of core': checkLayers,
  'no imports run in a circle': checkCycles,
  'core names no vendor': checkVendorsInCore,
  'packages meet at the entries of core only': checkPackageImports,
  'transports and XML stay in wire folders': checkTransports,
  'nothing is exported as default or with a star, no any, entries only re-export': checkCodeForm,
  'every file is named after what it holds': checkNames,
  'no file is over 300 lines': checkFileSizes,
  'most files of a package are short': checkPackageSizes,
  'nothing mentions a path outside of the repository': checkOutsidePaths,
  'the lock names no registry': checkLock,
};
