import { expect, it } from 'vitest';
import type { HealthFinding } from '../ports/access-provider';
import { toHealthReport } from './to-health-report';

it.each<[found: HealthFinding['status'][], status: HealthFinding['status']]>([
  [[], 'ok'],
  [['ok', 'ok'], 'ok'],
  [['ok', 'warning'], 'warning'],
  [['warning', 'failed', 'ok'], 'failed'],
])('a report of %j is %s', (found, status) => {
  const findings = found.map((each) => ({ area: 'connection', status: each, message: '' }));
  expect(toHealthReport({ providerId: 'house', findings, clockDifferenceMs: 5 })).toEqual({
    providerId: 'house',
    status,
    findings,
    clockDifferenceMs: 5,
  });
});
