import type { Action } from '../verdict/verdict.ts';
import { alertmanager } from './alertmanager.ts';
import { carryOut } from './carry-out.ts';
import type { ActionContext } from './context.ts';
import { grafana } from './grafana.ts';
import { rollback } from './rollback.ts';
import { webhook } from './webhook.ts';

/** One thing that may be done about a verdict; undefined where it is not set. */
export type Act = (context: ActionContext) => Promise<Action | undefined>;

/** The rollback first: its command has been started before the first notification leaves, and none waits for its end. */
const ACTS: Record<string, Act> = { rollback, alertmanager, grafana, webhook };

/**
 * Does about a verdict what is set, all at the same time, and tells what became of it. Never throws, and never touches
 * the verdict: an action that throws becomes `failed`. Ends after the rollback's timeout and some 9 s at the latest.
 */
export async function act(context: ActionContext, acts: Record<string, Act> = ACTS): Promise<Action[]> {
  const running = Object.entries(acts).map(([name, one]) => guarded(name, one, context));
  return (await Promise.all(running)).filter((action) => action !== undefined);
}

/** `one` is called at once, not in a later turn of the loop. */
async function guarded(name: string, one: Act, context: ActionContext): Promise<Action | undefined> {
  try {
    return await one(context);
  } catch (error) {
    const reason = error instanceof Error ? error : new Error(String(error));
    return carryOut(name, context.redact, () => Promise.reject(reason));
  }
}
