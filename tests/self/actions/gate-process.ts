import { rollback } from '../../../gate/actions/rollback.ts';
import type { ActionContext } from '../../../gate/actions/context.ts';
import { redact } from './fixtures.ts';

/** A gate of its own process: rolls back as the context says that comes on its input, and gives the action over its channel. */
let text = '';
for await (const chunk of process.stdin.setEncoding('utf8')) text += String(chunk);
const action = await rollback({ ...(JSON.parse(text) as Omit<ActionContext, 'redact'>), redact });
process.send?.(action);
process.disconnect();
