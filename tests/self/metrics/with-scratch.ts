import { test as base } from '@playwright/test';
import { makeScratch, type Scratch } from '../../../lab/infrastructure/scratch.ts';

/** A test with a directory of its own, which is removed after it. */
export const test = base.extend<{ scratch: Scratch }>({
  scratch: async ({}, use) => {
    const scratch = makeScratch();
    await use(scratch);
    await scratch.remove();
  },
});

export { expect } from '@playwright/test';
