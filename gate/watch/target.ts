import type { Environment } from '../../fixtures/config/environment.ts';
import { readSettings } from '../../fixtures/config/settings.ts';
import { TARGETS, type TargetProject } from '../verdict/names.ts';

/**
 * The relay that a project looks at; undefined for the embedded one. Throws a SettingsError where the settings of the
 * target are not usable: then every run would only say so.
 */
export function relayOf(project: TargetProject, environment: Environment): string | undefined {
  const target = TARGETS[project];
  return target === 'local' ? undefined : readSettings(target, environment).relayUrl;
}
