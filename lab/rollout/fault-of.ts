import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CLASSES, type Fault } from '../faults/fault.ts';

/** A fault of the catalogue by its id. Throws where there is none, or where it befalls something else. */
export async function faultOf<At extends Fault['injection']['at']>(
  id: string,
  at: At,
): Promise<Extract<Fault['injection'], { at: At }>> {
  const files = CLASSES.map((folder) => join(import.meta.dirname, '../faults', folder, `${id.toLowerCase()}.ts`));
  const file = files.find((each) => existsSync(each));
  if (file === undefined) throw new Error(`--fault: no fault is called ${id}; see lab/faults`);
  const { injection } = ((await import(file)) as { default: Fault }).default;
  if (injection.at !== at) throw new Error(`--fault: ${id} befalls ${injection.at}, not ${at}`);
  return injection as Extract<Fault['injection'], { at: At }>;
}
