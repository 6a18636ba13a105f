import { writeWhole } from '../../fixtures/state/files.ts';
import { readRows } from './history/file.ts';
import { viewOf } from './history/view.ts';
import type { WatchOptions } from './options.ts';
import { snapshotPage } from './page/render.ts';
import { historyFile } from './watch.ts';

/** Writes the status page of a history into one file that needs no server. Throws what the file system says. */
export function exportPage(options: WatchOptions, file: string): void {
  const { project, everyMs } = options;
  const { rows } = readRows(historyFile(options));
  const relay = rows.at(-1)?.relay ?? undefined;
  const around = { project, relay, everyMs, now: Date.now(), nextRunAt: undefined, runningSince: undefined };
  writeWhole(file, snapshotPage(viewOf(rows, 24, around)));
}
