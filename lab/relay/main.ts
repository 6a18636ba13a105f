import { parseArgs } from 'node:util';
import type { RelayOptions } from './start.ts';
import { refuseToStart } from './startup/refuse-to-start.ts';

const USAGE = `npm run relay -- [options]

  --port=N            port to listen on (default 7777; 0: a free one)
  --data=FILE         keep events in this file, and the relay's key beside it
  --shared            other instances write to that file too: follow what they do
  --auth-to-read      serve REQ and COUNT to authenticated people only
  --auth-to-write     take events from their authenticated authors only
  --creators=HEX,HEX  public keys that may create groups (default: anyone)
  --compress          compress messages for clients that offer it
  --startup-rules=FILE  when to refuse to start (default: docs/startup/embedded.yaml)
  --help              this text

  Where the platform says that there may be several instances (FLY_APP_NAME), it refuses to start: they would share nothing.
  PYRYCODE_RELAY_SINGLE_INSTANCE=1 says that there is one.
  RELAY_SECRET_KEY_FILE names a file with the relay's own key in hex.`;

interface CommandLine extends RelayOptions {
  startupRules: string | undefined;
}

/** Reads the command line; throws an error that names the option that is wrong. */
function readOptions(): CommandLine | 'help' {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '7777' },
      data: { type: 'string' },
      shared: { type: 'boolean', default: false },
      'auth-to-read': { type: 'boolean', default: false },
      'auth-to-write': { type: 'boolean', default: false },
      creators: { type: 'string' },
      compress: { type: 'boolean', default: false },
      'startup-rules': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65535)
    throw new Error(`--port: "${values.port}" is not a port, take a number from 0 to 65535`);
  const creators = values.creators?.split(',');
  const wrong = creators?.find((creator) => !/^[0-9a-f]{64}$/.test(creator));
  if (wrong !== undefined) throw new Error(`--creators: "${wrong}" is not a public key of 64 lowercase hex characters`);
  if (values.data === '') throw new Error('--data: the name of the file is missing');
  if (values.shared && values.data === undefined)
    throw new Error('--shared: instances share the file of --data, which is missing');
  return {
    startupRules: values['startup-rules'],
    port: Number(values.port),
    compress: values.compress,
    ...(values.data !== undefined && { file: values.data }),
    ...(values.shared && { shared: {} }),
    policy: {
      authToRead: values['auth-to-read'],
      authToWrite: values['auth-to-write'],
      groupCreators: creators ?? 'anyone',
    },
  };
}

/** Asks whether it may start before anything is read, made or listened on, and before the code for that is loaded. */
async function run({ startupRules, ...options }: CommandLine): Promise<void> {
  const refusal = refuseToStart(startupRules);
  if (refusal) {
    console.error(refusal.words);
    process.exit(refusal.exitCode);
  }
  const [{ relayKey }, { startRelay }, { checkData }] = await Promise.all([
    import('./relay-key.ts'),
    import('./start.ts'),
    import('./startup/check-data.ts'),
  ]);
  if (options.file !== undefined) checkData(options.file);
  const secretKey = relayKey(process.env['RELAY_SECRET_KEY_FILE'], options.file);
  const log = (line: string): void => {
    console.log(line);
  };
  const relay = await startRelay({ ...options, secretKey, log });
  console.log(`relay listening on ${relay.url}`);
  console.log(`relay pubkey ${relay.pubkey}`);
  const end = (): void => {
    void relay.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

function fail(error: unknown, status: number): never {
  console.error(error instanceof Error ? error.message : String(error));
  if (status === 2) console.error(`\n${USAGE}`);
  process.exit(status);
}

let options: CommandLine | 'help';
try {
  options = readOptions();
} catch (error) {
  fail(error, 2);
}
if (options === 'help') console.log(USAGE);
else await run(options).catch((error: unknown) => fail(error, 1));
