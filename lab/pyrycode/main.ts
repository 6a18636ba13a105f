import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readStartupRules } from '../../fixtures/startup/rules.ts';
import { refusalIn } from './refusals.ts';
import { startPyrycodeRelay, type PyrycodeRelayOptions } from './start.ts';

const USAGE = `node --import tsx lab/pyrycode/main.ts [options]

  --insecure-listen ADDR  listen for plain HTTP at host:port; without a host on 127.0.0.1
  --max-connections N     binaries and phones together (default 20)
  --version               print the version and end
  --help                  this text

  It ends with 2 where it refuses to start, 1 where it cannot listen, 0 when it was told to end and everybody has left.`;

const VERSION = 'dev';
const RULES = join(import.meta.dirname, '../../docs/startup/pyrycode-relay.yaml');

/** Reads the command line; throws an error that names the option that is wrong. */
function readOptions(): PyrycodeRelayOptions | string {
  const { values } = parseArgs({
    options: {
      'insecure-listen': { type: 'string', default: '' },
      'max-connections': { type: 'string', default: '20' },
      version: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { 'insecure-listen': listen, 'max-connections': most, version, help } = values;
  if (help || version) return help ? USAGE : VERSION;
  if (listen === '') throw new Error('--insecure-listen has to be set: host:port, for example 127.0.0.1:8080');
  const [, host = '', port = ''] = /^\[?([^\]]*?)\]?:(\d{1,5})$/.exec(listen) ?? [];
  if (port === '' || Number(port) > 65535)
    throw new Error(`--insecure-listen: "${listen}" is not host:port; give one like 127.0.0.1:8080`);
  if (!/^[1-9]\d{0,5}$/.test(most))
    throw new Error(`--max-connections: "${most}" is not a number of connections, take one from 1 on`);
  const limits = { maxConnections: Number(most) };
  return { port: Number(port), ...(host !== '' && { host }), version: VERSION, limits };
}

function end(status: number, line: string): never {
  console.error(line);
  process.exit(status);
}

let options: PyrycodeRelayOptions | string;
try {
  options = readOptions();
} catch (error) {
  end(2, `level=ERROR msg=${JSON.stringify((error as Error).message)}`);
}
if (typeof options === 'string') console.log(options);
else {
  const refusal = refusalIn(readStartupRules(RULES), process.env);
  if (refusal !== undefined) end(2, refusal);
  const relay = await startPyrycodeRelay({ ...options, log: (line) => console.error(line) }).catch((error: unknown) => {
    const { message, cause } = error as Error;
    const words = `${message} (${(cause as Error | undefined)?.message ?? 'no more is known'})`;
    return end(1, `level=ERROR msg="listener failed" err=${JSON.stringify(words)}`);
  });
  console.error(`level=INFO msg=starting version=${VERSION} mode=insecure listen=${new URL(relay.url).host}`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      console.error('level=INFO msg="shutdown signal received; draining"');
      void relay.stop().then(() => process.exit(0));
    });
}
