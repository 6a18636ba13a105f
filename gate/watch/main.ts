import { fileURLToPath } from 'node:url';
import { readEnvironment } from '../../fixtures/config/environment.ts';
import { SettingsError } from '../../fixtures/config/problem.ts';
import { exportPage } from './export-page.ts';
import { readOptions, type WatchOptions } from './options.ts';
import { USAGE } from './usage.ts';
import { watchUntilStopped } from './watch-until-stopped.ts';

const GATE = ['--import', import.meta.resolve('tsx'), fileURLToPath(new URL('../main.ts', import.meta.url))];

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(error instanceof SettingsError ? 2 : 1);
}

let options: WatchOptions | 'help';
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  fail(error);
}
if (options === 'help') console.log(USAGE);
else if (options.exportTo !== undefined) {
  try {
    exportPage(options, options.exportTo);
    console.log(`wrote ${options.exportTo}`);
  } catch (error) {
    fail(error);
  }
} else await watchUntilStopped(options, [process.execPath, ...GATE], readEnvironment()).catch(fail);
