import { existsSync } from 'node:fs';
import { z } from 'zod';
import { readJson, writeWhole } from '../../fixtures/state/files.ts';
import { stateFile, type Watched } from '../../fixtures/state/state.ts';
import { alertSchema, type Alert } from './alerts.ts';

const memorySchema = z.object({ schema: z.literal('relay-canary/alerts/v1'), alerts: z.array(alertSchema) });

/** What fires for one deployment, or has ceased to, as the run before left it. */
export interface Memory {
  alerts: Alert[];
  /** What people should know of it. */
  remark: string | undefined;
}

/** Where it is kept. A run with unusable settings does not know its relay; its alerts are kept apart. */
export const memoryFile = (state: string, watched: Watched): string => stateFile(state, 'alerts', watched);

/** Reads it; a file that is half-written or foreign counts as none, and that is said. */
export function recall(file: string): Memory {
  const read = memorySchema.safeParse(readJson(file));
  if (read.success) return { alerts: read.data.alerts, remark: undefined };
  const remark = `${file} does not hold what an earlier run fires, so it is taken for empty: such alerts end by themselves`;
  return { alerts: [], remark: existsSync(file) ? remark : undefined };
}

/** Writes it; tells in a sentence why it could not. */
export function remember(file: string, alerts: Alert[]): string | undefined {
  if (alerts.length === 0 && !existsSync(file)) return undefined;
  try {
    writeWhole(file, JSON.stringify({ schema: 'relay-canary/alerts/v1', alerts }));
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return `${file} cannot be written (${code ?? String(error)}), so what fires ends by its time only, not with a green run`;
  }
}
