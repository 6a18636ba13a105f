import { freePort } from '../../fixtures/protocol/free-port.ts';
import type { Front } from './haproxy.ts';
import { startProgram } from './program.ts';

/** Starts the embedded relay as a process of its own; `limit` is a shell command that comes before it, such as ulimit. */
export async function startRelayProcess(data: string, limit = ':'): Promise<Front> {
  const port = await freePort();
  const relay = `PYRYCODE_RELAY_SINGLE_INSTANCE=1 exec "${process.execPath}" --import tsx lab/relay/main.ts --port=${port} --data="${data}"`;
  const { stop } = await startProgram({ program: 'sh', arguments: ['-c', `${limit}; ${relay}`], port });
  return { url: `ws://127.0.0.1:${port}`, stop };
}
