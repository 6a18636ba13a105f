import { MISJUDGED } from './parts/publishing-answers.ts';
import { ALTERED } from './parts/publishing-content.ts';
import { MISPLACED } from './parts/publishing-storage.ts';
import type { BrokenPromise } from './promise.ts';

export const BROKEN: BrokenPromise[] = [...MISJUDGED, ...ALTERED, ...MISPLACED];
