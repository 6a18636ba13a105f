// Runs one walk, told by ERRAND, and prints what it found: a process that may be killed.
import { DIALECT } from '../../../fixtures/streams/walk-target.ts';
import { walkThrough } from '../../../fixtures/streams/walk.ts';
import type { Errand } from './killed-lab.ts';
import { settingsOf } from './settings-of.ts';

const { url, token, dialect, tenant = 'synthetic', ...options } = JSON.parse(process.env['ERRAND'] ?? '{}') as Errand;
const outcome = await walkThrough({ ...settingsOf({ url, token }, dialect), tenant }, DIALECT[dialect], options);
process.stdout.write(JSON.stringify(outcome));
