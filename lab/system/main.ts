import { readFileSync } from 'node:fs';
import type { Backends } from './backends.ts';
import { startInstance } from './instance.ts';
import { sayTo, wordsOf } from './say.ts';

/** What a file says about one instance, as JSON; its name is the only argument. startSystem writes it. */
export interface InstanceFile {
  name: string;
  port: number;
  /** Of the relay, in hex. */
  secretKey: string;
  file: string;
  token: string;
  backends: Backends;
}

const say = sayTo((line) => console.log(line));

async function run(path: string): Promise<void> {
  const { secretKey, ...options } = JSON.parse(readFileSync(path, 'utf8')) as InstanceFile;
  const instance = await startInstance({ ...options, secretKey: Buffer.from(secretKey, 'hex'), say });
  say('INFO', 'relay', `${options.name} listens on 127.0.0.1:${options.port}`);
  const end = (): void => void instance.stop().finally(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

const [, , path] = process.argv;
if (path === undefined) {
  console.error('lab/system/main.ts FILE: the file that describes the instance is missing');
  process.exit(2);
}
process.on('uncaughtException', (error) => {
  say('ERROR', 'relay', `ends because of ${error.stack ?? wordsOf(error)}`);
  process.exit(1);
});
await run(path).catch((error: unknown) => {
  say('ERROR', 'relay', `does not start: ${wordsOf(error)}`);
  process.exit(1);
});
