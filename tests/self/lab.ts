import { test as base } from '@playwright/test';
import { startLabRelay, type LabRelay } from '../../lab/run/lab-relay.ts';

/**
 * Tests of our own code: with a provisioned embedded relay where they ask for one. Its runs of prod-canary look once, which
 * is enough to see what is red; tests/self/gate has the second look.
 */
export const test = base.extend<{ labRelay: LabRelay }>({
  labRelay: async ({}, use) => {
    const relay = await startLabRelay();
    const once: LabRelay['runCanary'] = (settings, interrupt, rest = []) =>
      relay.runCanary(settings, interrupt, ['--retries=0', ...rest]);
    await use({ ...relay, runCanary: once });
    await relay.stop();
  },
});

export { expect } from '../../fixtures/matchers/index.ts';
