import { join } from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from '../architecture/repository';

/** One `ts` block of a page. */
export interface CodeBlock {
  /** Page and line of its fence: `docs/guides/host.md:12`. */
  readonly place: string;
  readonly code: string;
}

/** The TypeScript blocks of a Markdown page. */
export function codeBlocksOf(path: string, markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  for (const match of markdown.matchAll(/^```ts\n([\s\S]*?)^```/gm)) {
    const line = markdown.slice(0, match.index).split('\n').length;
    blocks.push({ place: `${path}:${line}`, code: match[1] ?? '' });
  }
  return blocks;
}

/** Checks every block as a module of its own against the sources of the packages. Gives `page:line: message`. */
export function typeErrorsOf(blocks: readonly CodeBlock[]): string[] {
  const configPath = join(repositoryRoot, 'tsconfig.base.json');
  const { config } = ts.readConfigFile(configPath, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, repositoryRoot);
  const files = new Map(blocks.map((block, index) => [join(repositoryRoot, `code-block-${index}.ts`), block]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path)?.code ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) => {
    const block = files.get(path);
    // Awaiting at the top makes a block a module, as it is in a reader's file.
    if (block === undefined) return getSourceFile(path, language, ...rest);
    return ts.createSourceFile(path, `${block.code}\nexport {};\n`, language);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const block = files.get(file?.fileName ?? '');
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    return `${block?.place ?? file?.fileName} +${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
