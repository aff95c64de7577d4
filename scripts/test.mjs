// `npm test`: the tests of every workspace and of the whole repository; the last line is `N passed, N failed`.
// Arguments go to turbo: `npm test -- --force` runs everything again.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, workspaces } from './workspaces.mjs';

const suites = [
  ...workspaces()
    .filter(({ manifest }) => manifest.scripts?.test !== undefined)
    .map(({ folder, manifest }) => ({ name: manifest.name, folder })),
  { name: 'whole repository', folder: root },
].map((suite) => ({ ...suite, resultsFile: join(suite.folder, 'node_modules/.vitest/results.json') }));

// What is read below was written, or restored from turbo's cache, by this run.
for (const { resultsFile } of suites) rmSync(resultsFile, { force: true });

// Few suites at once: each brings simulators, databases and browsers of its own.
const task = ['run', 'test', 'test:repository', '--concurrency=3', '--continue=always'];
const run = spawnSync('turbo', [...task, ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
  // Results of one Node version are no answer for another one.
  env: { ...process.env, ACX_NODE_VERSION: process.version, TURBO_TELEMETRY_DISABLED: '1' },
});

/** A file that fails without a failing test (it does not even load) counts as one failure, so does a suite without results. */
function countSuite({ resultsFile }) {
  if (!existsSync(resultsFile)) return { passed: 0, failed: 1, skipped: 0, note: 'wrote no results', failures: [] };
  const results = JSON.parse(readFileSync(resultsFile, 'utf8'));
  const brokenFiles = results.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  const failed = results.numFailedTests + brokenFiles.length;
  const failedTests = results.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  );
  return {
    passed: results.numPassedTests,
    failed: failed === 0 && !results.success ? 1 : failed,
    skipped: results.numPendingTests + results.numTodoTests,
    note: brokenFiles.length === 0 ? '' : `${brokenFiles.length} files did not load`,
    failures: [
      ...brokenFiles.map(({ name, message }) => ({ name, reason: message })),
      ...failedTests.map(({ fullName, failureMessages }) => ({ name: fullName, reason: failureMessages[0] ?? '' })),
    ],
  };
}

/** What can be read at the end of a long log. */
function firstLines(text) {
  return text.split('\n').slice(0, 6).join('\n    ').slice(0, 1_200);
}

console.log();
const total = { passed: 0, failed: 0 };
for (const suite of suites) {
  const { passed, failed, skipped, note, failures } = countSuite(suite);
  total.passed += passed;
  total.failed += failed;
  const details = [skipped > 0 && `${skipped} skipped`, note].filter(Boolean);
  console.log(`${suite.name}: ${[`${passed} passed`, `${failed} failed`, ...details].join(', ')}`);
  for (const { name, reason } of failures) console.log(`  ${name}\n    ${firstLines(reason)}`);
}
if (run.error !== undefined) console.log(`turbo did not run: ${run.error.message}`);
if (run.status !== 0 && total.failed === 0) {
  total.failed = 1;
  console.log('No test failed, but the run did: see above.');
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
