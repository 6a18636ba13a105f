import type { Environment } from '../../fixtures/config/environment.ts';
import { readSettings } from '../../fixtures/config/settings.ts';
import type { TargetProject } from '../verdict/names.ts';

const TARGET = { 'prod-canary': 'prod', 'pr-staging': 'staging', nightly: 'staging' } as const;

/**
 * The relay that a project looks at; undefined for the embedded one. Throws a SettingsError where the settings of the
 * target are not usable: then every run would only say so.
 */
export const relayOf = (project: TargetProject, environment: Environment): string | undefined =>
  project === 'local' ? undefined : readSettings(TARGET[project], environment).relayUrl;
