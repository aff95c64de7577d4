import type { HealthFinding, HealthReport } from '../ports/access-provider';

/** Findings as a report: it is as bad as the worst of them. */
export function toHealthReport(report: Omit<HealthReport, 'status'>): HealthReport {
  const { findings } = report;
  const isThere = (status: HealthFinding['status']): boolean => findings.some((finding) => finding.status === status);
  return { ...report, status: isThere('failed') ? 'failed' : isThere('warning') ? 'warning' : 'ok' };
}
