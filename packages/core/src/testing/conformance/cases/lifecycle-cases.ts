import assert from 'node:assert/strict';
import type { HealthReport } from '../../../ports/access-provider';
import type { ConformanceSuite } from '../conformance-suite';

const WORSE = ['ok', 'warning', 'failed'] as const;

/** Health and the end. */
export function lifecycleCases({ section, check, checkWith }: ConformanceSuite): void {
  section('health and closing', () => {
    check('says that all is well when it is', async ({ provider }) => {
      const report = await provider.checkHealth({});
      assertComplete(report, provider.id);
      assert.equal(report.status, 'ok');
    });

    checkWith('setOutage', 'says what is wrong in an outage, without throwing', async ({ provider, probe }) => {
      probe.setOutage(true);
      const report = await provider.checkHealth({});
      assertComplete(report, provider.id);
      assert.equal(report.status, 'failed');
      probe.setOutage(false);
      assert.equal((await provider.checkHealth({})).status, 'ok', 'It does not recover.');
    });

    check('looks without writing', async ({ provider, probe }) => {
      await provider.checkHealth({});
      assert.equal(probe.writeCount(), 0);
    });

    check('can be closed twice', async ({ provider, world }) => {
      await provider.checkHealth({});
      await provider.close();
      await provider.close();
      assert.equal(world.clock.pendingTimers, 0, 'A timer was left behind.');
    });
  });
}

function assertComplete({ providerId, status, findings }: HealthReport, expectedId: string): void {
  assert.equal(providerId, expectedId);
  assert.ok(findings.length > 0, 'Nothing was looked at.');
  for (const { area, message } of findings) {
    assert.notEqual(area.trim(), '');
    assert.notEqual(message.trim(), '', 'A finding has no words for an installer.');
  }
  const worst = Math.max(...findings.map((finding) => WORSE.indexOf(finding.status)));
  assert.equal(status, WORSE[worst], 'The status is not the worst of the findings.');
}
