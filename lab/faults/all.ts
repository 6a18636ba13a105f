import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CLASSES, type Fault } from './fault.ts';

/** Every fault of the catalogue, by class and id. Throws for a file in the wrong folder or with another name than its id. */
export async function readFaults(): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const folder of CLASSES) {
    const files = await readdir(join(import.meta.dirname, folder));
    for (const file of files.filter((name) => name.endsWith('.ts')).sort()) {
      const { default: fault } = (await import(`./${folder}/${file}`)) as { default: Fault };
      const place = `${fault.class}/${fault.id.toLowerCase()}.ts`;
      if (place !== `${folder}/${file}`) throw new Error(`lab/faults/${folder}/${file} says that it is ${place}`);
      faults.push(fault);
    }
  }
  return faults;
}

/** One fault. Throws where there is none of this id. */
export async function readFault(id: string): Promise<Fault> {
  const fault = (await readFaults()).find((each) => each.id === id);
  if (!fault) throw new Error(`no fault is called ${id}`);
  return fault;
}
