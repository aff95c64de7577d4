import { posix } from 'node:path';
import type { Repository, Violation } from './repository';
import { importsOf, type SourceFile, sourceFiles } from './source-file';

/** Packages that speak to no vendor; every other folder below `packages/` is a vendor's. */
const LEDGERS = ['sqlite', 'postgres'];
/** Core does not name these either, whether their package is there yet or not. */
const KNOWN_VENDORS = ['ipassan', 'ipevia', 'salto', 'bookings-one'];

const isVendor = (packageName: string): boolean => packageName !== 'core' && !LEDGERS.includes(packageName);

function vendorsOf(repository: Repository): string[] {
  const present = [...repository.keys()].flatMap((path) => /^packages\/([^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set([...KNOWN_VENDORS, ...present.filter(isVendor)])];
}

/** `bookings-one` is also found as bookings_one, bookingsOne and Bookings ONE, but not in "bookings one by one". */
function vendorPattern(vendor: string): RegExp {
  const words = vendor.split('-');
  if (words.length === 1) return new RegExp(vendor, 'i');
  const capitalised = words.map((word) => {
    const [first = '', rest = ''] = [word.slice(0, 1), word.slice(1)];
    return `[${first}${first.toUpperCase()}](?:${rest}|${rest.toUpperCase()})`;
  });
  const laterCapitals = capitalised.map((word, index) => (index === 0 ? word : word.replace(/^\[\w/, '[')));
  return new RegExp(`${capitalised.join('[-_]')}|${laterCapitals.join(' ?')}`);
}

/** Core imports no vendor and names none, not even in a comment; its tests may name, but not import. */
export function checkVendorsInCore(repository: Repository): Violation[] {
  const vendors = vendorsOf(repository).map((vendor) => ({ vendor, pattern: vendorPattern(vendor) }));
  return sourceFiles(repository)
    .filter(({ packageName }) => packageName === 'core')
    .flatMap((file) => {
      const text = file.isTest ? importsOf(file).join('\n') : file.text;
      return vendors
        .filter(({ pattern }) => pattern.test(text))
        .map(({ vendor }) => ({ rule: 'vendor-in-core', file: file.path, message: `names the vendor ${vendor}` }));
    });
}

/** The `@acx` entries that a file may import. */
function allowedEntries({ packageName, isTest, isTesting }: SourceFile): string[] {
  const own = `@acx/${packageName}`;
  if (isTest)
    return ['@acx/core', '@acx/core/provider', '@acx/core/ledger', '@acx/core/testing', own, `${own}/testing`];
  if (packageName === 'core') return [];
  const entries = isVendor(packageName) ? ['@acx/core/provider'] : ['@acx/core', '@acx/core/ledger'];
  return [...entries, ...(isTesting ? ['@acx/core/testing'] : [])];
}

/** Packages meet at the entries of core only, and no relative import leaves a package. */
export function checkPackageImports(repository: Repository): Violation[] {
  return sourceFiles(repository).flatMap((file) => {
    const allowed = allowedEntries(file);
    const isForbidden = (specifier: string): boolean => {
      if (specifier.startsWith('.')) {
        return !posix.join(posix.dirname(file.path), specifier).startsWith(`packages/${file.packageName}/`);
      }
      const isVendorInCore = file.packageName === 'core' && isVendor(specifier.split('/')[1] ?? '');
      return specifier.startsWith('@acx/') && !isVendorInCore && !allowed.includes(specifier);
    };
    return importsOf(file)
      .filter(isForbidden)
      .map((specifier) => ({
        rule: 'package-import',
        file: file.path,
        message: `imports ${specifier}; allowed: ${allowed.join(', ') || 'nothing of another package'}`,
      }));
  });
}

const TRANSPORTS =
  /^(?:ky|soap|undici|fast-xml-parser|xml2js|saxe?s?|xmlbuilder2?|@xmldom\/xmldom|(?:node:)?(?:net|tls|https?|http2))(?:\/|$)/;

/** HTTP, SOAP, sockets and XML live in `wire/` folders, and in `testing/` for simulators and servers. Tests are free. */
export function checkTransports(repository: Repository): Violation[] {
  return sourceFiles(repository)
    .filter(
      ({ isTest, isTesting, folders }) =>
        !isTest && !isTesting && !folders.includes('wire') && !folders.includes('testing'),
    )
    .flatMap((file) =>
      importsOf(file)
        .filter((specifier) => TRANSPORTS.test(specifier))
        .map((specifier) => ({
          rule: 'transport-outside-wire',
          file: file.path,
          message: `imports ${specifier} outside of a wire folder`,
        })),
    );
}
