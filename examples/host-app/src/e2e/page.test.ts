import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { accessibilityScenario } from './accessibility-scenario';
import { buildApp } from './build-app';
import { chromiumArguments, findChromium } from './find-chromium';
import { interruptionScenario } from './interruption-scenario';
import { managerScenario } from './manager-scenario';
import { residentScenario } from './resident-scenario';
import { type RunningApp, startApp } from './running-app';
import type { Stage } from './stage';
import { storyScenario } from './story-scenario';
import { visit, visitAs } from './visitors';

const executablePath = findChromium();

describe.runIf(executablePath)('the page, in Chromium', () => {
  let main: string;
  let browser: Browser;
  beforeAll(async () => {
    main = await buildApp();
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      args: [...chromiumArguments],
      timeout: 240_000,
    });
  });
  afterAll(() => browser?.close());

  /** A house of its own. Its clock only goes forward, so the order of the tests counts. */
  const stageAt = (startsAt: string): Stage => {
    let app: RunningApp;
    beforeAll(async () => {
      app = await startApp(main, startsAt);
    });
    afterAll(() => app?.stop());
    return {
      visit: () => visit(browser, app.url),
      visitAs: (name, look) => visitAs(browser, app.url, name, look),
    };
  };

  describe('on a day at Riverside', () => {
    const stage = stageAt('2026-11-23T08:00:00Z');
    describe('for a resident', () => residentScenario(stage));
    describe('for a manager', () => managerScenario(stage));
    describe('for everybody', () => accessibilityScenario(stage));
    describe('when something comes between', () => interruptionScenario(stage));
  });
  describe('on the day of the story', () => storyScenario(stageAt('2026-11-23T07:55:00Z')));
});

test.skipIf(executablePath)('the page is not tried: there is no Chromium here', ({ skip }) => {
  const words =
    'There is no Chromium: set ACX_CHROMIUM or install Debian’s package "chromium". The page was not tried.';
  console.warn(words);
  skip(words);
});
