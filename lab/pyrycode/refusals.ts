import { checkInstances } from '../../fixtures/startup/self-check.ts';
import type { StartupRules } from '../../fixtures/startup/rules.ts';

type Environment = Record<string, string | undefined>;

const PRODUCTION = 'PYRYCODE_RELAY_PRODUCTION';
const CREDENTIALS = 'PYRYCODE_RELAY_FCM_CREDENTIALS';

/**
 * Why a relay that would listen for plain HTTP does not start, as one line for its log; undefined: it may. What is malformed
 * comes first, then several instances, then production (pyrycode-relay, main.go). No value is repeated that may be secret.
 */
export function refusalIn(rules: StartupRules, environment: Environment): string | undefined {
  const { [PRODUCTION]: production, [CREDENTIALS]: credentials } = environment;
  if (production !== undefined && production !== '1')
    return line('invalid env-var config', PRODUCTION, `write ${PRODUCTION}=1, or unset it`);
  if (credentials !== undefined && !isServiceAccount(credentials))
    return line('invalid env-var config', CREDENTIALS, 'give it the JSON key of a service account, or unset it');
  const alone = checkInstances(rules.singleInstance, environment);
  if (alone) return alone.words;
  if (production === undefined) return undefined;
  return line(
    'production-mode misconfiguration',
    PRODUCTION,
    `unset ${PRODUCTION}: --insecure-listen speaks plain HTTP`,
  );
}

const line = (problem: string, variable: string, fix: string): string =>
  `level=ERROR msg="refusing to start: ${problem}" env_var=${variable} fix="${fix}"`;

function isServiceAccount(text: string): boolean {
  try {
    return (JSON.parse(text) as { type?: unknown } | null)?.type === 'service_account';
  } catch {
    return false;
  }
}
