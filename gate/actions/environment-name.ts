/** How environments are called in alerts and annotations. */
const ENVIRONMENTS: Record<string, string> = { PROD: 'production', STAGING: 'staging' };

/** The environment of a prefix of settings: PROD is production. */
export const environmentName = (prefix: string): string => ENVIRONMENTS[prefix] ?? prefix.toLowerCase();
