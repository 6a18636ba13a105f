import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ActionContext } from '../../../gate/actions/context.ts';
import type { Action } from '../../../gate/verdict/verdict.ts';

/** What a gate did in a process of its own. */
export interface GateRun {
  action: Action;
  stdout: string;
  /** Milliseconds from the action's end to the end of its process. */
  lingeredMs: number;
}

/** Lets a gate roll back in a process of its own, whose environment has `environment` in addition. Rejects where it crashes. */
export async function rollBack(context: ActionContext, environment: Record<string, string> = {}): Promise<GateRun> {
  const program = new URL('gate-process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  child.stdin?.end(JSON.stringify(context));
  const closed = once(child, 'close');
  const [action] = (await Promise.race([once(child, 'message'), closed.then(() => [])])) as [Action?];
  if (!action) throw new Error(`the gate gave no action: ${stderr}`);
  const start = performance.now();
  await closed;
  return { action, stdout, lingeredMs: performance.now() - start };
}
