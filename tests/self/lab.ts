import { test as base } from '@playwright/test';
import { startLabRelay, type LabRelay } from '../../lab/run/lab-relay.ts';

/** Tests of our own code: with a provisioned embedded relay where they ask for one. */
export const test = base.extend<{ labRelay: LabRelay }>({
  labRelay: async ({}, use) => {
    const relay = await startLabRelay();
    await use(relay);
    await relay.stop();
  },
});

export { expect } from '../../fixtures/matchers/index.ts';
