import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Fault, StreamsChange } from '../faults/fault.ts';
import { startStreamsApi, type StreamsApiOptions } from './start.ts';
import { apiToken } from './token.ts';

const USAGE = `node --import tsx lab/streams-api/main.ts [options]

  --dialect=NAME  frontend (default) or backend
  --port=N        port to listen on, on 127.0.0.1 (default 0: a free one)
  --data=FILE     keep streams and payments in this SQLite file, and the token beside it
  --fault=ID      with a fault of lab/faults/streams, for example STR-17
  --help          this text

  STREAMS_API_TOKEN is the token, or the API key, of the one user.`;

/** What a fault changes. Throws where there is no such fault, or where it is in the other dialect. */
async function changeOf(id: string, dialect: string): Promise<StreamsChange> {
  const file = join(import.meta.dirname, '../faults/streams', `${id.toLowerCase()}.ts`);
  if (!existsSync(file))
    throw new Error(`--fault: no fault of the streams API is called ${id}; see lab/faults/streams`);
  const { deployment, injection } = ((await import(file)) as { default: Fault }).default;
  if (injection.at !== 'streams' || injection.dialect !== dialect)
    throw new Error(`--fault: ${id} is not in the ${dialect} dialect`);
  return { ...deployment?.streams, ...injection.streams() };
}

/** Reads the command line; throws an error that names the option that is wrong. */
async function readOptions(): Promise<StreamsApiOptions | 'help'> {
  const { values } = parseArgs({
    options: {
      dialect: { type: 'string', default: 'frontend' },
      port: { type: 'string', default: '0' },
      data: { type: 'string' },
      fault: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { dialect, port, data, fault, help } = values;
  if (help) return 'help';
  if (dialect !== 'frontend' && dialect !== 'backend')
    throw new Error(`--dialect: "${dialect}" is neither frontend nor backend`);
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    throw new Error(`--port: "${port}" is not a port, take a number from 0 to 65535`);
  if (data === '') throw new Error('--data: the name of the file is missing');
  const change = fault === undefined ? {} : await changeOf(fault, dialect);
  return { ...change, dialect, port: Number(port), ...(data !== undefined && { file: data }) };
}

async function run(options: StreamsApiOptions): Promise<void> {
  const { token, from } = apiToken(process.env['STREAMS_API_TOKEN'], options.file);
  const api = await startStreamsApi({ ...options, users: [{ name: 'smoke', token }] });
  console.log(`streams API listening on ${api.url}`);
  console.log(`the token is ${from}`);
  const end = (): void => {
    void api.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

function fail(error: unknown, status: number): never {
  console.error(error instanceof Error ? error.message : String(error));
  if (status === 2) console.error(`\n${USAGE}`);
  process.exit(status);
}

const options = await readOptions().catch((error: unknown) => fail(error, 2));
if (options === 'help') console.log(USAGE);
else await run(options).catch((error: unknown) => fail(error, 1));
