// `npm run check`: every gate in order, all of them even when one fails, and a table at the end.
import { spawnSync } from 'node:child_process';
import { root } from './workspaces.mjs';

const gates = [
  { title: 'biome', script: 'lint' },
  { title: 'types of the sources', script: 'typecheck' },
  { title: 'tests', script: 'test:packages' },
  { title: 'build', script: 'build' },
  { title: 'publint', script: 'lint:package', needs: 'build' },
  { title: 'types of the packages', script: 'types:package', needs: 'build' },
  { title: 'unused code', script: 'knip' },
  { title: 'sizes', script: 'size', needs: 'build' },
  { title: 'architecture', script: 'test:repository' },
  { title: 'tarballs', script: 'smoke', needs: 'build' },
];

const outcomes = new Map();
for (const [index, { title, script, needs }] of gates.entries()) {
  console.log(`\n[${index + 1}/${gates.length}] ${title}: npm run ${script}`);
  if (needs !== undefined && outcomes.get(needs)?.outcome !== 'ok') {
    outcomes.set(script, { outcome: `skipped: ${needs} failed`, seconds: 0 });
    continue;
  }
  const startedAt = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ACX_NODE_VERSION: process.version, TURBO_TELEMETRY_DISABLED: '1' },
  });
  outcomes.set(script, { outcome: status === 0 ? 'ok' : 'FAILED', seconds: (performance.now() - startedAt) / 1000 });
}

console.log('\ngate                    outcome');
for (const { title, script } of gates) {
  const { outcome, seconds } = outcomes.get(script);
  console.log(`${title.padEnd(23)} ${outcome} (${seconds.toFixed(1)} s)`);
}
const failed = [...outcomes.values()].filter(({ outcome }) => outcome !== 'ok').length;
console.log(failed === 0 ? 'Every gate is green.' : `${failed} of ${gates.length} gates are not green.`);
process.exitCode = failed === 0 ? 0 : 1;
