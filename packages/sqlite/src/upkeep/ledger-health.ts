import { stat, statfs } from 'node:fs/promises';
import { AcxError, type HealthFinding, type HealthReport } from '@acx/core';
import type { CredentialVault } from '@acx/core/ledger';
import type { Connection } from '../driver/connection';
import { IN_MEMORY } from '../file/create-file';
import { countUnreadable } from './stored-credentials';

/** What an operator needs to know of a ledger. */
export type LedgerHealth = Pick<HealthReport, 'status' | 'findings'>;

/** Below this there may be no room to rewrite the file, or for a busy day. */
const SMALLEST_FREE_BYTES = 64 * 2 ** 20;

/** Looks at the content, the credentials, the disk and who may read the file. Never throws: what is wrong is a finding. */
export async function checkLedgerHealth(options: {
  connection: Connection;
  vault: CredentialVault;
  /** The last failure to take what was erased out of the file; absent when there is none. */
  traces: AcxError | undefined;
}): Promise<LedgerHealth> {
  const { connection, vault, traces } = options;
  const findings = [
    checkContent(connection),
    checkCredentials(connection, vault),
    ...(traces === undefined
      ? []
      : [finding('erasure', 'warning', `What was erased is still in the file. ${traces.message}`)]),
    ...(connection.path === IN_MEMORY ? [] : await checkDisk(connection.path)),
  ];
  const has = (status: HealthFinding['status']): boolean => findings.some((item) => item.status === status);
  return { status: has('failed') ? 'failed' : has('warning') ? 'warning' : 'ok', findings };
}

function checkContent(connection: Connection): HealthFinding {
  try {
    if (connection.all('PRAGMA quick_check(1)')[0]?.['quick_check'] === 'ok')
      return finding('content', 'ok', 'The content of the file is sound.');
    return finding(
      'content',
      'failed',
      'The content of the file is damaged. Stop, keep the file, and start with the newest backup.',
    );
  } catch (failure) {
    return finding('content', 'failed', messageOf(failure));
  }
}

function checkCredentials(connection: Connection, vault: CredentialVault): HealthFinding {
  try {
    const problems = countUnreadable(connection, vault);
    if (problems.length === 0) return finding('credentials', 'ok', 'Every stored credential can be opened.');
    return finding('credentials', 'failed', problems.join(' '));
  } catch (failure) {
    return finding('credentials', 'failed', messageOf(failure));
  }
}

async function checkDisk(path: string): Promise<HealthFinding[]> {
  try {
    const [{ mode, size }, { bavail, bsize }] = [await stat(path), await statfs(path)];
    const free = bavail * bsize;
    const told = `${toMebibytes(free)} MiB are free; the ledger has ${toMebibytes(size)} MiB`;
    const isTight = free < Math.max(SMALLEST_FREE_BYTES, 2 * size);
    const isOpen = process.platform !== 'win32' && (mode & 0o077) !== 0;
    return [
      isTight
        ? finding('disk', 'warning', `${told}. Free some space: rewriting the file and backups need twice its size.`)
        : finding('disk', 'ok', `${told}.`),
      isOpen
        ? finding(
            'access',
            'warning',
            'Other users of this machine may read or write the file. Take the right away: chmod 600.',
          )
        : finding('access', 'ok', 'Only its owner may read and write the file.'),
    ];
  } catch {
    return [
      finding(
        'disk',
        'failed',
        'The file is not where it was, or may not be looked at. Put it back, or start with a backup.',
      ),
    ];
  }
}

const toMebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

function finding(area: string, status: HealthFinding['status'], message: string): HealthFinding {
  return { area, status, message };
}

function messageOf(failure: unknown): string {
  return AcxError.isInstance(failure) ? failure.message : 'It could not be looked at.';
}
