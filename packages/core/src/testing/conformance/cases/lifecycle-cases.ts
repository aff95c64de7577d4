import assert from 'node:assert/strict';
import type { HealthReport } from '../../../ports/access-provider';
import type { ConformanceSuite } from '../conformance-suite';

const WORSE = ['ok', 'warning', 'failed'] as const;

/** Health and the end. */
export function lifecycleCases({ section, check, checkWith }: ConformanceSuite): void {
  section('health and closing', () => {
    check('says that all is well when it is', async ({ provider, callOptions }) => {
      const report = await provider.checkHealth(callOptions);
      assertComplete(report, provider.id);
      assert.equal(report.status, 'ok');
    });

    checkWith(
      'setOutage',
      'says what is wrong in an outage, without throwing',
      async ({ provider, probe, callOptions }) => {
        probe.setOutage(true);
        const report = await provider.checkHealth(callOptions);
        assertComplete(report, provider.id);
        assert.equal(report.status, 'failed');
        probe.setOutage(false);
        assert.equal((await provider.checkHealth(callOptions)).status, 'ok', 'It does not recover.');
      },
    );

    check('looks without writing', async ({ provider, probe, callOptions }) => {
      await provider.checkHealth(callOptions);
      assert.equal(probe.writeCount(), 0);
    });

    check(
      'takes the identities that are expected, and repeats no subject',
      async ({ provider, world, callOptions }) => {
        const subjects = [...world.subjects, world.unusable?.subject ?? 'nobody-4711'];
        const places = [...world.places, world.unusable?.place ?? 'nowhere-4711'];
        const report = await provider.checkHealth({ ...callOptions, expected: { places, subjects } });
        assertComplete(report, provider.id);
        for (const { message } of report.findings)
          for (const subject of subjects) assert.ok(!message.includes(subject), 'A finding names a subject.');
        const known = { places: world.places, subjects: world.subjects };
        const { status } = await provider.checkHealth({ ...callOptions, expected: known });
        assert.equal(status, 'ok', 'It does not find what the vendor knows.');
      },
    );

    check('can be closed twice', async ({ provider, world, callOptions }) => {
      await provider.checkHealth(callOptions);
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
