import { FILTERS } from './parts/filter-promises.ts';
import { LIVE } from './parts/live-promises.ts';
import { REQUESTS } from './parts/request-promises.ts';
import { TIMES } from './parts/time-promises.ts';
import type { BrokenPromise } from './promise.ts';

export const BROKEN: BrokenPromise[] = [...REQUESTS, ...FILTERS, ...TIMES, ...LIVE];
