import type { Repository, Violation } from './repository';
import { importsOf, isEntryFile, parseSourcePath, resolveImport, type SourceFile, sourceFiles } from './source-file';

/** The folders of core, lowest layer first. A file imports from lower layers and from its own folder. */
const CORE_LAYERS: readonly (readonly string[])[] = [
  ['model', 'errors'],
  ['ports', 'options', 'redaction'],
  ['wire', 'telemetry', 'sealing', 'mapping', 'diff', 'policy'],
  ['ledger', 'events'],
  ['doors'],
  ['engine'],
  ['source'],
  ['testing'],
];
/** The one layer whose folders may import each other: an error names what it is about, the model throws errors. */
const OPEN_LAYER = 0;
const ENTRY_LAYER = CORE_LAYERS.length;

function layerOf(file: SourceFile): number {
  return isEntryFile(file) ? ENTRY_LAYER : CORE_LAYERS.findIndex((folders) => folders.includes(file.folders[0] ?? ''));
}

/** Core's folders are layers: nothing imports sideways or up. Tests beside the sources may import whatever they need. */
export function checkLayers(repository: Repository): Violation[] {
  return sourceFiles(repository)
    .filter(({ packageName, isTest }) => packageName === 'core' && !isTest)
    .flatMap((file) => checkLayersOf(repository, file));
}

function checkLayersOf(repository: Repository, file: SourceFile): Violation[] {
  const layer = layerOf(file);
  if (layer === -1) {
    const known = CORE_LAYERS.flat().join(', ');
    return [{ rule: 'unknown-layer', file: file.path, message: `is in none of core's folders: ${known}` }];
  }
  return importsOf(file).flatMap((specifier): Violation[] => {
    const path = resolveImport(repository, file, specifier) ?? '';
    const target = parseSourcePath(path, '');
    if (target === undefined || target.packageName !== 'core') return [];
    const targetLayer = layerOf(target);
    const isSameFolder = target.folders[0] === file.folders[0];
    if (targetLayer > layer) {
      return [{ rule: 'upward-import', file: file.path, message: `imports ${path} from a higher layer` }];
    }
    if (targetLayer === layer && layer !== OPEN_LAYER && !isSameFolder) {
      return [{ rule: 'sideways-import', file: file.path, message: `imports ${path} from a folder beside its own` }];
    }
    return [];
  });
}
