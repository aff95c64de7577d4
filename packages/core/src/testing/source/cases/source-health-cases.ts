import assert from 'node:assert/strict';
import type { HealthReport } from '../../../ports/access-provider';
import type { SourceStage } from '../source-stage';
import type { SourceSuite } from '../source-suite';

const WORSE = ['ok', 'warning', 'failed'] as const;

/** Health and the end. */
export function sourceHealthCases({ section, check, checkWith }: SourceSuite): void {
  section('health and closing', () => {
    check('says that all is well when it is', async (stage) => {
      assert.equal((await checkHealth(stage)).status, 'ok');
    });

    checkWith('setOutage', 'says what is wrong in an outage, without throwing', async (stage) => {
      await stage.vendor.setOutage?.(true);
      assert.equal((await checkHealth(stage)).status, 'failed');
      await stage.vendor.setOutage?.(false);
      assert.equal((await checkHealth(stage)).status, 'ok', 'It does not recover.');
    });

    checkWith('refuseToken', 'says what is wrong when credentials are refused, without throwing', async (stage) => {
      await stage.vendor.refuseToken?.();
      assert.equal((await checkHealth(stage)).status, 'failed');
    });

    check('gives up without throwing when the caller gives up', async (stage) => {
      await checkHealth(stage, AbortSignal.abort());
    });

    check('looks without a change at the vendor', async (stage) => {
      await checkHealth(stage);
      assert.equal(stage.vendor.writesMade(), 0);
    });

    check('can be closed twice', async (stage) => {
      await stage.read();
      await stage.source.close();
      await stage.source.close();
      assert.equal(stage.world.clock.pendingTimers, 0, 'A timer was left behind.');
    });
  });
}

async function checkHealth({ source }: SourceStage, signal?: AbortSignal): Promise<HealthReport> {
  const report = await source.checkHealth({ signal });
  const { providerId, status, findings } = report;
  assert.equal(providerId, source.id);
  assert.ok(findings.length > 0, 'Nothing was looked at.');
  for (const { area, message } of findings) {
    assert.notEqual(area.trim(), '');
    assert.notEqual(message.trim(), '', 'A finding has no words for an installer.');
  }
  const worst = Math.max(...findings.map((finding) => WORSE.indexOf(finding.status)));
  assert.equal(status, WORSE[worst], 'The status is not the worst of the findings.');
  return report;
}
