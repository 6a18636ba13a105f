import { fileURLToPath } from 'node:url';
import { readStartupRules } from '../../../fixtures/startup/rules.ts';
import { checkInstances, type Refusal } from '../../../fixtures/startup/self-check.ts';

/** The rules that hold where the command line names no others. */
const OWN_RULES = fileURLToPath(new URL('../../../docs/startup/embedded.yaml', import.meta.url));

/**
 * Whether the embedded relay may start here: it keeps its connections in memory, so it has to be the only instance. Throws
 * where the file of the rules cannot be used, and names the option.
 */
export function refuseToStart(rulesFile = OWN_RULES): Refusal | undefined {
  let rules;
  try {
    rules = readStartupRules(rulesFile);
  } catch (error) {
    throw new Error(`--startup-rules: ${(error as Error).message}`, { cause: error });
  }
  return checkInstances(rules.singleInstance, process.env);
}
